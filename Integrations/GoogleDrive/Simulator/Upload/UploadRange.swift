// SPDX-License-Identifier: Apache-2.0

/// What a Content-Range field says about a piece of an upload.
///
/// Source: Drive API guide "Upload file data", resumable upload, 2026-11: `bytes a-b/total`, `bytes a-b/*` while the
/// total is unknown, `bytes */total` and `bytes */*` to ask for the state.
struct UploadRange: Sendable, Hashable {
    /// Which bytes come; `nil` for a question about the state, or the end of an upload of unknown length.
    var bytes: ClosedRange<Int64>?
    /// How long the whole is; `nil` while unknown.
    var total: Int64?

    /// Reads the field; `nil` when it is none of the four forms.
    init?(_ field: String) {
        guard field.lowercased().hasPrefix("bytes ") else { return nil }
        let parts = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if parts[1] != "*" {
            guard let total = Int64(parts[1]), total >= 0 else { return nil }
            self.total = total
        }
        if parts[0] == "*" { return }
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]), first >= 0, first <= last,
            total.map({ last < $0 }) ?? true
        else { return nil }
        bytes = first...last
    }

    /// Whether the piece ends the upload.
    var isLast: Bool {
        guard let bytes, let total else { return false }
        return bytes.upperBound + 1 == total
    }

    /// Every piece but the last is a multiple of this: 256 KiB.
    static let unit: Int64 = 262_144
}
