// SPDX-License-Identifier: Apache-2.0
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open descriptor, closed once: when its owner says so, or when nobody holds it any more.
final class Descriptor: Sendable {
    private let open: Mutex<Int32>

    init(_ number: Int32) { open = Mutex(number) }

    deinit { close() }

    /// The number, as long as it is not closed; -1 then.
    var number: Int32 { open.withLock { $0 } }

    func close() {
        let number = handOver()
        if number >= 0 { closeDescriptor(number) }
    }

    /// The number, which somebody else closes from now on.
    func handOver() -> Int32 {
        open.withLock { number in
            defer { number = -1 }
            return number
        }
    }
}

private func closeDescriptor(_ number: Int32) { _ = close(number) }

/// The two ends of a pipe. No program inherits them by itself.
struct Pipe: Sendable {
    let reading: Descriptor
    let writing: Descriptor

    /// - Throws: `BackupsError` when the process may open nothing more.
    init() throws(BackupsError) {
        var ends: [Int32] = [-1, -1]
        let made = pipe(&ends)
        guard made == 0 else { throw BackupsError.system(errno, "A pipe") }
        // Programs are started with nothing open but what they are given; this is for what starts some otherwise.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = Descriptor(ends[0])
        writing = Descriptor(ends[1])
        Self.widen(ends[1])
    }

    /// Gives a pipe room for a mebibyte, so that the programs at its ends seldom wait for each other. Where the system
    /// refuses, it keeps the room it has.
    static func widen(_ end: Int32) {
        #if os(Linux)
            _ = fcntl(end, 1031, Int32(1 << 20))  // F_SETPIPE_SZ, which Glibc's module leaves out
        #endif
    }
}

/// A broken pipe is an answer of `write`, not the end of this process.
let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
