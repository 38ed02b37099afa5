// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension ByteStream {
    /// The same bytes; what the source throws goes through `change` first.
    func mapErrors(_ change: @escaping @Sendable (any Error) -> any Error) -> ByteStream {
        ByteStream(length: length) {
            let pieces = makeAsyncIterator()
            return {
                do { return try await pieces.next() } catch { throw change(error) }
            }
        }
    }
}
