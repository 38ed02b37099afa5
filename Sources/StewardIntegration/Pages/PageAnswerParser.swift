// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a service handed over as its model's answer, before anybody looked into it.
public enum ModelText: Sendable, Hashable {
    /// A text that the model ended itself.
    case text(String)
    /// The model or its service would not answer; with its reason.
    case refused(String)
    /// The answer was cut off at its longest length.
    case truncated
    /// There is no answer.
    case nothing
}

/// Reads a model's answer. Strict and total: every text gives an outcome, and none is repaired.
public enum PageAnswerParser {
    /// The most bytes of an answer's text.
    public static let longestText = 1 << 17
    /// The most Unicode scalars of a number in words.
    public static let longestWords = 200
    private static let limits = JSONLimits(bytes: longestText, depth: 8, stringBytes: 4096)

    /// What came of an answer to a question for these rows.
    public static func outcome(of answer: ModelText, rows: [Int]) -> PageAnswer.Outcome {
        switch answer {
        case .refused(let reason): return .refused(shown(reason, 500))
        case .truncated: return .truncated
        case .nothing: return .malformed(PageAnswerFault(.empty, "The model said nothing."))
        case .text(let text):
            do throws(PageAnswerFault) { return .read(try read(text, rows: rows)) } catch { return .malformed(error) }
        }
    }

    private static func read(_ text: String, rows: [Int]) throws(PageAnswerFault) -> PageRows {
        guard text.utf8.count <= longestText else {
            throw PageAnswerFault(.tooLong, "The answer has \(text.utf8.count) bytes.")
        }
        var bytes = trimmed(Array(text.utf8)[...])
        guard !bytes.isEmpty else { throw PageAnswerFault(.empty, "The model said nothing.") }
        let inner = insideFence(bytes)
        if let inner { bytes = inner }
        let json: JSON
        do throws(JSONError) { json = try JSON(parsing: Array(bytes), limits: limits) } catch {
            throw PageAnswerFault(.notJSON, "The answer is not JSON: \(shown(error.description, 200))")
        }
        guard let members = json.members, members.map(\.key) == ["rows"], let list = members[0].value.array else {
            throw PageAnswerFault(.wrongShape, "The answer is not an object with the list rows alone.")
        }
        return PageRows(rows: try readings(list, rows), isFenced: inner != nil)
    }

    private static func readings(_ list: [JSON], _ rows: [Int]) throws(PageAnswerFault) -> [RowReading] {
        var found: [Int: RowReading] = [:]
        let asked = Set(rows)
        for element in list {
            let reading = try reading(element)
            guard asked.contains(reading.row) else {
                throw PageAnswerFault(.unexpectedRow, "Row \(reading.row) was not asked for.")
            }
            guard found.updateValue(reading, forKey: reading.row) == nil else {
                throw PageAnswerFault(.duplicateRow, "Row \(reading.row) is there twice.")
            }
        }
        var readings: [RowReading] = []
        for row in rows {
            guard let reading = found[row] else { throw PageAnswerFault(.missingRow, "Row \(row) is missing.") }
            readings.append(reading)
        }
        return readings
    }

    private static func reading(_ json: JSON) throws(PageAnswerFault) -> RowReading {
        guard let members = json.members, members.map(\.key).sorted() == ["digits", "row", "state", "words"],
            let number = json["row"]?.integer, let row = Int(exactly: number)
        else {
            throw PageAnswerFault(.wrongShape, "A row is not an object with row, state, digits and words alone.")
        }
        let state = try text(json["state"], "state", row)
        let digits = try text(json["digits"], "digits", row)
        let words = try text(json["words"], "words", row)
        guard digits.isEmpty || Numerals.value(digits) != nil else {
            throw PageAnswerFault(.badDigits, "The digits of row \(row), “\(shown(digits, 40))”, are no number.")
        }
        guard words.unicodeScalars.count <= longestWords, !words.unicodeScalars.contains(where: isControl) else {
            throw PageAnswerFault(.badWords, "The words of row \(row) are too long, or have control characters.")
        }
        return RowReading(row: row, writing: try writing(state, digits, words, row))
    }

    private static func writing(
        _ state: String, _ digits: String, _ words: String, _ row: Int
    ) throws(PageAnswerFault) -> RowReading.Writing {
        let isEmpty = digits.isEmpty && words.isEmpty
        let writing: RowReading.Writing
        switch state {
        case "written": writing = .written(digits: digits, words: words)
        case "blank": writing = .blank
        case "dash": writing = .dash
        case "struck-out": writing = .struckOut
        case "unreadable": writing = .unreadable
        default: throw PageAnswerFault(.wrongShape, "Row \(row) has the unknown state “\(shown(state, 40))”.")
        }
        guard isEmpty != (state == "written") else {
            throw PageAnswerFault(
                .contradiction, "Row \(row) is \(state), and " + (isEmpty ? "nothing is given." : "something is given.")
            )
        }
        return writing
    }

    private static func text(_ json: JSON?, _ name: String, _ row: Int) throws(PageAnswerFault) -> String {
        switch json {
        case .string(let text): return text
        case .integer, .number:
            throw PageAnswerFault(.numberForText, "The member \(name) of row \(row) is a number, not text.")
        default: throw PageAnswerFault(.wrongShape, "The member \(name) of row \(row) is no text.")
        }
    }

    /// What stands in a code block that is the whole answer; `nil` when it is none.
    private static func insideFence(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let mark = Array("```".utf8)
        guard bytes.count >= 7, bytes.starts(with: mark), bytes.suffix(3).elementsEqual(mark),
            let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n")), lineEnd < bytes.endIndex - 3
        else { return nil }
        let language = trimmed(bytes[(bytes.startIndex + 3)..<lineEnd])
        guard language.isEmpty || language.elementsEqual("json".utf8) else { return nil }
        return trimmed(bytes[lineEnd..<(bytes.endIndex - 3)])
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let start = bytes.drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return start.prefix(0) }
        return start[...last]
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .lineSeparator
            || scalar.properties.generalCategory == .paragraphSeparator
    }

    /// A text of the model's within a sentence: short, on one line.
    private static func shown(_ text: String, _ count: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(count).map { isControl($0) ? " " : $0 }))
    }
}
