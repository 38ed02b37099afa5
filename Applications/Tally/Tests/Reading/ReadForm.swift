// SPDX-License-Identifier: Apache-2.0

@testable import Tally

/// A small form 5/18 whose witnesses can be told what to say.
struct ReadForm {
    static let votes = [214, 87, 0, 45, 3]
    static let fields: [FormField: Int] = [
        .eligible: 520, .appeared: 366, .received: 540, .used: 366, .remaining: 174, .good: 349, .bad: 11, .noChoice: 6,
        .total: 349,
    ]
    var evidence: FormEvidence

    /// Every cell read rightly, by both witnesses or by the digits alone.
    init(_ form: FormType = .station, words: Bool = true) {
        evidence = FormEvidence(
            form: form, kind: .constituency,
            fields: Self.fields.mapValues { Self.cell($0, words: words) },
            rows: Self.votes.enumerated().map { .init(number: $0 + 1, votes: Self.cell($1, words: words)) },
            expectedNumbers: Array(1...Self.votes.count))
    }

    static func cell(_ number: Int, words: Bool = true) -> CellEvidence {
        CellEvidence(digits: sure(number), words: words ? sure(number) : [])
    }
    /// A witness with 99 % for one number.
    static func sure(_ number: Int) -> [CellCandidate] { [CellCandidate(value: .number(number), cost: 0.01)] }
    /// A witness that wavers: the first number with 60 %, the second with 35 %.
    static func wavering(_ number: Int, or other: Int) -> [CellCandidate] {
        [CellCandidate(value: .number(number), cost: 0.51), CellCandidate(value: .number(other), cost: 1.05)]
    }

    mutating func setRow(_ number: Int, digits: [CellCandidate]? = nil, words: [CellCandidate]? = nil) {
        if let digits { evidence.rows[number - 1].votes.digits = digits }
        if let words { evidence.rows[number - 1].votes.words = words }
    }
    mutating func set(_ field: FormField, digits: [CellCandidate]? = nil, words: [CellCandidate]? = nil) {
        if let digits { evidence.fields[field]?.digits = digits }
        if let words { evidence.fields[field]?.words = words }
    }
    var decoded: DecodedForm { FormDecoder.decode(evidence) }
}
