// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A field of a form with its label, its help, and what is wrong with what was typed.
struct FieldRow: Part {
    enum Kind: Sendable {
        case text, email, search, url, number, date
        /// What browsers may fill in: `current-password`, or `new-password` where one is chosen.
        case password(isNew: Bool)
        case area(rows: Int)
        case choice([Choice])
        case file(accept: String?)
    }

    struct Choice: Sendable, Hashable {
        let value: String
        let text: String
    }

    let name: String
    let label: String
    var kind: Kind = .text
    /// What was typed before; never given for a password.
    var value: String?
    var help: String?
    var error: String?
    var isRequired = false
    var isDisabled = false
    /// The HTML standard's autofill name, as `username` or `email`.
    var autocomplete: String?
    /// The most characters it takes.
    var limit: Int?
    /// The language of label and help where it is not the page's, as `en`.
    var textLanguage: String?
    /// Said after the help in the page's own language.
    var note: HTML?

    /// The id of the field itself; unique while no form of the page has two fields of one name.
    var id: String { "field-" + name }
    private var helpID: String? { help != nil || note != nil ? id + "-help" : nil }
    private var errorID: String? { error.map { _ in id + "-error" } }

    var html: HTML {
        let lang = HTML.attribute("lang", textLanguage)
        let text: HTML =
            self.help.map { help -> HTML in textLanguage == nil ? "\(help)" : "<span\(lang)>\(help)</span>" } ?? ""
        let space: HTML = self.help != nil && note != nil ? " " : ""
        let help: HTML = helpID.map { "\n<p class=\"help\" id=\"\($0)\">\(text)\(space)\(note)</p>" } ?? ""
        let error: HTML = self.error.map { "\n<p class=\"error\" id=\"\(id)-error\">\($0)</p>" } ?? ""
        return """
            <div class="field"><label for="\(id)"\(lang)>\(label)</label>\(help)
            \(control)\(error)
            </div>
            """
    }

    private var control: HTML {
        switch kind {
        case .text: input("text")
        case .email: input("email")
        case .search: input("search")
        case .url: input("url")
        case .number: input("text", more: " inputmode=\"numeric\"")
        case .date: input("date")
        case .password: input("password")
        case .file(let accept): input("file", more: HTML.attribute("accept", accept))
        case .area(let rows): "<textarea rows=\"\(rows)\"\(shared)>\(value ?? "")</textarea>"
        case .choice(let choices): "<select\(shared)>\(choices.map(option))</select>"
        }
    }

    private func input(_ type: StaticString, more: HTML = "") -> HTML {
        var value = self.value
        switch kind {
        case .password, .file: value = nil
        default: break
        }
        return "<input\(HTML.attribute("type", type.description))\(shared)\(HTML.attribute("value", value))\(more)>"
    }

    private func option(_ choice: Choice) -> HTML {
        "<option value=\"\(choice.value)\"\(HTML.flag("selected", choice.value == value))>\(choice.text)</option>"
    }

    private var shared: HTML {
        let described = [helpID, errorID].compactMap(\.self).joined(separator: " ")
        var parts: HTML = " id=\"\(id)\" name=\"\(name)\""
        parts += HTML.flag("required", isRequired)
        parts += HTML.flag("disabled", isDisabled)
        parts += HTML.attribute("autocomplete", filled)
        parts += HTML.attribute("maxlength", limit.map(String.init))
        parts += HTML.attribute("aria-describedby", described.isEmpty ? nil : described)
        parts += HTML.attribute("aria-invalid", error == nil ? nil : "true")
        return parts
    }

    private var filled: String? {
        guard case .password(let isNew) = kind else { return autocomplete }
        return autocomplete ?? (isNew ? "new-password" : "current-password")
    }
}
