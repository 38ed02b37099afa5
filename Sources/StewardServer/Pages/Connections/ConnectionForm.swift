// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCatalog
import StewardCore
import StewardIntegration
import Tally

/// The form of a connection, made of its integration's fields.
struct ConnectionForm {
    let draft: ConnectionDraft
    /// The connections that give accounts.
    let accounts: [String]
    let secretDates: [String: Date]
    let words: Words

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    func html(action: String, token: HTML) -> HTML {
        let fields = ConnectionDraft.fields(draft.manifest)
        let main = fields.filter { !isMore($0) }
        let more = fields.filter(isMore)
        return """
            \(summary)<form class="fields" method="post" action="\(action)">\(token)
            \(draft.saved == nil ? name : "")\(main.map(row))
            \(details(more))<p class="field">\(Button(say(draft.saved == nil ? .setUpService : .saveDo), .primary))</p>
            </form>
            \(addresses)
            """
    }

    /// Whether most people leave it as it is.
    private func isMore(_ field: ConfigurationField) -> Bool {
        !field.required && !field.secret && field.key != ConnectionDraft.account
    }

    /// What is wrong, in one place at the top, with the focus on it; nothing when all is well.
    private var summary: HTML {
        guard !draft.problems.isEmpty else { return "" }
        let lines = draft.problems.map { problem -> HTML in
            let text: HTML = "<span\(HTML.attribute("lang", problem.language))>\(problem.text)</span>"
            guard let field = problem.field else { return "<li>\(text)</li>" }
            return "<li><a href=\"#field-\(field)\">\(Self.label(field)): \(text)</a></li>"
        }
        let typedSecret = ConnectionDraft.fields(draft.manifest).contains {
            $0.secret && draft.given[$0.key] != nil
        }
        let again: HTML = typedSecret ? "<p>\(say(.secretAgain))</p>" : ""
        return """
            <div class="notice bad" id="problem" role="alert" tabindex="-1" autofocus>\
            <strong>\(say(.formProblem))</strong><ul>\(lines)</ul>\(again)</div>

            """
    }

    private var name: HTML {
        FieldRow(
            name: "name", label: say(.connectionName), value: draft.name, help: say(.connectionNameHelp),
            error: draft.problem("name")?.text, isRequired: true, autocomplete: "off", limit: 40
        ).html
    }

    private func details(_ fields: [ConfigurationField]) -> HTML {
        guard !fields.isEmpty else { return "" }
        let isOpen = fields.contains { draft.problem(ConnectionDraft.field($0.key)) != nil }
        return """
            <details class="field"\(HTML.flag("open", isOpen))><summary>\(say(.moreSettings))</summary>
            \(fields.map(row))</details>

            """
    }

    private func row(_ field: ConfigurationField) -> HTML {
        if field.key == ConnectionDraft.account { return account(field) }
        let name = ConnectionDraft.field(field.key)
        var row = FieldRow(
            name: name, label: Self.label(field.key), kind: kind(field), value: value(field), help: field.help,
            error: draft.problem(name)?.text, isRequired: field.required && !isKept(field))
        row.textLanguage = "en"
        row.note = note(field)
        if !field.secret || field.isFile { row.autocomplete = "off" }
        return "\(row)\n\(forget(field))"
    }

    private func isKept(_ field: ConfigurationField) -> Bool { draft.keptSecrets.contains(field.key) }

    private func kind(_ field: ConfigurationField) -> FieldRow.Kind {
        if field.secret { return field.isFile ? .area(rows: 6) : .password(isNew: true) }
        switch field.kind {
        case .integer: return .number
        case .boolean:
            return .choice([
                asUsual, .init(value: "true", text: say(.yesChoice)), .init(value: "false", text: say(.noChoice)),
            ])
        case .choice(let choices): return .choice([asUsual] + choices.map { .init(value: $0, text: $0) })
        default: return .text
        }
    }

    private var asUsual: FieldRow.Choice { .init(value: "", text: say(.asDefault)) }

    private func value(_ field: ConfigurationField) -> String? { field.secret ? nil : draft.typed[field.key] }

    private func note(_ field: ConfigurationField) -> HTML? {
        if field.secret {
            let paste: HTML = field.isFile ? "\(say(.pasteFile)) " : ""
            guard let date = secretDates[field.key], isKept(field) else {
                let optional: HTML = field.required ? "" : "\(say(.optional)) "
                return "\(optional)\(paste)\(say(.secretNeverShown))"
            }
            return "\(paste)\(say(.secretKeptHelp)) \(words.time(date))."
        }
        guard let usual = field.defaultValue else { return field.required ? nil : "\(say(.optional))" }
        return "\(say(.leftEmpty)) <code>\(usual)</code>"
    }

    private func forget(_ field: ConfigurationField) -> HTML {
        guard field.secret, isKept(field), !field.required else { return "" }
        let name = ConnectionDraft.forget(field.key)
        return "\(CheckRow(name: name, label: "\(say(.forgetSecret)): \(Self.label(field.key))"))\n"
    }

    private func account(_ field: ConfigurationField) -> HTML {
        let name = ConnectionDraft.field(field.key)
        let none = FieldRow.Choice(value: "", text: say(.noAccountChoice))
        let row = FieldRow(
            name: name, label: say(.accountChoice),
            kind: .choice([none] + accounts.map { .init(value: $0, text: $0) }), value: draft.typed[field.key],
            help: say(.accountChoiceHelp), error: draft.problem(name)?.text, autocomplete: "off")
        guard accounts.isEmpty else { return "\(row)\n" }
        let links = Catalog.entries(with: .accountConnecting).map { entry -> HTML in
            let address = "/connections/new/" + ConnectionFacts.commandName(entry.manifest.id)
            return "<a href=\"\(address)\">\(entry.manifest.name)</a>"
        }
        return "\(NoticeBox(.info, "\(say(.noAccountYet)) \(HTML(joining: links, separator: ", "))"))\n\(row)\n"
    }

    /// Where the service is, which no page changes.
    private var addresses: HTML {
        let fields = draft.manifest.settings.filter { $0.kind == .address && !$0.secret }
        guard let first = fields.first else { return "" }
        let command = ConnectionFacts.commandName(draft.manifest.id)
        return """
            <p class="small quiet">\(say(.addressesFixed)) \
            <code>steward connect \(command) --name \(draft.name) --set \(first.key)=…</code></p>
            """
    }

    /// A field's key as a label: `signing-secret` is “Signing secret”.
    static func label(_ name: String) -> String {
        let key = name.hasPrefix("setting-") ? String(name.dropFirst("setting-".count)) : name
        let words = key.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
