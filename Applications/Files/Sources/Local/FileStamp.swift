// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import FoundationEssentials

/// What shows that a file on disk is the one of before: its number, its size and its time of change.
package struct FileStamp: Sendable, Hashable {
    /// Bytes.
    package let size: Int64
    let number: UInt64
    /// Nanoseconds since 1970.
    let changed: Int64
    let isFolder: Bool
    let isFile: Bool
    let links: UInt64

    init(_ status: stat) {
        size = Int64(status.st_size)
        number = UInt64(status.st_ino)
        #if canImport(Glibc)
            changed = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        #else
            changed = Int64(status.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(status.st_mtimespec.tv_nsec)
        #endif
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isFile = status.st_mode & S_IFMT == S_IFREG
        links = UInt64(status.st_nlink)
    }

    /// The form in tables.
    package var text: String { "\(number):\(size):\(changed)" }
    /// When the content last changed.
    var changedAt: Date { Date(timeIntervalSince1970: Double(changed) / 1_000_000_000) }
}
