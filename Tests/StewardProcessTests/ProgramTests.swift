// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardProcess

@Suite("Running a program", .timeLimit(.minutes(1)))
struct ProgramTests {
    /// A script as a test's stand-in for a program; the code under test never uses a shell.
    private func script(_ text: String) -> Program {
        Program("/bin/sh", ["-c", text], environment: ["PATH": "/usr/bin:/bin"])
    }

    @Test("Arguments arrive as written, and nothing else is in the environment")
    func arguments() async throws {
        let odd = ["a b", "$(id)", "'\"\\", "", "ก้าวไกล", "*"]
        let printed = try await Program("/usr/bin/printf", ["%s|"] + odd).run().checked()
        #expect(printed.text == odd.map { $0 + "|" }.joined())
        let environment = try await Program("/usr/bin/env", environment: ["A": "1"], secrets: ["B": Secret("2")]).run()
        #expect(environment.text.split(separator: "\n").sorted() == ["A=1", "B=2"])
    }

    @Test("Input of any length passes through, with the output bounded by nothing but its limit")
    func roundTrip() async throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(try await Program("/bin/cat").run(.bytes(bytes)).output == bytes)
        #expect(try await Program("/bin/cat").run(.stream(ByteStream(bytes))).output == bytes)
        #expect(try await Program("/bin/cat").run(.secret(Secret("s"))).text == "s")
        #expect(try await Program("/bin/cat").run().output.isEmpty)
    }

    @Test("What a program wrote just before it ended is not lost on a slow reader", arguments: 0..<20)
    func slowReader(round: Int) async throws {
        let received = Received()
        let result = try await script("head -c 60000 /dev/zero; echo done >&2").run { piece in
            for _ in 0..<50 { await Task.yield() }
            await received.add(piece.count)
        }
        #expect(await received.count == 60_000)
        #expect(result.errorText == "done\n")
    }

    @Test("A status other than 0 is a result; checked, it is an error with the last line of standard error")
    func failing() async throws {
        let result = try await script("echo one >&2; echo two >&2; exit 3").run()
        #expect(result.ending == .exited(3))
        #expect(!result.isSuccess)
        let error = #expect(throws: ProcessError(.failed, "")) { try result.checked() }
        #expect(error?.message == "sh ended with status 3: two")
        #expect(try await script("kill -9 $$").run().ending == .signalled(9))
    }

    @Test("A program that does not read its input does not end this process")
    func closedInput() async throws {
        let result = try await Program("/bin/true").run(.bytes(Array(repeating: 1, count: 1_000_000)))
        #expect(result.isSuccess)
    }

    @Test("Too much output ends the program")
    func tooMuch() async throws {
        await #expect(throws: ProcessError(.outputTooLong, "")) {
            try await Program("/usr/bin/yes").run(limits: Program.Limits(output: 100_000))
        }
    }

    @Test("Too long a run ends the program and what it started, even when they ignore SIGTERM")
    func tooLong() async throws {
        let folder = try TemporaryFolder("process")
        var limits = Program.Limits(time: .milliseconds(300))
        limits.grace = .milliseconds(200)
        let began = ContinuousClock.now
        let bounded = limits
        await #expect(throws: ProcessError(.timedOut, "")) {
            try await script("trap '' TERM; (trap '' TERM; sleep 60) & echo $! > \(folder.path("child")); sleep 60")
                .run(
                    limits: bounded)
        }
        #expect(ContinuousClock.now - began < .seconds(20))
        try await expectGone(folder)
    }

    @Test("Cancelling ends the program in bounded time")
    func cancelled() async throws {
        let folder = try TemporaryFolder("process")
        let started = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await script("sleep 60 & echo $! > \(folder.path("child")); echo go; sleep 60").run { _ in
                started.continuation.finish()
            }
        }
        for await _ in started.stream {}
        let began = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - began < .seconds(20))
        try await expectGone(folder)
    }

    @Test("A receiver that throws ends the program")
    func receiverThrows() async throws {
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            _ = try await Program("/usr/bin/yes").run { (_: [UInt8]) async throws in throw Enough() }
        }
    }

    @Test("A program that is not there, or not given in full, is one sentence")
    func missing() async throws {
        for path in ["/nowhere/at/all", "ls", "/etc/passwd"] {
            let secret = Secret("hunter2")
            let error = await #expect(throws: ProcessError(.notStarted, "")) {
                try await Program(path, secrets: ["KEY": secret]).run()
            }
            #expect(error?.message.contains(path) == true)
            #expect(error?.message.contains("hunter2") == false)
        }
        await #expect(throws: ProcessError(.notStarted, "")) { try await Program("/bin/ls", folder: "/nowhere").run() }
    }

    /// The grandchild whose id the script wrote is gone, or a zombie that only waits to be collected.
    private func expectGone(_ folder: TemporaryFolder) async throws {
        let id = try #require(
            String(decoding: folder.bytes("child"), as: UTF8.self).split(separator: "\n").first.flatMap { Int32($0) })
        let began = ContinuousClock.now
        while isRunning(id), ContinuousClock.now - began < .seconds(5) { await Task.yield() }
        #expect(!isRunning(id))
    }

    private func isRunning(_ id: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return false }
        return status.split(separator: ")").last?.split(separator: " ").first != "Z"
    }
}

private actor Received {
    private(set) var count = 0
    func add(_ more: Int) { count += more }
}
