// SPDX-License-Identifier: Apache-2.0

/// What the doctor says of one thing.
package struct Checkup: Sendable, Hashable {
    /// How it is.
    package enum Verdict: String, Sendable, CaseIterable {
        case ok
        /// It works, and somebody should look at it before it does not.
        case warning
        case failing
        /// It was not looked at, as asked.
        case skipped
    }

    /// What was looked at, in a few words that stay the same.
    package let name: String
    package let verdict: Verdict
    /// What was found, in one sentence.
    package let sentence: String
    /// What to do, when something is to be done: often a command.
    package let repair: String?

    package init(_ name: String, _ verdict: Verdict, _ sentence: String, repair: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.sentence = sentence
        self.repair = repair
    }
}
