// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ends another thread's wait in `poll`.
final class WakeSignal: Sendable {
    /// Becomes readable when signalled.
    let descriptor: Int32
    private let writing: Int32

    /// - Throws: `DatabaseError` with `unavailable` when the process has too many files open.
    init() throws(DatabaseError) {
        var pair: [Int32] = [-1, -1]
        guard pipe(&pair) == 0 else {
            throw DatabaseError(.unavailable, "The process has too many open files; raise its limit.")
        }
        for descriptor in pair {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        descriptor = pair[0]
        writing = pair[1]
    }

    deinit {
        close(descriptor)
        close(writing)
    }

    func signal() {
        var byte: UInt8 = 1
        // A full pipe is a signal too.
        _ = write(writing, &byte, 1)
    }

    /// Waits for a signal; gives whether one came.
    func wait(for duration: Duration) -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waited, 1, Int32(clamping: duration.inMilliseconds)) > 0
    }

    /// Takes back every signal so far.
    func reset() {
        var bytes: [UInt8] = Array(repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
