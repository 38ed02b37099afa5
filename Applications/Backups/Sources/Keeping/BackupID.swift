// SPDX-License-Identifier: Apache-2.0

/// A backup's name within its set: the file's name without its ends, and the first eight digits of the file's SHA-256,
/// as `timeline_2026-11-22_02-15-00-1a2b3c4d`.
package struct BackupID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// - Parameters:
    ///   - stem: the file's name without `.sql`, `.backup` and what follows.
    ///   - sha256: of the file, 64 digits.
    package init(stem: String, sha256: String) { text = "\(stem)-\(sha256.prefix(8))" }

    package var description: String { text }
    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
