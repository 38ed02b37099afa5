// SPDX-License-Identifier: Apache-2.0

/// Cuts a large JSON text into elements without holding it: the elements of the outermost list, or of each list that is
/// a member of the outermost object. A member that is no list is one element.
///
/// It checks the outermost two levels itself; whoever takes an element reads it with `JSONReader`, which checks it all.
package struct JSONElements: Sendable {
    /// One element; its bytes hold only during the call.
    package struct Element {
        /// The member in which it stands; empty in an outermost list.
        package let key: String
        /// Its place in its list, from 0; `nil` for a member that is no list.
        package let index: Int?
        /// The line on which it begins, from 1.
        package let line: Int
        /// Its JSON.
        package let bytes: [UInt8]

        /// Where it is, as the beginning of a sentence.
        package var place: String {
            let name = key.isEmpty ? "the list" : key
            return index.map { "Element \($0) of \(name) (line \(line))" } ?? "Member \(name) (line \(line))"
        }
    }

    private enum State {
        case beforeRoot, beforeKey, inKey, beforeColon, beforeValue, beforeElement, inValue, afterElement, afterMember
        case done
    }

    private enum Kind {
        case container, text, word
    }

    /// The longest element; a longer one fails with `limitExceeded`.
    package static let mostBytes = 16 << 20
    private var state = State.beforeRoot
    private var isRootList = false
    /// Whether a comma came, after which there must be something.
    private var isAfterComma = false
    private var key: [UInt8] = []
    private var index: Int?
    private var line = 1
    /// The element that is being read.
    private var buffer: [UInt8] = []
    private var kind = Kind.word
    private var startLine = 1
    private var depth = 0
    private var isQuoted = false
    private var isEscaped = false
    private var bytesSeen = 0

    /// Begins before the first byte.
    package init() {}

    /// Takes a piece and gives the elements that are complete.
    /// - Parameter wrap: Makes the caller's error of one whose message tells the line; its codes are `syntax`,
    ///   `invalidUTF8` and `limitExceeded`.
    package mutating func push<Failure: Error>(
        _ piece: ArraySlice<UInt8>, failing wrap: (JSONError) -> Failure, _ body: (Element) throws(Failure) -> Void
    ) throws(Failure) {
        var at = piece.startIndex
        while at < piece.endIndex {
            let byte = piece[at]
            switch state {
            case .inValue:
                // Most bytes are inside elements.
                at = try advance(piece, from: at, wrap, body)
                continue
            case .inKey: addToKey(byte)
            default: do throws(JSONError) { try structure(byte) } catch { throw wrap(error) }
            }
            // The byte that begins a value is looked at again, as a part of it.
            if state == .inValue { continue }
            if byte == 0x0A { line += 1 }
            bytesSeen += 1
            at += 1
        }
    }

    /// Says that the text ends here.
    /// - Throws: `JSONError` with `truncated` when it cannot.
    package func finish() throws(JSONError) {
        guard state == .done else {
            throw JSONError(.truncated, "The file ends at line \(line) in the middle of its JSON; export it again.")
        }
    }

    private mutating func addToKey(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            state = .beforeColon
            return
        }
        // Keys that matter are short.
        if key.count < 200 { key.append(byte) }
    }

    private mutating func structure(_ byte: UInt8) throws(JSONError) {
        switch (state, byte) {
        case (_, 0x20), (_, 0x09), (_, 0x0A), (_, 0x0D): break
        case (.beforeRoot, 0xEF) where bytesSeen == 0, (.beforeRoot, 0xBB) where bytesSeen == 1,
            (.beforeRoot, 0xBF) where bytesSeen == 2:
            break
        case (.beforeRoot, UInt8(ascii: "{")): state = .beforeKey
        case (.beforeRoot, UInt8(ascii: "[")):
            isRootList = true
            index = 0
            state = .beforeElement
        case (.beforeKey, UInt8(ascii: "\"")):
            key = []
            state = .inKey
        case (.beforeKey, UInt8(ascii: "}")) where !isAfterComma: state = .done
        case (.beforeColon, UInt8(ascii: ":")): state = .beforeValue
        case (.beforeValue, UInt8(ascii: "[")):
            index = 0
            isAfterComma = false
            state = .beforeElement
        case (.beforeValue, _) where Self.beginsValue(byte):
            index = nil
            begin(byte)
        case (.beforeElement, UInt8(ascii: "]")) where !isAfterComma: endList()
        case (.beforeElement, _) where Self.beginsValue(byte): begin(byte)
        case (.afterElement, UInt8(ascii: ",")):
            index = (index ?? 0) + 1
            isAfterComma = true
            state = .beforeElement
        case (.afterElement, UInt8(ascii: "]")): endList()
        case (.afterMember, UInt8(ascii: ",")):
            isAfterComma = true
            state = .beforeKey
        case (.afterMember, UInt8(ascii: "}")): state = .done
        default: throw unexpected(byte)
        }
    }

    private static func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), 0x30...0x39,
            UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"):
            true
        default: false
        }
    }

    private mutating func endList() { state = isRootList ? .done : .afterMember }

    private mutating func begin(_ byte: UInt8) {
        state = .inValue
        isAfterComma = false
        buffer.removeAll(keepingCapacity: true)
        startLine = line
        depth = 0
        isQuoted = false
        isEscaped = false
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): kind = .container
        case UInt8(ascii: "\""): kind = .text
        default: kind = .word
        }
    }

    /// Goes on in the element from `start`; gives where it stopped.
    private mutating func advance<Failure: Error>(
        _ piece: ArraySlice<UInt8>, from start: Int, _ wrap: (JSONError) -> Failure,
        _ body: (Element) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        var at = start
        var isComplete = false
        while at < piece.endIndex, !isComplete {
            let byte = piece[at]
            if byte == 0x0A { line += 1 }
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                    isComplete = kind == .text
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    isComplete = depth <= 0
                case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: isComplete = kind == .word
                default: break
                }
                // A word ends before what follows it.
                if isComplete, kind == .word {
                    if byte == 0x0A { line -= 1 }
                    break
                }
            }
            at += 1
        }
        buffer.append(contentsOf: piece[start..<at])
        bytesSeen += at - start
        guard buffer.count <= Self.mostBytes else {
            throw wrap(
                JSONError(
                    .limitExceeded,
                    "An element at line \(startLine) has more than \(Self.mostBytes) bytes; the file is no export."))
        }
        if isComplete { try complete(wrap, body) }
        return at
    }

    private mutating func complete<Failure: Error>(
        _ wrap: (JSONError) -> Failure, _ body: (Element) throws(Failure) -> Void
    ) throws(Failure) {
        state = index == nil ? .afterMember : .afterElement
        guard let name = String(validating: key, as: UTF8.self) else {
            throw wrap(JSONError(.invalidUTF8, "A member before line \(line) has a name that is not UTF-8."))
        }
        try body(Element(key: isRootList ? "" : name, index: index, line: startLine, bytes: buffer))
    }

    private func unexpected(_ byte: UInt8) -> JSONError {
        let shown = (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
        let wanted =
            switch state {
            case .beforeRoot: "'{' or '['"
            case .beforeKey, .inKey: "a key in quotes"
            case .beforeColon: "':'"
            case .afterElement: "',' or ']'"
            case .afterMember: "',' or '}'"
            case .done: "the end of the file"
            default: "a value"
            }
        return JSONError(.syntax, "Line \(line) has \(shown) where \(wanted) should be; export the file again.")
    }
}
