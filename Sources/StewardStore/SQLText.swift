// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A statement's text as both engines need it: PostgreSQL takes `$1` as written, SQLite takes `?1`.
struct SQLText: Sendable, Equatable {
    /// The text with each `$1` outside literals, quoted names and comments written as `?1`.
    let sqlite: String
    /// The highest parameter number.
    let parameterCount: Int

    init(_ text: String) {
        var scanner = Scanner(Array(text.utf8))
        scanner.run()
        sqlite = String(decoding: scanner.output, as: UTF8.self)
        parameterCount = scanner.highest
    }

    /// - Throws: `DatabaseError` when the number of values is not the number of parameters, or a value cannot be kept
    ///   by both engines: text with a NUL character, or a real that is not a number.
    func check(_ parameters: [SQLValue]) throws(DatabaseError) {
        guard parameters.count == parameterCount else {
            throw DatabaseError(
                .statement, "The statement has \(parameterCount) parameters, but \(parameters.count) values were given."
            )
        }
        for (index, value) in parameters.enumerated() {
            switch value {
            case .text(let text) where text.utf8.contains(0):
                throw DatabaseError(.statement, "Parameter $\(index + 1) is text with a NUL character.")
            case .real(let real) where real.isNaN:
                throw DatabaseError(.statement, "Parameter $\(index + 1) is not a number.")
            default: break
            }
        }
    }
}

/// The statements that a database ran, so that each text is read once.
final class SQLTexts: Sendable {
    private let known = Mutex<[String: SQLText]>([:])

    subscript(_ sql: String) -> SQLText {
        known.withLock { known in
            if let text = known[sql] { return text }
            // Texts are written in the program, so there are few; the bound is for one that makes them up.
            if known.count >= 2_000 { known.removeAll() }
            let text = SQLText(sql)
            known[sql] = text
            return text
        }
    }
}

/// Copies a statement byte by byte, skipping over what must not be rewritten.
private struct Scanner {
    let input: [UInt8]
    var output: [UInt8] = []
    var highest = 0
    private var place = 0

    init(_ input: [UInt8]) {
        self.input = input
        output.reserveCapacity(input.count)
    }

    mutating func run() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): copyQuoted(byte)
            case UInt8(ascii: "-") where peek(1) == byte: copyLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): copyComment()
            case UInt8(ascii: "$") where isDigit(peek(1)): rewriteParameter()
            case _ where isNameStart(byte): copyName()
            default: copy(1)
            }
        }
    }

    private func peek(_ ahead: Int = 0) -> UInt8? { place + ahead < input.count ? input[place + ahead] : nil }
    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (48...57).contains($0) } ?? false }
    private func isNameStart(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte >= 128
    }
    private mutating func copy(_ count: Int) {
        let end = min(place + count, input.count)
        output.append(contentsOf: input[place..<end])
        place = end
    }

    /// A doubled quote inside is seen as one literal's end and the next one's start, which copies the same bytes.
    private mutating func copyQuoted(_ quote: UInt8) {
        copy(1)
        while let byte = peek() {
            copy(1)
            if byte == quote { return }
        }
    }

    private mutating func copyLine() {
        while let byte = peek(), byte != UInt8(ascii: "\n") { copy(1) }
    }

    private mutating func copyComment() {
        copy(2)
        while peek() != nil {
            if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") { return copy(2) }
            copy(1)
        }
    }

    /// A name may hold `$`, so `price$1` is a name and not a parameter.
    private mutating func copyName() {
        while let byte = peek(), isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "$") { copy(1) }
    }

    private mutating func rewriteParameter() {
        place += 1
        output.append(UInt8(ascii: "?"))
        var number = 0
        while let byte = peek(), isDigit(byte) {
            number = min(number * 10 + Int(byte - 48), 1_000_000)
            copy(1)
        }
        highest = max(highest, number)
    }
}
