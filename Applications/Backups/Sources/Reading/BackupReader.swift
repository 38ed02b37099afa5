// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardProcess

/// Opens a backup's file as a stream of the plain dump inside, which lies nowhere on a disk.
package struct BackupReader: Sendable {
    private let programs: BackupPrograms

    package init(_ programs: BackupPrograms = .init()) { self.programs = programs }

    /// Hands `body` a descriptor from which the plain dump is read: SQL, PostgreSQL's archive, or a tar archive of the
    /// directory format. It is closed afterwards; `body` may stop before its end.
    /// - Parameter path: the file's absolute path. Its name's ends say what it passes through.
    /// - Throws: `BackupsError`: `locked` when the key does not fit, `damaged` when the file cannot be read to where
    ///   `body` wanted, `program` when a program is missing; what `body` throws.
    package func withDump<Value: Sendable>(
        of path: String, key: DecryptionKey, _ body: @Sendable (Int32) async throws -> Value
    ) async throws -> Value {
        let file = try DiskFile.open(path)
        let steps = try steps(path, key)
        guard !steps.isEmpty else { return try await body(file.number) }
        var input = file
        var links: [Link] = []
        for step in steps {
            let pipe = try Pipe()
            links.append(Link(step: step, input: input, output: pipe.writing))
            input = pipe.reading
        }
        return try await Self.run(links, end: input, path, body)
    }

    private static func run<Value: Sendable>(
        _ links: [Link], end: Descriptor, _ path: String,
        _ body: @Sendable (Int32) async throws -> Value
    ) async throws -> Value {
        let (result, failures) = await withTaskGroup(of: PartFailure?.self) { group in
            for link in links { group.addTask { await link.failure() } }
            let result: Result<Value, any Error>
            do { result = .success(try await body(end.number)) } catch { result = .failure(error) }
            // Who still writes learns that nobody reads.
            end.close()
            var failures: [PartFailure] = []
            for await failure in group { if let failure { failures.append(failure) } }
            return (result, failures)
        }
        try Task.checkCancellation()
        // A program that fails ends the stream early; what `body` makes of that explains nothing.
        let own = failures.filter { if case .own = $0 { true } else { false } }
        if let failure = PartFailure.firstStep(of: own) { throw error(failure, path) }
        return try result.get()
    }

    private static func error(_ failure: PassFailure, _ path: String) -> BackupsError {
        let wrongKey = ["no identity matched", "passphrase", "identity file", "incorrect HMAC"]
        if failure.step == .encrypt, wrongKey.contains(where: { failure.reason.contains($0) }) {
            return BackupsError(.locked, "The key does not open \(path): \(failure.reason)")
        }
        if failure.reason.contains("There is no program") { return BackupsError(.program, failure.reason) }
        return BackupsError(.damaged, "\(path) cannot be read to its end: \(failure.reason)")
    }

    /// A program between two descriptors.
    private struct Link: Sendable {
        let step: Step
        let input: Descriptor
        let output: Descriptor

        /// Runs it to its end; gives how it failed.
        func failure() async -> PartFailure? {
            defer { input.close() }
            do { try await step.run(input, output) } catch { return error as? PartFailure ?? .stopped }
            return nil
        }
    }

    /// A program, and the passphrase that it asks a terminal for.
    private struct Step: Sendable {
        let name: PassFailure.Step
        let program: Program
        var passphrase: Secret?

        func run(_ input: Descriptor, _ output: Descriptor) async throws {
            try await name.running(closing: output) {
                guard let passphrase else {
                    return try await program.run(
                        input: .handedOver(input.handOver()), output: .handedOver(output.handOver()),
                        limits: .unhurried)
                }
                return try await Terminal().attend(
                    program, passphrase, output: output.handOver(), limits: .unhurried
                ) {}
            }
        }
    }

    private func steps(_ path: String, _ key: DecryptionKey) throws(BackupsError) -> [Step] {
        guard let name = path.split(separator: "/").last.flatMap({ BackupName(String($0)) }) else {
            throw BackupsError(.invalid, "\(path) does not have the name of a backup.")
        }
        var steps: [Step] = []
        if name.isEncrypted {
            switch key {
            case .none: throw BackupsError(.locked, "\(path) is encrypted; name what opens it.")
            case .identity(let file):
                guard FileManager.default.fileExists(atPath: file) else {
                    throw BackupsError(.locked, "There is no file \(file) with private keys; name another one.")
                }
                steps.append(Step(name: .encrypt, program: Program(programs.age, ["-d", "-i", file])))
            case .passphrase(let secret):
                if let problem = Terminal.problem(of: secret) { throw BackupsError(.locked, problem) }
                steps.append(Step(name: .encrypt, program: Program(programs.age, ["-d", path]), passphrase: secret))
            }
        }
        switch name.compression {
        case .none: break
        case .zstd: steps.append(Step(name: .compress, program: Program(programs.zstd, ["-q", "-d", "-c"])))
        case .gzip: steps.append(Step(name: .compress, program: Program(programs.gzip, ["-d", "-c"])))
        }
        return steps
    }
}

extension PartFailure {
    /// The failure of the program that comes first when a backup is read: the others miss what it did not write.
    fileprivate static func firstStep(of failures: [PartFailure]) -> PassFailure? {
        failures.compactMap { failure -> PassFailure? in
            if case .own(let failure) = failure { failure } else { nil }
        }.max { $0.step < $1.step }
    }
}
