// SPDX-License-Identifier: Apache-2.0

/// What a Range field asks of content of a known size (RFC 9110, 14.2).
enum ByteRange: Sendable, Hashable {
    /// Everything: no field, another unit, several ranges, or a field that is no range.
    case whole
    /// These bytes.
    case part(Range<Int64>)
    /// Nothing that exists.
    case unsatisfiable

    /// Reads the field.
    init(_ field: String?, size: Int64) {
        self = .whole
        guard let field, field.lowercased().hasPrefix("bytes=") else { return }
        let text = field.dropFirst(6)
        guard !text.contains(",") else { return }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return }
        if ends[0].isEmpty {
            guard let count = Int64(ends[1]), count >= 0 else { return }
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
            return
        }
        guard let first = Int64(ends[0]), first >= 0 else { return }
        let last = ends[1].isEmpty ? Int64.max : Int64(ends[1])
        guard let last, last >= first else { return }
        self = first >= size ? .unsatisfiable : .part(first..<min(last, size - 1) + 1)
    }
}
