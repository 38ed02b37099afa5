// SPDX-License-Identifier: Apache-2.0
import Crypto
public import StewardCore

/// What every model is told, in one place, so that what it was told can be proved.
///
/// It names no value, no sum and no example: what stands in instructions comes back as a reading. A test checks that it
/// has no digit of any script and no number word.
public enum PageInstructions {
    /// The instructions without the rows' numbers.
    public static let text = """
        The picture shows a table, or a strip of its cells, from a form that people filled in by hand or by machine. \
        The language may be Thai, and numerals may be Thai or Western.

        Say what is written in each row listed below. Write down only what can be seen. Do not compute, correct, \
        complete or translate anything, and do not make numerals and words agree.

        For each row give "row", its number as listed; "state"; "digits"; and "words". The states are:
        - "written": a number is written. "digits" is the number in numerals, of the same script, as it stands there; \
        "words" is the number in words, letter for letter. Leave empty whichever is not there.
        - "blank": nothing is written.
        - "dash": a dash stands in place of a number.
        - "struck-out": what was written is crossed out, and nothing replaces it.
        - "unreadable": there is writing that cannot be read with certainty. This is a good answer, and better than a \
        guess.
        With every state but "written" leave "digits" and "words" empty.

        Answer with JSON and nothing else: an object with the member "rows", a list with each listed row, none left \
        out, none added, none repeated. "digits" and "words" are strings.

        """

    /// The instructions for these rows.
    public static func text(rows: [Int]) -> String {
        text + "Rows: " + rows.map(String.init).joined(separator: ", ")
    }

    /// SHA-256 of the instructions for these rows, in lower-case hexadecimal.
    public static func hash(rows: [Int]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Array(text(rows: rows).utf8))
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The names of the states, as a model writes them.
    public static let states = ["written", "blank", "dash", "struck-out", "unreadable"]

    /// The answer's JSON Schema.
    /// - Parameter isClosed: whether it says `additionalProperties: false`, which some services demand and others do
    ///   not know.
    public static func schema(isClosed: Bool) -> JSON {
        let names = ["row", "state", "digits", "words"]
        let closing: [JSON.Member] = isClosed ? [.init("additionalProperties", false)] : []
        let row = JSON.object(
            [
                .init("type", "object"),
                .init(
                    "properties",
                    [
                        "row": ["type": "integer"],
                        "state": ["type": "string", "enum": .array(states.map(JSON.string))],
                        "digits": ["type": "string"], "words": ["type": "string"],
                    ]), .init("required", .array(names.map(JSON.string))),
            ] + closing)
        return .object(
            [
                .init("type", "object"), .init("properties", ["rows": ["type": "array", "items": row]]),
                .init("required", ["rows"]),
            ] + closing)
    }
}
