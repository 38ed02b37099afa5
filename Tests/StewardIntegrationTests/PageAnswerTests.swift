// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@Suite("An answer about a picture")
struct PageAnswerTests {
    private static func outcome(_ text: String, rows: [Int] = [1, 2]) -> PageAnswer.Outcome {
        PageAnswerParser.outcome(of: .text(text), rows: rows)
    }

    private static func row(_ row: Int, _ digits: String, _ words: String = "", state: String = "written") -> String {
        #"{"row":\#(row),"state":"\#(state)","digits":"\#(digits)","words":"\#(words)"}"#
    }

    private static func answer(_ rows: String...) -> String { #"{"rows":[\#(rows.joined(separator: ","))]}"# }

    private static func rows(of text: String, rows: [Int] = [1, 2]) throws -> PageRows {
        guard case .read(let found) = outcome(text, rows: rows) else {
            throw PageAnswerFault(.wrongShape, "\(outcome(text, rows: rows))")
        }
        return found
    }

    @Test("of the right form gives each row as it is written, in the order of the question")
    func right() throws {
        let text = Self.answer(Self.row(2, "๑,๒๐๔", "หนึ่งพันสองร้อยสี่"), Self.row(1, "", "", state: "dash"))
        let found = try Self.rows(of: " \n" + text + "\r\n")
        #expect(found.rows.map(\.row) == [1, 2])
        #expect(found.rows[0].writing == .dash && found.rows[0].number == nil)
        #expect(found.rows[1].writing == .written(digits: "๑,๒๐๔", words: "หนึ่งพันสองร้อยสี่"))
        #expect(found.rows[1].number == 1204 && !found.isFenced && !found.isSuspicious)
    }

    @Test("within a code block is taken, and said to have been", arguments: ["```json\n", "```\n", "```json \r\n"])
    func fenced(start: String) throws {
        let found = try Self.rows(of: start + Self.answer(Self.row(1, "7"), Self.row(2, "19")) + "\n```\n")
        #expect(found.isFenced && found.rows.map(\.number) == [7, 19])
    }

    /// Answers that are none, with why.
    static let malformed: [(String, PageAnswerFault.Code)] = [
        ("", .empty), (" \n", .empty), ("I see 5 and 7.", .notJSON), (#"{"rows":["#, .notJSON),
        ("Here: " + answer(row(1, "5"), row(2, "7")), .notJSON), (answer(row(1, "5"), row(2, "7")) + ".", .notJSON),
        ("```python\n" + answer(row(1, "5"), row(2, "7")) + "\n```", .notJSON),
        ("```json\n" + answer(row(1, "5"), row(2, "7")) + "\n```\nDone.", .notJSON),
        ("```json```", .notJSON), ("``````", .notJSON), ("```\n```", .notJSON),
        (#"{"rows":[],"rows":[]}"#, .notJSON), ("[]", .wrongShape), ("null", .wrongShape),
        (#"{"rows":{}}"#, .wrongShape), (#"{"rows":[],"sum":12}"#, .wrongShape), (#"{"Rows":[]}"#, .wrongShape),
        (answer("5", "7"), .wrongShape), (answer(#"{"row":1,"digits":"5","words":""}"#), .wrongShape),
        (answer(#"{"row":"1","state":"written","digits":"5","words":""}"#), .wrongShape),
        (answer(#"{"row":1.5,"state":"written","digits":"5","words":""}"#), .wrongShape),
        (answer(#"{"row":1,"state":"written","digits":null,"words":""}"#), .wrongShape),
        (answer(#"{"row":1,"state":"maybe","digits":"5","words":""}"#), .wrongShape),
        (answer(#"{"row":1,"state":"written","digits":"5","words":"","note":"!"}"#), .wrongShape),
        (answer(#"{"row":1,"state":"written","digits":5,"words":""}"#), .numberForText),
        (answer(#"{"row":1,"state":"written","digits":"5","words":5.5}"#), .numberForText),
        (answer(row(1, "5")), .missingRow), (answer(), .missingRow),
        (answer(row(1, "5"), row(2, "7"), row(3, "9")), .unexpectedRow),
        (answer(row(-1, "5"), row(2, "7")), .unexpectedRow),
        (answer(row(1, "5"), row(2, "7"), row(1, "5")), .duplicateRow),
        (answer(row(1, ""), row(2, "7")), .contradiction),
        (answer(row(1, "5", state: "blank"), row(2, "7")), .contradiction),
        (answer(row(1, "", "ห้า", state: "unreadable"), row(2, "7")), .contradiction),
        (answer(row(1, "5", String(repeating: "ก", count: 201)), row(2, "7")), .badWords),
        (answer(row(1, "5", #"a\u0000b"#), row(2, "7")), .badWords),
        (String(repeating: " ", count: PageAnswerParser.longestText + 1), .tooLong),
    ]

    @Test("of any other form is no reading at all, and says why", arguments: malformed)
    func wrongForm(text: String, code: PageAnswerFault.Code) {
        #expect(Self.outcome(text) == .malformed(PageAnswerFault(code, "")), "\(text.prefix(80))")
    }

    @Test(
        "has digits of one script, with commas where they belong or without",
        arguments: [
            "5a", "-5", "5.0", " 5", "5 ", "1๒", "๑2", "1,20", "1,2345", ",5", "5,", "1,,204", "12345678901234", "五",
            "५",
            "²", "five", "½",
        ])
    func badDigits(digits: String) {
        let text = Self.answer(Self.row(1, digits), Self.row(2, "7"))
        #expect(Self.outcome(text) == .malformed(PageAnswerFault(.badDigits, "")))
    }

    @Test("that is refused, cut off or missing is told as that, with a reason on one line")
    func ends() {
        #expect(PageAnswerParser.outcome(of: .truncated, rows: [1]) == .truncated)
        #expect(PageAnswerParser.outcome(of: .refused("no\n\u{1B}[1m"), rows: [1]) == .refused("no  [1m"))
        #expect(PageAnswerParser.outcome(of: .nothing, rows: [1]) == .malformed(PageAnswerFault(.empty, "")))
    }

    /// Answers with what is suspicious about them.
    static let suspicious: [([Int], [String], PageSuspicion?)] = [
        ([1, 2, 3], ["5", "5", "5"], .allTheSame), ([1, 2], ["0", "0"], .allTheSame), ([4], ["5"], nil),
        ([1, 2, 3], ["1", "2", "3"], .countsUp), ([7, 8], ["๗", "๘"], .countsUp),
        ([1, 3, 9], ["11", "13", "19"], .countsUp),
        ([1, 2], ["11", "12"], nil), ([1, 2, 3], ["1", "2", "4"], nil), ([5], ["5"], nil),
        ([1, 2, 3], ["12", "8", "45"], nil),
    ]

    @Test("that looks invented is marked, and taken all the same", arguments: suspicious)
    func suspicion(rows: [Int], digits: [String], wanted: PageSuspicion?) throws {
        let list = zip(rows, digits).map { Self.row($0, $1) }.joined(separator: ",")
        let found = try Self.rows(of: #"{"rows":[\#(list)]}"#, rows: rows)
        #expect(found.suspicion == wanted && found.isSuspicious == (wanted != nil) && found.rows.count == rows.count)
        #expect(wanted?.reason.isEmpty != true)
    }

    @Test("that counts up in Thai words, or has the instructions' words, is marked too")
    func words() throws {
        let counting = Self.answer(Self.row(11, "", "สิบเอ็ด"), Self.row(20, "", "ยี่สิบ"), Self.row(101, "", "หนึ่งร้อยเอ็ด"))
        #expect(try Self.rows(of: counting, rows: [11, 20, 101]).suspicion == .countsUp)
        let echo = Self.answer(Self.row(1, "12"), Self.row(2, "", "Letter for letter"))
        #expect(try Self.rows(of: echo).suspicion == .echoesInstructions)
        let blank = Self.answer(Self.row(1, "", state: "blank"), Self.row(2, "", state: "blank"))
        #expect(try Self.rows(of: blank).suspicion == .allTheSame)
        let honest = Self.answer(Self.row(1, "", state: "unreadable"), Self.row(2, "", state: "unreadable"))
        #expect(try Self.rows(of: honest).suspicion == nil)
    }
}
