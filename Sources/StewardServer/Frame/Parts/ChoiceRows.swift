// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One thing that is on or off.
struct CheckRow: Part {
    let name: String
    var value = "on"
    let label: String
    var isChecked = false
    var isDisabled = false

    var html: HTML {
        """
        <div class="field"><label class="choice"><input type="checkbox" name="\(name)" value="\(value)"\
        \(HTML.flag("checked", isChecked))\(HTML.flag("disabled", isDisabled))> <span>\(label)</span></label></div>
        """
    }
}

/// One of a few, or several of a few, all to be seen at once.
struct ChoiceGroup: Part {
    let name: String
    let label: String
    let choices: [FieldRow.Choice]
    var chosen: Set<String> = []
    /// Whether more than one may be chosen.
    var isMany = false
    var help: String?

    var html: HTML {
        let help: HTML = self.help.map { "<p class=\"help\" id=\"group-\(name)-help\">\($0)</p>" } ?? ""
        let described = HTML.attribute("aria-describedby", self.help.map { _ in "group-\(name)-help" })
        let kind = isMany ? "checkbox" : "radio"
        let rows = choices.map { choice -> HTML in
            """
            <label class="choice"><input type="\(kind)" name="\(name)" value="\(choice.value)"\
            \(HTML.flag("checked", chosen.contains(choice.value)))> <span>\(choice.text)</span></label>

            """
        }
        return "<fieldset class=\"field\"\(described)><legend>\(label)</legend>\(help)\n\(rows)</fieldset>"
    }
}
