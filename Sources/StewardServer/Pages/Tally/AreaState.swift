// SPDX-License-Identifier: Apache-2.0
import Tally

/// What a constituency's colour says: the worst open finding, that all holds, or that there is nothing to check.
enum AreaState: Sendable, Hashable {
    case missing
    case holds
    case found(Severity)

    /// The gravest first.
    static let all: [AreaState] =
        Severity.allCases.reversed().filter { $0 > .hint }.map(AreaState.found) + [.holds, .missing]

    /// A word for addresses and style sheets.
    var code: String {
        switch self {
        case .missing: "missing"
        case .holds: "good"
        case .found(let severity): severity.code
        }
    }

    init?(code: String) {
        guard let state = Self.all.first(where: { $0.code == code }) else { return nil }
        self = state
    }

    func label(_ language: Language) -> String {
        switch self {
        case .missing: Phrase.noForm.text(language)
        case .holds: Phrase.holds.text(language)
        case .found(let severity): severity.label(language)
        }
    }

    func badge(_ language: Language) -> Badge { Badge(label(language), tone) }

    private var tone: Tone {
        switch self {
        case .missing: .missing
        case .holds: .good
        case .found(let severity): Tone(severity)
        }
    }

    /// For lists: the graver, the more.
    var weight: Int {
        switch self {
        case .missing: 0
        case .holds: -1
        case .found(let severity): 1 + severity.rawValue
        }
    }
}

extension Tone {
    init(_ severity: Severity) {
        switch severity {
        case .hint: self = .hint
        case .low: self = .low
        case .medium: self = .medium
        case .high: self = .high
        case .critical: self = .critical
        }
    }
}
