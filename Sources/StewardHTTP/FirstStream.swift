// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// A stream that is handed out once.
final class FirstStream: Sendable {
    private let stream: Mutex<ByteStream?>

    init(_ stream: ByteStream) { self.stream = Mutex(stream) }

    func take() -> ByteStream? {
        stream.withLock { stream in
            defer { stream = nil }
            return stream
        }
    }
}
