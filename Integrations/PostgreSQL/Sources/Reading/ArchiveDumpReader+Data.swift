// SPDX-License-Identifier: Apache-2.0

/// Where a reader is in the data of one block.
struct AmidData: Equatable {
    /// The entry that the data belong to.
    let entry: Int
    /// Whether these are large objects, each with its number before it and none at the end.
    let isObjects: Bool
    /// What comes next.
    var next: Next

    enum Next: Equatable {
        /// The number of a large object, or 0.
        case object
        /// The length of a piece, or 0.
        case length
        /// So many bytes of a piece.
        case bytes(Int)
    }
}

/// The rows of a table, as far as they have come.
struct RowTail: Equatable {
    /// The line breaks so far.
    private var lines: Int64 = 0
    /// The last five bytes, the newest lowest.
    private var last: UInt64 = 0

    /// Whether they end as the rows of an entry do: with `\.` and three line breaks, which are no rows.
    var isEnded: Bool { last == 0x5C_2E0A_0A0A }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        lines += LineBreaks.count(in: bytes)
        for index in max(0, bytes.count - 5)..<bytes.count {
            last = (last << 8 | UInt64(bytes[index])) & 0xFF_FFFF_FFFF
        }
    }

    /// The rows, without the lines that end them.
    var rows: Int64 { isEnded ? lines - 3 : lines }
}

extension ArchiveDumpReader {
    /// Reads blocks on from `offset`.
    mutating func readData(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) {
        do throws(ArchiveBytes.Nonsense) {
            while offset < bytes.count {
                guard case .data(var amid) = place else {
                    try beginBlock(bytes, &offset)
                    continue
                }
                if case .bytes(let left) = amid.next {
                    pass(bytes, &offset, left, &amid)
                } else if let number = try number(bytes, &offset, after: 0) {
                    try advance(&amid, number)
                }
            }
        } catch {
            place = .broken(error.sentence)
            offset = bytes.count
        }
    }

    /// A block begins with its kind and the number of its entry.
    private mutating func beginBlock(
        _ bytes: UnsafeRawBufferPointer, _ offset: inout Int
    ) throws(ArchiveBytes.Nonsense) {
        guard let id = try number(bytes, &offset, after: 1) else { return }
        let kind = pending.first
        pending = []
        guard kind == 1 || kind == 3 else {
            throw ArchiveBytes.Nonsense(sentence: "something else stands where the data of a table should begin")
        }
        guard let expected = data[id], !expected.isSeen else {
            throw ArchiveBytes.Nonsense(sentence: "data are in it that its table of contents does not name")
        }
        rows = expected.isTable && expected.isCopy && head?.packing == ArchiveHead.Packing.none ? RowTail() : nil
        place = .data(AmidData(entry: id, isObjects: kind == 3, next: kind == 3 ? .object : .length))
    }

    /// A number after so many other bytes, put together over borders; `nil` while it is not all there. The other bytes
    /// stay in `pending`.
    private mutating func number(
        _ bytes: UnsafeRawBufferPointer, _ offset: inout Int, after others: Int
    ) throws(ArchiveBytes.Nonsense) -> Int? {
        guard let size = head?.intSize else { return nil }
        if others == 0, pending.isEmpty, let number = Self.number(bytes, offset, size) {
            offset += 1 + size
            return number
        }
        let wanted = others + 1 + size - pending.count
        let part = UnsafeRawBufferPointer(rebasing: bytes[offset...]).prefix(wanted)
        pending.append(contentsOf: part)
        offset += part.count
        guard part.count == wanted else { return nil }
        var whole = ArchiveBytes(pending, from: others, intSize: size)
        let number = try whole.int()
        if others == 0 { pending = [] }
        return number
    }

    /// A number that is all in these bytes; `nil` for one that is not, or that is too large.
    private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ size: Int) -> Int? {
        guard size <= 4, offset + 1 + size <= bytes.count else { return nil }
        var value = 0
        for index in stride(from: offset + size, to: offset, by: -1) { value = value << 8 | Int(bytes[index]) }
        return bytes[offset] == 0 ? value : -value
    }

    private mutating func advance(_ amid: inout AmidData, _ number: Int) throws(ArchiveBytes.Nonsense) {
        guard number >= 0 else { throw ArchiveBytes.Nonsense(sentence: "a length in its data is below zero") }
        switch (amid.next, number) {
        case (.object, 0): return end(amid)
        case (.object, _): amid.next = .length
        case (_, 0) where amid.isObjects: amid.next = .object
        case (_, 0): return end(amid)
        default: amid.next = .bytes(number)
        }
        place = .data(amid)
    }

    private mutating func end(_ amid: AmidData) {
        data[amid.entry]?.isSeen = true
        data[amid.entry]?.rows = rows?.rows ?? 0
        rows = nil
        place = .block
    }

    private mutating func pass(
        _ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ left: Int, _ amid: inout AmidData
    ) {
        let count = min(left, bytes.count - offset)
        if rows != nil { rows?.take(UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])) }
        offset += count
        amid.next = count == left ? .length : .bytes(left - count)
        place = .data(amid)
    }
}
