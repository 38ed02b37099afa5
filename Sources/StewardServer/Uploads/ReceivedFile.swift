// SPDX-License-Identifier: Apache-2.0

/// A file that came whole, with the fields that came before it.
struct ReceivedFile: Sendable {
    /// What it was called where it came from: text to show, never a path.
    let name: String
    let size: Int64
    /// Lower-case hexadecimal.
    let sha256: String
    /// The fields before it.
    let fields: [String: String]
    /// What it is kept in; `nil` when only its hash was wanted.
    let file: TemporaryFile?

    /// Where it is kept.
    var path: String? { file?.path }
}
