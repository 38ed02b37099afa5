// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a program has as its standard input or output, when it is not this process that feeds or reads it.
///
/// Open descriptors with `O_CLOEXEC`: else a program that is started at the same time gets them too, and keeps a pipe
/// open that everybody else has closed.
package enum ProgramEnd: Sendable, Hashable {
    /// Nothing: `/dev/null`.
    case nothing
    /// An open descriptor, as the end of a pipe. It stays open here, so whoever reads the other end waits until the
    /// caller closes it.
    case descriptor(Int32)
    /// An open descriptor that belongs to the program from now on: it is closed here as soon as the program has it, and
    /// also when the program cannot be started.
    case handedOver(Int32)

    fileprivate var fileDescriptor: FileDescriptor? {
        switch self {
        case .nothing: nil
        case .descriptor(let number), .handedOver(let number): FileDescriptor(rawValue: number)
        }
    }
}

extension Program {
    /// Runs the program to its end between two descriptors: no byte of it passes through this process.
    ///
    /// A status other than 0 is a result; so is an end by SIGPIPE, when nobody reads the output any more. The limit of
    /// the output is not looked at. Cancelling and the time limit end the program as in ``run(_:limits:clock:)``.
    /// - Throws: `ProcessError`; `CancellationError`.
    package func run(
        input: ProgramEnd, output: ProgramEnd, limits: Limits = Limits(), clock: any Timekeeping = SystemClock()
    ) async throws -> ProgramResult {
        let ours = HandedOver([input, output])
        defer { ours.close() }
        return try await bounded(limits, clock) {
            switch (input.fileDescriptor, output.fileDescriptor) {
            case (nil, nil): try await start(.none, .discarded, limits, ours)
            case (nil, let end?): try await start(.none, .given(end), limits, ours)
            case (let end?, nil): try await start(.given(end), .discarded, limits, ours)
            case (let from?, let to?): try await start(.given(from), .given(to), limits, ours)
            }
        }
    }

    /// Runs the program to its end with a descriptor as its input, and collects its output.
    /// - Throws: As above.
    package func run(
        input: ProgramEnd, limits: Limits = Limits(), clock: any Timekeeping = SystemClock()
    ) async throws -> ProgramResult {
        let ours = HandedOver([input])
        defer { ours.close() }
        return try await bounded(limits, clock) {
            guard let end = input.fileDescriptor else { return try await collect(.none, limits, ours) }
            return try await collect(.given(end), limits, ours)
        }
    }

    private func start<From: InputProtocol, To: OutputProtocol>(
        _ input: From, _ output: To, _ limits: Limits, _ ours: HandedOver
    ) async throws -> ProgramResult {
        try await translating {
            let outcome = try await Subprocess.run(
                configuration(limits), input: input, output: output, error: .sequence
            ) { execution in
                ours.close()
                return try await execution.standardError.ending(limits.errorText)
            }
            return ProgramResult(
                name: name, ending: ProgramResult.Ending(outcome.terminationStatus), output: [],
                errorText: outcome.closureResult)
        }
    }

    private func collect<From: InputProtocol>(
        _ input: From, _ limits: Limits, _ ours: HandedOver
    ) async throws -> ProgramResult {
        try await translating {
            let outcome = try await Subprocess.run(
                configuration(limits), input: input, output: .sequence, error: .sequence
            ) { execution in
                ours.close()
                async let errors = execution.standardError.ending(limits.errorText)
                let bytes = try await execution.standardOutput.collected(limits.output, name)
                return (bytes, try await errors)
            }
            return ProgramResult(
                name: name, ending: ProgramResult.Ending(outcome.terminationStatus), output: outcome.closureResult.0,
                errorText: outcome.closureResult.1)
        }
    }

    private func translating(_ body: () async throws -> ProgramResult) async throws -> ProgramResult {
        do {
            let result = try await body()
            try Task.checkCancellation()
            return result
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ProcessError(error, name: name, path: path)
        }
    }
}

/// The descriptors that are closed here once, when the program has them or when there will be none.
private final class HandedOver: Sendable {
    private let open: Mutex<[Int32]>

    init(_ ends: [ProgramEnd]) {
        let numbers = ends.compactMap { end -> Int32? in if case .handedOver(let number) = end { number } else { nil } }
        open = Mutex(numbers)
    }

    func close() {
        let numbers = open.withLock { numbers in
            defer { numbers = [] }
            return numbers
        }
        for number in numbers { posixClose(number) }
    }
}

private func posixClose(_ number: Int32) { _ = close(number) }

extension InputProtocol where Self == FileDescriptorInput {
    fileprivate static func given(_ end: FileDescriptor) -> Self {
        .fileDescriptor(end, closeAfterSpawningProcess: false)
    }
}

extension OutputProtocol where Self == FileDescriptorOutput {
    fileprivate static func given(_ end: FileDescriptor) -> Self {
        .fileDescriptor(end, closeAfterSpawningProcess: false)
    }
}

extension SubprocessOutputSequence {
    fileprivate func collected(_ most: Int, _ name: String) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in self {
            bytes += buffer.withUnsafeBytes { [UInt8]($0) }
            guard bytes.count <= most else {
                throw ProcessError(.outputTooLong, "\(name) wrote more than the allowed \(most) bytes and was ended.")
            }
        }
        return bytes
    }
}
