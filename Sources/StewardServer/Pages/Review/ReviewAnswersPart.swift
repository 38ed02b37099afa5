// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The answers of a matter as two forms: what needs no typing, and what does. Pressing Enter in a field sends what the
/// field is for: a number typed, or the answer that lacked its reason.
struct ReviewAnswersPart: Part {
    let room: ReviewRoom
    let matter: ReviewCase
    let form: ReviewForm
    let field: HTML
    let turn: Int

    private var language: Language { room.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML {
        """
        <section aria-labelledby="answers"><h2 id="answers">\
        \(matter.isAboutCell ? say(.reviewYourAnswer) : say(.reviewIsItSo))</h2>
        \(problem)\(ErrorSummary(title: say(.reviewFailed), fields: fields))
        \(quick)\(typed)
        </section>
        """
    }

    private var problem: HTML {
        form.problem.map { NoticeBox(.bad, title: say(.reviewFailed), isAnswer: true, "<p>\($0)</p>").html } ?? ""
    }

    private var start: HTML {
        """
        <form method="post" action="\(ReviewPages.address(matter.id))">\(field)\
        <input type="hidden" name="turn" value="\(form.turn ?? turn)">
        """
    }

    /// What a single press answers.
    private var quick: HTML {
        let readings = room.desk.readings(matter)
        var buttons: [Button] = []
        if matter.isAboutCell {
            if let digits = readings.digits {
                buttons.append(button(.digits, "\(say(.reviewTakeDigits)): \(language.number(digits))", "1", .primary))
            }
            if let words = readings.words {
                buttons.append(button(.words, "\(say(.reviewTakeWords)): \(language.number(words))", "2", .primary))
            }
        } else {
            buttons.append(button(.stands, say(.reviewStands), "1", .primary))
        }
        guard !buttons.isEmpty else { return "" }
        return "\(start)<div class=\"actions\">\(buttons)</div></form>"
    }

    /// What may need a reason. The first button is the one that Enter presses.
    private var typed: HTML {
        var buttons: [Button] = []
        if matter.isAboutCell {
            buttons.append(button(.illegible, say(.reviewIllegible), "4"))
            buttons.append(button(.wrongFile, say(.reviewWrongFile), "5"))
            buttons.append(button(.nothing, say(.reviewNothing), "6"))
        } else {
            buttons.append(button(.unfounded, say(.reviewUnfounded), "2"))
            buttons.append(button(.wrongFile, say(.reviewWrongFile), "5"))
        }
        return """
            \(start)\(pending)\(fields)
            <div class="actions">\(matter.isAboutCell ? button(.value(0), say(.reviewSaveValue), nil) : nil)\
            \(buttons)</div></form>
            """
    }

    private var fields: [FieldRow] {
        let reason = FieldRow(
            name: "reason", label: say(.reviewReason), value: form.reason, help: say(.reviewReasonHelp),
            error: form.reasonError, autocomplete: "off", limit: ReviewDesk.reasonLimit)
        guard matter.isAboutCell else { return [reason] }
        let value = FieldRow(
            name: "value", label: say(.reviewValue), kind: .number, value: form.value, help: say(.reviewValueHelp),
            error: form.valueError, autocomplete: "off", limit: 40)
        return [value, reason]
    }

    /// The answer that was sent without its reason, again as the first button of the form.
    private var pending: HTML {
        guard form.reasonError != nil, let code = form.answer, let answer = ReviewAnswer(code: code, value: 0),
            let label = label(of: answer)
        else { return "" }
        return "<div class=\"actions\">\(button(answer, "\(label), \(say(.reviewWithReason))", nil, .primary))</div>"
    }

    private func label(of answer: ReviewAnswer) -> String? {
        switch answer {
        case .value: "\(say(.reviewSaveValue)): \(form.value)"
        case .illegible: say(.reviewIllegible)
        case .wrongFile: say(.reviewWrongFile)
        case .nothing: say(.reviewNothing)
        case .unfounded: say(.reviewUnfounded)
        case .digits, .words, .stands: nil
        }
    }

    private func button(_ answer: ReviewAnswer, _ text: String, _ key: String?, _ kind: Button.Kind = .plain) -> Button
    {
        var button = Button((key.map { $0 + " · " } ?? "") + text, kind)
        button.name = "answer"
        button.value = answer.code
        button.keys = key
        return button
    }
}
