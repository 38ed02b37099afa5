// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Program {
    /// Runs the program to its end and collects its output.
    ///
    /// A status other than 0 is a result, not an error; see `ProgramResult.checked()`. When the task is cancelled, the
    /// time is over or the output too long, the program and what it started get SIGTERM, and SIGKILL after the grace.
    /// - Throws: `ProcessError`; `CancellationError`; what an input stream throws.
    package func run(
        _ input: Input = .nothing, limits: Limits = Limits(), clock: any Timekeeping = SystemClock()
    ) async throws -> ProgramResult {
        let collected = Collector()
        let result = try await run(input, limits: limits, clock: clock) { await collected.append($0) }
        return ProgramResult(
            name: name, ending: result.ending, output: await collected.bytes, errorText: result.errorText)
    }

    /// Runs the program to its end and hands over its output piece by piece; the program waits while `receive` works.
    /// - Throws: As above, and what `receive` throws, which ends the program too.
    package func run(
        _ input: Input = .nothing, limits: Limits = Limits(), clock: any Timekeeping = SystemClock(),
        receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> ProgramResult {
        try await bounded(limits, clock) { try await start(input, limits, receive) }
    }

    /// Runs `body`, which starts the program, and cancels it when the time is over.
    func bounded(
        _ limits: Limits, _ clock: any Timekeeping, _ body: @escaping @Sendable () async throws -> ProgramResult
    ) async throws -> ProgramResult {
        _ = ignoreBrokenPipes
        guard path.hasPrefix("/") else {
            throw ProcessError(.notStarted, "\(path) is not an absolute path; name the program's file in full.")
        }
        return try await withThrowingTaskGroup(of: ProgramResult.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await clock.sleep(for: limits.time)
                throw ProcessError(.timedOut, "\(name) ran longer than the allowed \(limits.time) and was ended.")
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    private func start(
        _ input: Input, _ limits: Limits, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> ProgramResult {
        let conversation = Conversation(name: name, input: input, limits: limits, receive: receive)
        do {
            let outcome = try await Subprocess.run(
                configuration(limits), input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                try await conversation.hold(
                    execution.standardInputWriter, execution.standardOutput, execution.standardError)
            }
            try Task.checkCancellation()
            return ProgramResult(
                name: name, ending: ProgramResult.Ending(outcome.terminationStatus), output: [],
                errorText: outcome.closureResult)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ProcessError(error, name: name, path: path)
        }
    }

    func configuration(_ limits: Limits) -> Configuration {
        var variables: [Environment.Key: String] = [:]
        for (key, value) in environment { variables[Environment.Key(stringLiteral: key)] = value }
        for (key, value) in secrets { variables[Environment.Key(stringLiteral: key)] = value.reveal() }
        var options = PlatformOptions()
        // A session of its own, so that what the program starts can be ended with it.
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: limits.grace)]
        return Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(variables),
            workingDirectory: folder.map { FilePath($0) }, platformOptions: options)
    }
}

/// A program that closes its input early must not end this process; the write fails instead.
private let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

private actor Collector {
    private(set) var bytes: [UInt8] = []
    func append(_ piece: [UInt8]) { bytes += piece }
}

/// What goes over a program's three pipes, at the same time so that none of them blocks.
private struct Conversation: Sendable {
    let name: String
    let input: Program.Input
    let limits: Program.Limits
    let receive: @Sendable ([UInt8]) async throws -> Void

    /// Returns when both outputs have ended; gives the end of standard error.
    func hold(
        _ writer: StandardInputWriter, _ output: SubprocessOutputSequence, _ errors: SubprocessOutputSequence
    ) async throws -> String {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask {
                try await feed(writer)
                return nil
            }
            group.addTask {
                try await read(output)
                return nil
            }
            group.addTask { try await errors.ending(limits.errorText) }
            var text = ""
            for try await part in group { text = part ?? text }
            return text
        }
    }

    private func feed(_ writer: StandardInputWriter) async throws {
        do {
            switch input {
            case .nothing: break
            case .bytes(let bytes): _ = try await writer.write(bytes)
            case .secret(let secret): _ = try await writer.write(Array(secret.reveal().utf8))
            case .stream(let stream): for try await piece in stream { _ = try await writer.write(piece) }
            }
            try await writer.finish()
        } catch is SubprocessError {
            // A program may end without reading its input to the end; how it ended says whether that was right.
            try? await writer.finish()
        }
    }

    private func read(_ output: SubprocessOutputSequence) async throws {
        var count = 0
        for try await buffer in output {
            count += buffer.count
            guard count <= limits.output else {
                throw ProcessError(
                    .outputTooLong, "\(name) wrote more than the allowed \(limits.output) bytes and was ended.")
            }
            try await receive(buffer.withUnsafeBytes { [UInt8]($0) })
        }
    }
}

extension SubprocessOutputSequence {
    /// Reads it to its end; gives its last bytes as text.
    func ending(_ longest: Int) async throws -> String {
        var kept: [UInt8] = []
        for try await buffer in self {
            kept += buffer.withUnsafeBytes { [UInt8]($0) }
            if kept.count > 2 * longest { kept.removeFirst(kept.count - longest) }
        }
        return String(decoding: kept.suffix(longest), as: UTF8.self)
    }
}

extension ProgramResult.Ending {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}

extension ProcessError {
    /// Only the kind of the library's error is used: its text may quote the configuration.
    init(_ error: SubprocessError, name: String, path: String) {
        switch error.code {
        case .executableNotFound:
            self.init(.notStarted, "There is no program at \(path); install it or correct the path.")
        case .failedToChangeWorkingDirectory:
            self.init(.notStarted, "\(name) cannot run in its folder; check that it exists.")
        case .spawnFailed: self.init(.notStarted, "\(path) cannot be started; check that it may be executed.")
        default: self.init(.brokenPipe, "Talking to \(name) failed.")
        }
    }
}
