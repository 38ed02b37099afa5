// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization
import Testing

@testable import StewardProcess

@Suite("Both outputs of a program in one pipe", .timeLimit(.minutes(1)))
struct ProgramTogetherTests {
    private final class Collected: Sendable {
        let bytes = Mutex<[UInt8]>([])
        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }

    private func run(
        _ line: String, limits: Program.Limits = Program.Limits()
    ) async throws -> (ProgramResult, String) {
        let collected = Collected()
        let result = try await Program("/bin/sh", ["-c", line], environment: ["PATH": "/usr/bin:/bin"])
            .runTogether(limits: limits, receive: { piece in collected.bytes.withLock { $0 += piece } })
        return (result, collected.text)
    }

    @Test("what is written comes in its order, and nothing can be read")
    func order() async throws {
        let (result, text) = try await run("echo a; echo b >&2; echo c; cat; echo d >&2; exit 5")
        #expect(text == "a\nb\nc\nd\n")
        #expect(result.ending == .exited(5) && result.output.isEmpty && result.errorText.isEmpty)
    }

    @Test("the time limit ends it, and what was written until then was handed over")
    func timeLimit() async throws {
        let collected = Collected()
        let program = Program("/bin/sh", ["-c", "echo begun; sleep 60"], environment: ["PATH": "/usr/bin:/bin"])
        await #expect(throws: ProcessError(.timedOut, "")) {
            try await program.runTogether(
                limits: Program.Limits(time: .seconds(1)),
                receive: { piece in collected.bytes.withLock { $0 += piece } })
        }
        #expect(collected.text == "begun\n")
    }

    @Test("a receiver that throws ends it; a program that is not there is said")
    func failures() async throws {
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await Program("/usr/bin/yes").runTogether(receive: { _ in throw Enough() })
        }
        await #expect(throws: ProcessError(.notStarted, "")) {
            try await Program("/nowhere/at/all").runTogether(receive: { _ in })
        }
    }
}
