// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension ProofRule.Question {
    /// The statement as it is asked: an instant comes as seconds since 1970, whatever type it has.
    var asked: String {
        guard case .withinHours = expectation else { return statement }
        return "SELECT extract(epoch FROM (\(statement))::timestamptz)::bigint"
    }

    /// Whether the answer is what it must be.
    /// - Parameter madeAt: when the backup was made; ages are counted from it, so that an old backup stays true.
    func check(_ answer: String?, madeAt: Date) -> ProofReport.Check {
        guard let answer else { return verdict(false, "is null") }
        switch expectation {
        case .equals(let text):
            let isEqual = answer == text || Self.truth(answer) != nil && Self.truth(answer) == Self.truth(text)
            return verdict(isEqual, isEqual ? "is \(answer)" : "is \(answer), and must be \(text)")
        case .atLeast(let least):
            guard let number = Double(answer) else { return verdict(false, "is \(answer), which is no number") }
            let isEnough = number >= Double(least)
            return verdict(isEnough, isEnough ? "is \(answer)" : "is \(answer), and must be at least \(least)")
        case .withinHours(let hours):
            guard let seconds = Double(answer) else { return verdict(false, "is \(answer), which is no instant") }
            let newest = Date(timeIntervalSince1970: seconds)
            let age = madeAt.timeIntervalSince(newest) / 3600
            let text = newest.formatted(.iso8601)
            return age <= Double(hours)
                ? verdict(true, "is \(text)")
                : verdict(false, "is \(text), \(Int(age)) hours before the backup; at most \(hours) are allowed")
        }
    }

    private func verdict(_ isPassed: Bool, _ found: String) -> ProofReport.Check {
        .init(.questions, name, isPassed, "“\(name)” \(found).")
    }

    /// What PostgreSQL and people write for true and false.
    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "t", "true": true
        case "f", "false": false
        default: nil
        }
    }
}
