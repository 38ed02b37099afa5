// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import Tally

/// What a schedule does and by which rules, as rows of pairs.
struct ScheduleFacts: Sendable {
    let schedule: Schedule
    let work: WorkParts

    /// The kind of job in words, with what it is about; for a command the program.
    static func what(_ schedule: Schedule, _ words: Words) -> HTML {
        let program = schedule.payload["program"]?.string
        let subject: HTML = (KindWords.subject(schedule.payload) ?? program).map { " · \(Shown.visible($0))" } ?? ""
        return "\(KindWords.text(schedule.kind, words))\(subject)"
    }

    /// The rules that are not the standard ones; nothing when all are.
    var rules: HTML {
        let words = work.words
        var said = Phrase.rules(schedule.rules).map { words.say($0) }
        if schedule.randomDelay > .zero {
            said.append(words.say(.randomDelay).replacing("{span}", with: words.duration(schedule.randomDelay)))
        }
        if let task = schedule.task {
            said.append(words.say(.oneTask).replacing("{name}", with: Shown.visible(task)))
        }
        return said.isEmpty ? "" : work.pair(.scheduleRules, "\(said.joined(separator: " · "))")
    }
}
