// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardProcess

@Suite("Running a program between descriptors", .timeLimit(.minutes(1)))
struct ProgramDescriptorTests {
    private func script(_ text: String) -> Program {
        Program("/bin/sh", ["-c", text], environment: ["PATH": "/usr/bin:/bin"])
    }

    private struct Pipe {
        let reading: Int32
        let writing: Int32
        init() throws {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (reading, writing) = (ends[0], ends[1])
        }
    }

    private func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) != -1 }

    @Test("Two programs are one pipe: what is handed over is closed here, and the end is seen at the other side")
    func pipeline() async throws {
        let pipe = try Pipe()
        async let first = script("head -c 5000000 /dev/zero; echo made >&2")
            .run(input: .nothing, output: .handedOver(pipe.writing))
        let second = try await Program("/usr/bin/wc", ["-c"]).run(input: .handedOver(pipe.reading))
        #expect(second.text.split(separator: " ").first.map { $0.trimmingCharacters(in: .newlines) } == "5000000")
        let made = try await first
        #expect(made.errorText == "made\n")
        #expect(made.isSuccess)
    }

    @Test("A descriptor that is only lent stays open, also when the program fails")
    func lent() async throws {
        let folder = try TemporaryFolder("descriptor")
        let descriptor = open(folder.path("out"), O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let result = try await script("echo one; exit 3").run(input: .nothing, output: .descriptor(descriptor))
        #expect(result.ending == .exited(3))
        #expect(isOpen(descriptor))
        try await script("cat").run(input: .nothing, output: .descriptor(descriptor)).checked()
        #expect(String(decoding: try folder.bytes("out"), as: UTF8.self) == "one\n")
    }

    @Test("A program that cannot be started closes what was handed over")
    func notStarted() async throws {
        for path in ["/nowhere/at/all", "relative"] {
            let pipe = try Pipe()
            defer { close(pipe.reading) }
            await #expect(throws: ProcessError(.notStarted, "")) {
                try await Program(path).run(input: .nothing, output: .handedOver(pipe.writing))
            }
            var byte: UInt8 = 0
            #expect(read(pipe.reading, &byte, 1) == 0)
        }
    }

    @Test("A reader that goes away ends the writer, and that is a result")
    func readerGone() async throws {
        let pipe = try Pipe()
        close(pipe.reading)
        let result = try await Program("/usr/bin/yes").run(input: .nothing, output: .handedOver(pipe.writing))
        #expect(!result.isSuccess)
    }

    @Test("Cancelling ends a program that waits on a full pipe")
    func cancelled() async throws {
        let pipe = try Pipe()
        defer { close(pipe.reading) }
        let task = Task { try await Program("/usr/bin/yes").run(input: .nothing, output: .handedOver(pipe.writing)) }
        var byte: UInt8 = 0
        while read(pipe.reading, &byte, 1) < 1 {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        var rest = [UInt8](repeating: 0, count: 65_536)
        while read(pipe.reading, &rest, rest.count) > 0 {}
    }

    @Test("Too long a run and too much output end the program")
    func bounds() async throws {
        await #expect(throws: ProcessError(.timedOut, "")) {
            try await Program("/bin/sleep", ["60"])
                .run(input: .nothing, output: .nothing, limits: Program.Limits(time: .milliseconds(200)))
        }
        await #expect(throws: ProcessError(.outputTooLong, "")) {
            try await Program("/usr/bin/yes").run(input: .nothing, limits: Program.Limits(output: 10_000))
        }
    }
}
