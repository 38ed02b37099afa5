// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// What was typed and chosen on the page of a matter. It is shown again with what is wrong, so that nothing is lost.
struct ReviewForm: Sendable {
    var answer: String?
    var value = ""
    var reason = ""
    var turn: Int?
    /// What is wrong with the value, with the reason, and with the answer as a whole.
    var valueError: String?
    var reasonError: String?
    var problem: String?

    init() {}

    init(_ data: FormData) {
        answer = data["answer"]
        value = data["value"] ?? ""
        reason = data["reason"] ?? ""
        turn = data["turn"].flatMap { Int($0) }
    }

    /// What is to be recorded; `nil` after noting what is wrong.
    mutating func submission(
        _ matter: ReviewCase, on desk: ReviewDesk, _ language: Language
    ) -> ReviewSubmission? {
        var number: Int?
        if answer == ReviewAnswer.value(0).code {
            guard case .number(let typed) = CellText.value(of: value) else {
                valueError = Phrase.reviewInvalidNumber.text(language)
                return nil
            }
            number = typed
        }
        guard let answer, let turn, let chosen = ReviewAnswer(code: answer, value: number) else {
            problem = Phrase.reviewUnknownAnswer.text(language)
            return nil
        }
        let readings = desk.readings(matter)
        if let outcome = ReviewOutcome(chosen, readings), desk.needsReason(outcome, readings),
            reason.allSatisfy(\.isWhitespace)
        {
            reasonError = Phrase.reviewReasonMissing.text(language)
            return nil
        }
        return ReviewSubmission(caseID: matter.id, answer: chosen, reason: reason, turn: turn)
    }
}
