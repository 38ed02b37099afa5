// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Synchronization

extension OpenFile {
    /// The file from a place on, as a stream that fails when the file changes while it is read.
    func stream(from offset: Int64, expecting stamp: FileStamp) -> ByteStream {
        ByteStream(length: max(stamp.size - offset, 0)) {
            let place = Mutex(offset)
            return { [self] in
                let start = place.withLock { $0 }
                let left = stamp.size - start
                let piece = try read(at: start, upTo: Int(min(max(left, 0), 1 << 18)))
                if piece.isEmpty {
                    guard left <= 0, try self.stamp().text == stamp.text else { throw FilesError.changed(path) }
                    return nil
                }
                place.withLock { $0 += Int64(piece.count) }
                return piece
            }
        }
    }
}

extension FilesError {
    static func changed(_ path: String) -> FilesError {
        FilesError(.changed, "\(path) changed while it was being read; it is tried again.")
    }
}
