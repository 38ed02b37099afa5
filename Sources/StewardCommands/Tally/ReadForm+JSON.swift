// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

extension ReadForm {
    /// The form as `steward tally read --json` has it. What was not read is `null`.
    /// - Parameter file: as it was named on the command line.
    func json(file: String) -> JSON {
        let rows = votes.sorted { left, right in
            (Int(left.key) ?? .max, left.key) < (Int(right.key) ?? .max, right.key)
        }
        return [
            "file": .string(file), "form": .maybe(form), "ballot": .maybe(ballot), "province": .maybe(province),
            "constituency": .maybe(constituency), "set": .maybe(set), "unit": .maybe(unit),
            "pages": .array(pages.map { .integer(Int64($0)) }), "accepted": .bool(accepted),
            "header": .object(header.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.json) }),
            "votes": .object(rows.map { JSON.Member($0.key, $0.value.json) }),
            "total": total?.json ?? .null,
            "problems": .array(problems.map { ["code": .string($0.code), "text": .string($0.text)] }),
        ]
    }
}

extension ReadCell {
    fileprivate var json: JSON {
        let mark = mark.map { [JSON.Member("mark", .string($0))] } ?? []
        let others = alternatives.map { other -> JSON in
            ["value": .integer(Int64(other.value)), "probability": .number(other.probability)]
        }
        return .object(
            [JSON.Member("value", .maybe(value))] + mark + [
                JSON.Member("state", .string(state)), JSON.Member("why", .string(why)),
                JSON.Member("digits", .maybe(digits)), JSON.Member("words", .maybe(words)),
                JSON.Member("probability", .number(probability)), JSON.Member("alternatives", .array(others)),
                JSON.Member("notes", .array(notes.map(JSON.string))),
                JSON.Member("page", .integer(Int64(page))),
                JSON.Member("box", .array(box.map { .integer(Int64($0)) })),
            ])
    }
}

extension JSON {
    fileprivate static func maybe(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
    fileprivate static func maybe(_ number: Int?) -> JSON { number.map { .integer(Int64($0)) } ?? .null }
}
