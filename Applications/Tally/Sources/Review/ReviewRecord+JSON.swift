// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension ReviewEntry {
    /// Reads an entry of the book; `nil` when it is none of a review, or of a kind of answer this version does not
    /// know.
    init?(_ entry: Entry) {
        let payload = entry.payload
        switch entry.kind {
        case ElectionEntry.reviewUndone: action = .undone
        case ElectionEntry.reviewSkipped: action = .skipped
        case ElectionEntry.reviewEntered:
            let value = payload["value"]?.integer.flatMap { Int(exactly: $0) }
            guard let answer = payload["answer"]?.string.flatMap({ ReviewAnswer(code: $0, value: value) }),
                let outcome = ReviewOutcome(answer, ReviewReadings(json: payload["before"]))
            else { return nil }
            action = .entered(answer, outcome)
        default: return nil
        }
        reviewer = Reviewer(id: entry.actor)
        reason = payload["reason"]?.string ?? ""
        readings = ReviewReadings(json: payload["before"])
        needed = payload["needed"]?.integer.flatMap { Int(exactly: $0) } ?? 1
        sha256 = payload["sha256"]?.string
        salt = payload["salt"]?.string ?? ""
        sequence = entry.sequence
        time = entry.time
    }
}

extension ReviewReadings {
    /// As entries keep it; what is absent is left out.
    var json: JSON {
        var members: [JSON.Member] = []
        if let digits { members.append(JSON.Member("digits", .integer(Int64(digits)))) }
        if let words { members.append(JSON.Member("words", .integer(Int64(words)))) }
        if let model { members.append(JSON.Member("model", .integer(Int64(model)))) }
        if !alternatives.isEmpty {
            members.append(JSON.Member("alternatives", .array(alternatives.map { .integer(Int64($0)) })))
        }
        return .object(members)
    }

    init(json: JSON?) {
        func number(_ value: JSON?) -> Int? { value?.integer.flatMap { Int(exactly: $0) } }
        self.init(
            digits: number(json?["digits"]), words: number(json?["words"]), model: number(json?["model"]),
            alternatives: (json?["alternatives"]?.array ?? []).compactMap(number))
    }
}
