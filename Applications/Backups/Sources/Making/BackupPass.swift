// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One dump on its way into a file: hashed and read along, compressed, encrypted, hashed again, written.
///
/// Between the programs are the kernel's pipes; this process holds two small buffers, whatever the dump's size. When a
/// part fails, all end, and the file is removed.
struct BackupPass: Sendable {
    /// The programs between the dump and the file, in order.
    let stages: [PassStage]
    /// A folder that exists, for names of pipes.
    let scratch: String
    /// Whether the file's MD5 is computed too.
    var hasMD5 = false
    /// Told how many bytes of the dump went through, again and again.
    var progress: @Sendable (Int64) -> Void = { _ in }

    /// What went through.
    struct Outcome: Sendable {
        let summary: DumpSummary
        let dump: DigestedContent
        let content: DumpContent
        let file: DigestedContent
    }

    private enum Part: Sendable {
        case dumped(DumpSummary)
        case read(DigestedContent, DumpContent)
        case passed
        case written(DigestedContent)
        case failed(PartFailure)
    }

    /// Runs it to the end. When this returns, the bytes are on disk under `path`; its folder is not flushed.
    /// - Parameters:
    ///   - path: a file that does not exist.
    ///   - dump: writes the dump to the descriptor, which stays open.
    /// - Throws: `PassFailure`; `CancellationError`. The file is gone then.
    func run(
        into path: String, reader: any DumpReading, dump: @escaping @Sendable (Int32) async throws -> DumpSummary
    ) async throws -> Outcome {
        _ = ignoreBrokenPipes
        do {
            let file: Descriptor
            do { file = try DiskFile.create(path) } catch {
                throw PassFailure(step: .write, reason: error.description)
            }
            return try await run(file, path, reader, dump)
        } catch {
            DiskFile.remove(path)
            throw error
        }
    }

    /// The same for a file that is open.
    func run(
        _ file: Descriptor, _ path: String, _ reader: any DumpReading,
        _ dump: @escaping @Sendable (Int32) async throws -> DumpSummary
    ) async throws -> Outcome {
        let chain: Chain
        do { chain = try Chain(stages, scratch) } catch {
            throw PassFailure(step: .compress, reason: error.description)
        }
        let (parts, failures) = await withTaskGroup(of: Part.self) { group in
            group.addTask { await Self.dump(chain, dump) }
            group.addTask { await Self.tally(chain, reader, progress) }
            for run in chain.programs {
                group.addTask { await Self.part { () async throws in try await run() } ?? .passed }
            }
            group.addTask { await Self.write(chain, file, path, hasMD5) }
            return await Self.collect(&group)
        }
        try Task.checkCancellation()
        if let failure = PartFailure.root(of: failures) { throw failure }
        return try Self.outcome(parts)
    }

    /// Waits for every part. The first that fails by itself stops the others; one that only lost its reader leaves it
    /// to the reader to say why.
    private static func collect(_ group: inout TaskGroup<Part>) async -> ([Part], [PartFailure]) {
        var parts: [Part] = []
        var failures: [PartFailure] = []
        for await part in group {
            guard case .failed(let failure) = part else {
                parts.append(part)
                continue
            }
            failures.append(failure)
            if case .own = failure { group.cancelAll() }
        }
        return (parts, failures)
    }

    private static func outcome(_ parts: [Part]) throws -> Outcome {
        var summary: DumpSummary?
        var read: (DigestedContent, DumpContent)?
        var file: DigestedContent?
        for part in parts {
            switch part {
            case .dumped(let found): summary = found
            case .read(let digest, let content): read = (digest, content)
            case .written(let found): file = found
            case .passed, .failed: break
            }
        }
        guard let summary, let read, let file else { throw CancellationError() }
        return Outcome(summary: summary, dump: read.0, content: read.1, file: file)
    }

    // MARK: The parts

    private static func dump(
        _ chain: Chain, _ dump: @escaping @Sendable (Int32) async throws -> DumpSummary
    ) async -> Part {
        defer { chain.dump.writing.close() }
        do { return .dumped(try await dump(chain.dump.writing.number)) } catch is CancellationError {
            return .failed(.stopped)
        } catch {
            let failure = PassFailure(step: .dump, reason: sentence(of: error))
            return .failed(chain.isBroken ? .broken(failure) : .own(failure))
        }
    }

