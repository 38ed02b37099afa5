// SPDX-License-Identifier: Apache-2.0
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The fixed parts of an entry's line, found without parsing the payload: the keys are sorted, so `actor`, `book` and
/// `kind` stand at the front, and `previous`, `sequence` and `time` at the end.
///
/// Quotes inside JSON text are escaped, so the last members of a well-formed line cannot be imitated by its payload.
struct EntryEnvelope {
    private let actor = Array("{\"actor\":\"".utf8)
    private let payload = Array("\",\"payload\":".utf8)
    private let kind = Array("\",\"kind\":\"".utf8)
    private var book: [UInt8]

    /// Where an entry stands, as its line says.
    struct Place {
        let sequence: Int64
        /// 64 hexadecimal digits.
        let previous: UnsafeRawPointer
    }

    /// Any book when `nil`.
    init(book: BookID?) {
        self.book = []
        if let book { expect(book) }
    }

    var isBookKnown: Bool { !book.isEmpty }

    mutating func expect(_ name: BookID) {
        book = Array("\",\"book\":".utf8)
        JSON.append(string: name.name, to: &book)
        book.removeLast()
    }

    /// What the end of the line says; `nil` when it is not the end of an entry's line.
    func place(_ line: Line) -> Place? {
        let ending = 2 + Instant.length + EntryLine.beforeTime.count
        let previous = 64 + EntryLine.beforePrevious.count + EntryLine.beforeSequence.count
        guard line.count > ending + previous + 1 else { return nil }
        let bytes = line.bytes
        guard bytes[line.count - 1] == UInt8(ascii: "}"), bytes[line.count - 2] == UInt8(ascii: "\""),
            has(line, EntryLine.beforeTime, at: line.count - ending)
        else { return nil }
        var at = line.count - ending
        var sequence: Int64 = 0
        var factor: Int64 = 1
        let lowest = max(at - 16, previous)
        while at > lowest, case let digit = bytes[at - 1], digit >= 0x30, digit <= 0x39 {
            sequence += Int64(digit - 0x30) * factor
            factor *= 10
            at -= 1
        }
        let digits = line.count - ending - at
        guard digits > 0, digits == 1 || bytes[at] != 0x30, at > previous,
            has(line, EntryLine.beforeSequence, at: at - EntryLine.beforeSequence.count)
        else { return nil }
        let start = at - EntryLine.beforeSequence.count - 64
        guard has(line, EntryLine.beforePrevious, at: start - EntryLine.beforePrevious.count) else {
            return nil
        }
        return Place(sequence: sequence, previous: UnsafeRawPointer(line.start + start))
    }

    /// Whether the line begins as an entry of the book does.
    func hasFront(_ line: Line) -> Bool {
        guard has(line, actor, at: 0), let actorEnd = endOfText(line, from: actor.count),
            has(line, book, at: actorEnd),
            case let bookEnd = actorEnd + book.count, has(line, kind, at: bookEnd),
            let kindEnd = endOfText(line, from: bookEnd + kind.count)
        else { return false }
        return has(line, payload, at: kindEnd)
    }

    /// The place of the quote that ends a text starting at `start`.
    private func endOfText(_ line: Line, from start: Int) -> Int? {
        var from = start
        while from < line.count, let found = memchr(line.start + from, 0x22, line.count - from) {
            let at = UnsafeRawPointer(found) - UnsafeRawPointer(line.start)
            var escapes = 0
            while at - escapes > start, line.bytes[at - escapes - 1] == 0x5C { escapes += 1 }
            if escapes.isMultiple(of: 2) { return at }
            from = at + 1
        }
        return nil
    }

    private func has(_ line: Line, _ expected: [UInt8], at place: Int) -> Bool {
        guard place >= 0, place + expected.count <= line.count else { return false }
        return memcmp(line.start + place, expected, expected.count) == 0
    }
}
