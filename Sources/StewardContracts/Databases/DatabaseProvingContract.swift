// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// What every integration that starts servers to try dumps on promises on top of ``IntegrationContract``.
public enum DatabaseProvingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [nothingStays, failurePasses, cancellation, livingStay]
    }

    private static let limits = ScratchLimits(memory: 64 << 20)

    private static func prover(_ subject: IntegrationSubject) throws -> (any DatabaseProving, String) {
        guard let prover = try subject.make(over: subject.transport) as? any DatabaseProving else {
            throw RuleViolation("\(subject.type) does not conform to DatabaseProving.")
        }
        let folder = subject.scratchFolder + "/scratch"
        // Another user may run the server.
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        return (prover, folder)
    }

    private static func expectEmpty(_ folder: String) throws {
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        try expect(left.isEmpty, "A scratch server left \(left).")
    }

    static let nothingStays = Rule<IntegrationSubject>(
        "proof-server-is-empty-and-goes",
        "A scratch server begins empty, gives what the work gives, and leaves nothing."
    ) { subject in
        let (prover, folder) = try prover(subject)
        for _ in 0..<2 {
            let number = try await prover.withScratchServer(in: folder, limits: limits) { server in
                try expect(try await !server.hasDatabase("shop"), "It is not empty.")
                let found = try FileManager.default.contentsOfDirectory(atPath: folder)
                try expect(found.count == 1, "It is not in its folder.")
                return 7
            }
            try expect(number == 7, "The value came back as \(number).")
            try expectEmpty(folder)
        }
    }

    static let failurePasses = Rule<IntegrationSubject>(
        "proof-failure-passes-and-goes", "What the work throws comes back, and the server leaves nothing."
    ) { subject in
        let (prover, folder) = try prover(subject)
        let found = await DatabaseDumpingContract.code {
            try await prover.withScratchServer(in: folder, limits: limits) { _ in
                throw IntegrationError(.quotaExceeded, "Enough.")
            }
        }
        try expect(found == .quotaExceeded, "Expected quotaExceeded, found \(found.shown).")
        try expectEmpty(folder)
    }

    static let cancellation = Rule<IntegrationSubject>(
        "proof-cancellation-goes", "A scratch server whose work is cancelled ends soon and leaves nothing."
    ) { subject in
        let (prover, folder) = try prover(subject)
        let (inside, entered) = AsyncStream<Void>.makeStream()
        let task = Task {
            await DatabaseDumpingContract.code {
                try await prover.withScratchServer(in: folder, limits: limits) { server in
                    entered.finish()
                    _ = try await server.rows(of: "select pg_sleep(600)", in: "postgres")
                }
            }
        }
        for await _ in inside {}
        let cancelled = ContinuousClock.now
        task.cancel()
        let found = await task.value
        try expect(found == .cancelled, "Expected cancelled, found \(found.shown).")
        let took = ContinuousClock.now - cancelled
        try expect(took < .seconds(30), "It went on for \(took) after it was cancelled.")
        try expectEmpty(folder)
    }

    static let livingStay = Rule<IntegrationSubject>(
        "proof-sweep-leaves-the-living", "Sweeping up removes no server that is in use, and nothing else."
    ) { subject in
        let (prover, folder) = try prover(subject)
        try Data("mine".utf8).write(to: URL(filePath: folder + "/mine"))
        try await prover.withScratchServer(in: folder, limits: limits) { server in
            let removed = await prover.sweepScratchServers(in: folder)
            try expect(removed.isEmpty, "The sweep removed \(removed).")
            let answers = try await server.rows(of: "select 1", in: "postgres")
            try expect(answers == [["1"]], "The server does not answer any more.")
        }
        let removed = await prover.sweepScratchServers(in: folder)
        try expect(removed.isEmpty, "The sweep removed \(removed).")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        try expect(left == ["mine"], "There is \(left) left.")
    }
}