    private static func tally(
        _ chain: Chain, _ reader: any DumpReading, _ progress: @escaping @Sendable (Int64) -> Void
    ) async -> Part {
        let result = await part { () async throws in
            try await offThread { () throws -> Part in
                defer {
                    chain.first.close()
                    chain.dump.reading.close()
                }
                var reader = reader
                var digest = ContentDigest(hasMD5: false)
                try chain.passOn { piece in
                    digest.take(piece)
                    reader.take(piece)
                    progress(digest.bytes)
                }
                return .read(digest.finish(), reader.finish())
            }
        }
        return result ?? .failed(.stopped)
    }

    private static func write(_ chain: Chain, _ file: Descriptor, _ path: String, _ hasMD5: Bool) async -> Part {
        let result = await part { () async throws in
            try await offThread { () throws -> Part in
                defer { chain.last.reading.close() }
                var digest = ContentDigest(hasMD5: hasMD5)
                do {
                    try ByteRoom().forEach(of: chain.last.reading.number, named: path) { piece in
                        let failure = writeAll(piece, to: file.number)
                        guard failure == 0 else { throw BackupsError.system(failure, path) }
                        digest.take(piece)
                    }
                    try DiskFile.flush(file, path)
                } catch let error as BackupsError {
                    throw PartFailure.own(PassFailure(step: .write, reason: error.description))
                }
                return .written(digest.finish())
            }
        }
        return result ?? .failed(.stopped)
    }

    private static func part(_ body: () async throws -> Part) async -> Part? {
        do { return try await body() } catch let failure as PartFailure {
            return .failed(failure)
        } catch is CancellationError {
            return .failed(.stopped)
        } catch {
            return .failed(.own(PassFailure(step: .dump, reason: sentence(of: error))))
        }
    }

    private static func part(_ body: () async throws -> Void) async -> Part? {
        await part { () async throws -> Part in
            try await body()
            return .passed
        }
    }

    static func sentence(of error: any Error) -> String {
        switch error {
        case let error as IntegrationError: error.message
        case let error as BackupsError: error.description
        case is CancellationError: "It was stopped."
        default: "\(error)"
        }
    }
}

/// The pipes of a pass.
private struct Chain: Sendable {
    /// From the dump to this process.
    let dump: Pipe
    /// From this process into the first program, or straight on.
    let first: Descriptor
    let programs: [@Sendable () async throws -> Void]
    /// From the last program to this process.
    let last: Pipe
    private let broken = Flag()

    init(_ stages: [PassStage], _ scratch: String) throws(BackupsError) {
        dump = try Pipe()
        last = try Pipe()
        var end = last.writing
        var programs: [@Sendable () async throws -> Void] = []
        for stage in stages.reversed() {
            let connected = try stage.connect(to: end, scratch: scratch)
            end = connected.input
            programs.append(connected.run)
        }
        // The descriptor that a stage hands to its program must be closed here by nobody else.
        first = end
        self.programs = programs
    }

    var isBroken: Bool { broken.isSet }

    /// Passes the dump on to its end, and hands over every byte of it.
    /// - Throws: `PartFailure`, `BackupsError`.
    func passOn(_ look: (UnsafeRawBufferPointer) -> Void) throws {
        let (from, to) = (dump.reading.number, first.number)
        let room = ByteRoom()
        if let tee = PipeTee() {
            while true {
                switch tee.pass(from, to: to) {
                case .passed(let count): try room.take(count, of: from, named: "The dump", look)
                case .end: return
                case .failed(let number): throw lost(number)
                }
            }
        }
        try room.forEach(of: from, named: "The dump") { piece in
            look(piece)
            let failure = writeAll(piece, to: to)
            guard failure == 0 else { throw lost(failure) }
        }
    }

    /// Notes that what comes next reads no more, before the dump can see it.
    func lost(_ number: Int32) -> PartFailure {
        broken.set()
        let failure = PassFailure(
            step: .dump, reason: "The dump could not be passed on: \(BackupsError.system(number, "the pipe"))")
        return number == EPIPE ? .broken(failure) : .own(failure)
    }
}
