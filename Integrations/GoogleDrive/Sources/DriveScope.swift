// SPDX-License-Identifier: Apache-2.0

/// The scopes of the Drive API; each call asks for the narrowest that does its job.
///
/// Source: "Choose Google Drive API scopes", 2026-11.
package enum DriveScope {
    /// Lists names, sizes and digests, and tells the quota; reads no content.
    package static let metadata = "https://www.googleapis.com/auth/drive.metadata.readonly"
    /// Makes files, and sees and changes those that this program made.
    package static let file = "https://www.googleapis.com/auth/drive.file"
    /// Reads every file.
    package static let read = "https://www.googleapis.com/auth/drive.readonly"
    /// Reads and changes every file.
    package static let full = "https://www.googleapis.com/auth/drive"

    /// Whether what this scope is asked for can be had of Steward's own files with ``file`` too.
    static func readsOwn(_ scope: String) -> Bool { scope == metadata || scope == read }
}
