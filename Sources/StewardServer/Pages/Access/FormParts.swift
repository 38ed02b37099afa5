// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// What is wrong with a form, and which field it is about.
struct FormProblem: Sendable, Equatable {
    /// The field's name; `nil` when it is about the form as a whole.
    let field: String?
    let phrase: Phrase

    init(_ field: String?, _ phrase: Phrase) {
        self.field = field
        self.phrase = phrase
    }
}

/// Forms that need no script: every field has a label, and what is wrong stands first, has the focus, and leads to the
/// field it is about.
struct FormParts {
    let language: Language
    var problems: [FormProblem] = []

    func say(_ phrase: Phrase) -> String { phrase.text(language) }

    /// A form that posts. `token` is the context's form field.
    func form(_ action: String, token: HTML, _ submit: Phrase, _ fields: [HTML]) -> HTML {
        """
        <form class="fields" method="post" action="\(action)">\(token)
        \(fields)
        <p class="field">\(Button(say(submit), .primary))</p>
        </form>
        """
    }

    /// A form that is one button. `about` tells those who cannot see the row which one it is.
    func button(
        _ action: String, token: HTML, _ submit: Phrase, _ kind: Button.Kind = .plain, about: String? = nil,
        name: String? = nil, value: String? = nil
    ) -> HTML {
        var button = Button(say(submit), kind)
        button.fullName = about.map { "\(say(submit)): \($0)" }
        button.name = name
        button.value = value
        return "<form class=\"inline\" method=\"post\" action=\"\(action)\">\(token)\(button)</form>"
    }

    /// A line to fill in.
    func line(
        _ name: String, _ label: Phrase, value: String = "", help: Phrase? = nil, autocomplete: String = "off",
        limit: Int? = nil
    ) -> HTML {
        FieldRow(
            name: name, label: say(label), kind: .text, value: value, help: help.map(say), error: fault(name),
            isRequired: true, autocomplete: autocomplete, limit: limit
        ).html
    }

    /// A password; what was typed is never sent back, and never cut short.
    func password(_ name: String, _ label: Phrase, isNew: Bool, help: Phrase? = nil) -> HTML {
        FieldRow(
            name: name, label: say(label), kind: .password(isNew: isNew), help: help.map(say), error: fault(name),
            isRequired: true
        ).html
    }

    /// A list of which one is chosen.
    func list(_ name: String, _ label: Phrase, _ choices: [FieldRow.Choice], chosen: String) -> HTML {
        FieldRow(
            name: name, label: say(label), kind: .choice(choices), value: chosen, error: fault(name),
            autocomplete: "off"
        ).html
    }

    /// Boxes of which several may be ticked, each sent as `NAME-VALUE=on`.
    func boxes(_ name: String, _ label: Phrase, _ choices: [FieldRow.Choice], chosen: Set<String>) -> HTML {
        let error = fault(name)
        let boxes = choices.enumerated().map { index, choice -> HTML in
            // What is wrong with the group leads to its first box.
            let id = HTML.attribute("id", index == 0 ? "field-\(name)" : nil)
            return """
                <label class="choice"><input type="checkbox"\(id) name="\(name)-\(choice.value)" value="on"\
                \(HTML.flag("checked", chosen.contains(choice.value)))> <span>\(choice.text)</span></label>

                """
        }
        let said: HTML = error.map { "<p class=\"error\" id=\"field-\(name)-error\">\($0)</p>" } ?? ""
        let described = HTML.attribute("aria-describedby", error.map { _ in "field-\(name)-error" })
        return "<fieldset\(described)><legend>\(say(label))</legend>\n\(boxes)\(said)</fieldset>\n"
    }

    /// What is wrong, in one place at the top, with the focus on it; nothing when all is well.
    var summary: HTML {
        guard !problems.isEmpty else { return "" }
        let lines = problems.map { problem -> HTML in
            guard let field = problem.field else { return "<li>\(say(problem.phrase))</li>" }
            return "<li><a href=\"#field-\(field)\">\(say(problem.phrase))</a></li>"
        }
        return """
            <div class="notice bad" id="problem" role="alert" tabindex="-1" autofocus>\
            <strong>\(say(.formProblem))</strong><ul>\(lines)</ul></div>

            """
    }

    /// A title that says first that something is wrong, as a screen reader reads it out.
    func title(_ phrase: Phrase) -> String {
        problems.isEmpty ? say(phrase) : "\(say(.titleProblem)): \(say(phrase))"
    }

    private func fault(_ name: String) -> String? { problems.first { $0.field == name }.map { say($0.phrase) } }
}
