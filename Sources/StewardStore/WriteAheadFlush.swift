// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Has a database's write-ahead log reach the disk beside the writes.
final class WriteAheadFlush: Sendable {
    private final class OpenFile: Sendable {
        let file: DurableFile
        init(_ path: String) throws(SystemCallError) { file = try DurableFile(reading: path) }
    }
    private struct State: Sendable {
        /// Opened when it is flushed first.
        var open: OpenFile?
        /// The transaction with which all until it are on disk.
        var flushed: UInt64 = 0
        var hasFailed = false
    }
    private let state = Mutex(State())
    private let work: QuietThread
    private let path: String

    init(_ path: String, on work: QuietThread) {
        self.path = path
        self.work = work
    }

    /// Whether something did not reach the disk. It never counts as being there from then on.
    var hasFailed: Bool { state.withLock { $0.hasFailed } }

    /// Has everything until a transaction reach the disk soon.
    func flushSoon(_ number: UInt64) {
        work.add { [self] in
            guard (try? flush()) != nil else { return }
            state.withLock { $0.flushed = max($0.flushed, number) }
        }
    }

    /// Returns when everything until a transaction is on disk.
    func wait(for number: UInt64) throws {
        // Whoever is asked to do it soon may be busy with something longer.
        if state.withLock({ $0.flushed < number }) { try flush() }
        guard !hasFailed else { throw DatabaseError(.storage, "The database's log \(path) did not reach the disk.") }
    }

    /// Everything that was written is on disk when this returns.
    func flush() throws {
        do {
            let open = try state.withLock { state in
                if let open = state.open { return open }
                let open = try OpenFile(path)
                state.open = open
                return open
            }
            try open.file.flushContent()
        } catch {
            state.withLock { $0.hasFailed = true }
            throw DatabaseError(.storage, "The database's log did not reach the disk: \(error)")
        }
    }
}
