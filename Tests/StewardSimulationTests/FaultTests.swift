// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("Fault")
struct FaultTests {
    static let kinds: [Fault.Kind] = [
        .status(503), .rateLimited(.none), .rateLimited(.seconds(5)), .rateLimited(.date(5)),
        .delay(.milliseconds(1500)), .silence, .disconnect(afterBytes: nil), .disconnect(afterBytes: 3),
        .truncate(toBytes: 9, full: true), .truncate(toBytes: 9, full: false), .challenge(status: 403),
        .body(Array("nonsense".utf8)), .lostReply, .disconnectUpload(afterBytes: 4),
        .slowBody(pieceBytes: 10, delay: .seconds(1)), .slowUpload(pieceBytes: 10, delay: .milliseconds(5)),
    ]

    @Test("reads back from its JSON form", arguments: kinds)
    func roundTrip(kind: Fault.Kind) throws {
        let fault = Fault(kind, path: "/data/*", method: .put, query: "alt=media", skip: 2, count: 3)
        #expect(try Fault(fault.json) == fault)
        #expect(try Fault.list(parsing: fault.json.canonicalBytes()) == [fault])
    }

    @Test(
        "a fault that is none is refused with what is missing or unknown",
        arguments: [
            ("{}", "kind"), ("[1]", "kind"), (#"{"kind": "fire"}"#, "fire"), (#"{"kind": "status"}"#, "status"),
            (#"{"kind": "delay"}"#, "milliseconds"), (#"{"kind": "silence", "pth": "/"}"#, "pth"), ("{", "no JSON"),
        ])
    func refused(text: String, word: String) throws {
        let error = try #require(throws: IntegrationError.self) { try Fault.list(parsing: Array(text.utf8)) }
        #expect(error.code == .invalidRequest)
        #expect(error.message.contains(word))
    }

    @Test("the first fault that fits is taken; skipped and used-up ones pass")
    func script() {
        let script = FaultScript([Fault(.status(1), path: "/a", skip: 1, count: 1), Fault(.status(2), path: "/a*")])
        #expect(script.take(for: "/b") == nil)
        #expect(script.take(for: "/a") == .status(2))
        #expect(script.take(for: "/a") == .status(1))
        #expect(script.take(for: "/a") == .status(2))
        #expect(script.take(for: "/abc") == .status(2))
        script.clear()
        #expect(script.take(for: "/a") == nil)
    }
}

@Suite("RecordingClock")
struct RecordingClockTests {
    @Test("moves when somebody sleeps or it is advanced, and records sleeps")
    func moves() async throws {
        let clock = RecordingClock()
        let start = clock.now
        try await clock.sleep(for: .seconds(90))
        clock.advance(by: .milliseconds(500))
        #expect(clock.now.timeIntervalSince(start) == 90.5)
        #expect(clock.sleeps == [.seconds(90)])
    }

    @Test("a cancelled sleep throws and does not move it")
    func cancelled() async {
        let clock = RecordingClock()
        let start = clock.now
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                await #expect(throws: CancellationError.self) { try await clock.sleep(for: .seconds(1)) }
            }
        }
        #expect(clock.now == start)
    }
}
