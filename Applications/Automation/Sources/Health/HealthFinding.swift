// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What a health check says of one thing.
package struct HealthFinding: Sendable, Hashable {
    /// How it is; a later one is worse, and `skipped` says nothing.
    package enum Verdict: String, Sendable, CaseIterable {
        /// It was not looked at, or cannot be here.
        case skipped
        case ok
        /// It works, and somebody should look at it before it does not.
        case warning
        case failing
    }

    /// What was looked at, in a few words that stay the same.
    package let name: String
    package let verdict: Verdict
    /// What was found, in one sentence.
    package let sentence: String
    /// What to do, when something is to be done.
    package let repair: String?

    package init(_ name: String, _ verdict: Verdict, _ sentence: String, repair: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.sentence = sentence
        self.repair = repair
    }

    /// Whether somebody has to look at it.
    package var needsAttention: Bool { verdict == .warning || verdict == .failing }

    package var json: JSON {
        [
            "name": .string(name), "verdict": .string(verdict.rawValue), "sentence": .string(sentence),
            "repair": repair.map(JSON.string) ?? .null,
        ]
    }

    /// Reads what ``json`` gives; `nil` for anything else.
    init?(_ json: JSON) {
        guard let name = json["name"]?.string, let sentence = json["sentence"]?.string,
            let verdict = json["verdict"]?.string.flatMap(Verdict.init(rawValue:))
        else { return nil }
        self.init(name, verdict, sentence, repair: json["repair"]?.string)
    }
}
