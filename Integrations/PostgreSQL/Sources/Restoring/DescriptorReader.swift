// SPDX-License-Identifier: Apache-2.0
import Dispatch
import StewardCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads an open descriptor in pieces without blocking Swift's own threads; a cancelled task stops waiting for bytes.
final class DescriptorReader: Sendable {
    static let pieceSize = 256 << 10
    private let descriptor: Int32
    private let isCancelled = Atomic(false)

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next bytes; empty at the end.
    /// - Throws: `IntegrationError` with `unavailable` when it cannot be read; `CancellationError`.
    func next() async throws -> [UInt8] {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result { try self.piece() }) }
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
    }

    private func piece() throws -> [UInt8] {
        while !isCancelled.load(ordering: .relaxed) {
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, 200)
            if ready == 0 || (ready < 0 && errno == EINTR) { continue }
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, used in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                used = max(0, count)
            }
            if count >= 0 { return bytes }
            guard errno == EINTR || errno == EAGAIN else {
                throw IntegrationError(.unavailable, "The dump cannot be read: \(String(cString: strerror(errno))).")
            }
        }
        throw CancellationError()
    }
}
