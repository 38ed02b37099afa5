// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Lines on their way to standard error. Those of requests are written a moment later, many at once: a busy server has
/// tens of thousands a second. Whatever else is logged is written at once, with all that came before it.
final class LogLines: Sendable {
    /// Those of this process.
    static let standardError = LogLines(descriptor: STDERR_FILENO)

    private struct State {
        var bytes: [UInt8] = []
        var isDue = false
    }
    private let state = Mutex(State())
    /// Held while something is written, so that lines keep their order and do not mix.
    private let pen = Mutex(())
    private let descriptor: Int32
    private let timer = DispatchQueue(label: "log lines")

    /// How long a line of a request may wait.
    static let delay = DispatchTimeInterval.milliseconds(20)
    /// Bytes after which nothing waits any longer.
    static let most = 1 << 16

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Adds a line, which `write` puts at the end of the bytes, its end included.
    func add(isUrgent: Bool = false, _ write: (inout [UInt8]) -> Void) {
        let (isFirst, isFull) = state.withLock { state in
            write(&state.bytes)
            defer { state.isDue = true }
            return (!state.isDue, state.bytes.count >= Self.most)
        }
        if isUrgent || isFull { return flush() }
        if isFirst { timer.asyncAfter(deadline: .now() + Self.delay) { self.flush() } }
    }

    /// Writes what waits. What cannot be written is let go: there is nobody to tell.
    func flush() {
        pen.withLock { _ in
            let bytes = state.withLock { state in
                defer { state = State() }
                return state.bytes
            }
            bytes.withUnsafeBytes { bytes in
                var rest = bytes
                while let start = rest.baseAddress, !rest.isEmpty {
                    let count = write(descriptor, start, rest.count)
                    if count < 0 && errno != EINTR { return }
                    if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
                }
            }
        }
    }
}
