// SPDX-License-Identifier: Apache-2.0

/// Where the bytes of a file are.
public enum DriveContent: Sendable, Hashable {
    /// In memory.
    case bytes([UInt8])
    /// In a file on disk that nobody changes any more.
    case file(path: String, size: Int64)
    /// Made when they are asked for: the same seed and size always give the same bytes.
    case generated(seed: UInt64, size: Int64)

    /// How many bytes there are.
    public var size: Int64 {
        switch self {
        case .bytes(let bytes): Int64(bytes.count)
        case .file(_, let size), .generated(_, let size): size
        }
    }
}
