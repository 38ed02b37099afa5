// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// Reads `multipart/form-data` (RFC 7578) piece by piece, however the pieces are cut. It keeps no more than a part's
/// head or the length of a boundary, and refuses what no browser sends.
struct MultipartParser {
    /// What was read.
    enum Event: Equatable {
        case part(MultipartHead)
        case bytes(ArraySlice<UInt8>)
        case endOfPart
    }

    /// The bounds.
    static let mostParts = 32
    static let mostHead = 4096

    private enum State {
        case opening, afterBoundary, head, body, closed
    }

    /// `CR LF - -` and the boundary.
    private let mark: [UInt8]
    private var state = State.opening
    private var kept: [UInt8] = []
    private var parts = 0

    /// Takes a `Content-Type`.
    /// - Throws: `UploadError` for another type, and for a boundary that RFC 2046 does not allow.
    init(contentType: String) throws(UploadError) {
        let pieces = contentType.split(separator: ";", maxSplits: 1)
        guard pieces.first?.filter({ $0 != " " }).lowercased() == "multipart/form-data" else {
            throw UploadError(.unsupportedMediaType, "Send the file as multipart/form-data, as a form of a page does.")
        }
        guard pieces.count == 2, let boundary = MultipartHead.parameters(pieces[1])?["boundary"], Self.isFit(boundary)
        else { throw .malformed("its boundary is missing or is none") }
        mark = Array("\r\n--\(boundary)".utf8)
        // The first boundary stands at the very beginning, without a line break before it.
        kept = [13, 10]
    }

    private static func isFit(_ boundary: String) -> Bool {
        let others = Array("'()+_,-./:=? ".utf8)
        return (1...70).contains(boundary.utf8.count) && !boundary.hasSuffix(" ")
            && boundary.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || others.contains(byte)
            }
    }

    /// Whether the last boundary has come.
    var isComplete: Bool { state == .closed }

    /// Reads on.
    /// - Throws: `UploadError` for what is malformed or beyond the bounds; then the reader is of no more use.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(UploadError) -> [Event] {
        kept.append(contentsOf: bytes)
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// - Returns: whether there is more to do with what is kept.
    private mutating func step(_ events: inout [Event]) throws(UploadError) -> Bool {
        switch state {
        case .opening: return try open()
        case .afterBoundary: return try turn()
        case .head: return try head(&events)
        case .body: return body(&events)
        case .closed:
            // What follows is to be ignored (RFC 2046, 5.1.1).
            kept.removeAll()
            return false
        }
    }

    private mutating func open() throws(UploadError) -> Bool {
        guard kept.starts(with: mark.prefix(kept.count)) else {
            throw .malformed("it does not begin with its boundary")
        }
        guard kept.count >= mark.count else { return false }
        kept.removeFirst(mark.count)
        state = .afterBoundary
        return true
    }

    /// A boundary ends with a line break, and the last one with two dashes.
    private mutating func turn() throws(UploadError) -> Bool {
        guard kept.count >= 2 else { return false }
        let (first, second) = (kept[0], kept[1])
        guard (first, second) == (13, 10) || (first, second) == (0x2D, 0x2D) else {
            throw .malformed("a boundary does not end with its line")
        }
        kept.removeFirst(2)
        state = first == 13 ? .head : .closed
        parts += state == .head ? 1 : 0
        guard parts <= Self.mostParts else { throw .malformed("it has more than \(Self.mostParts) parts") }
        return true
    }

    private mutating func head(_ events: inout [Event]) throws(UploadError) -> Bool {
        guard let end = Self.place(of: [13, 10, 13, 10], in: kept) else {
            guard kept.count <= Self.mostHead else { throw .malformed("a part's head is too long") }
            return false
        }
        guard end <= Self.mostHead else { throw .malformed("a part's head is too long") }
        events.append(.part(try MultipartHead(kept[..<end])))
        // The line break before a boundary belongs to it, so that an empty part may have this one.
        kept.removeFirst(end + 2)
        state = .body
        leading = 2
        return true
    }

    /// Bytes of the line break that ended the head which are still to come.
    private var leading = 0

    private mutating func body(_ events: inout [Event]) -> Bool {
        if let end = Self.place(of: mark, in: kept) {
            emit(kept[..<end], &events)
            kept.removeFirst(end + mark.count)
            events.append(.endOfPart)
            state = .afterBoundary
            return true
        }
        // The end may be the beginning of a boundary.
        let safe = kept.count - (mark.count - 1)
        guard safe > 0 else { return false }
        emit(kept[..<safe], &events)
        kept.removeFirst(safe)
        return false
    }

    private mutating func emit(_ bytes: ArraySlice<UInt8>, _ events: inout [Event]) {
        let dropped = min(leading, bytes.count)
        leading -= dropped
        let bytes = bytes.dropFirst(dropped)
        if !bytes.isEmpty { events.append(.bytes(bytes)) }
    }

    /// Where `pattern`, which begins with a carriage return, first stands.
    private static func place(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var from = 0
            while let found = bytes[from...].firstIndex(of: 13), bytes.count - found >= pattern.count {
                if bytes[found..<found + pattern.count].elementsEqual(pattern) { return found }
                from = found + 1
            }
            return nil
        }
    }
}
