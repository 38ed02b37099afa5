// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A form that sends one file. What shows that it is ours comes before the file, because it is looked at first.
struct UploadForm {
    let action: String
    let title: Phrase
    let button: Phrase
    let help: String
    let hidden: [(name: String, value: String)]
    /// The most bytes that are taken.
    let limit: Int64

    func html(_ context: PageContext, _ words: Words) -> HTML {
        let fields = hidden.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        let field = FieldRow(
            name: "file", label: words.say(.oneFile), kind: .file(accept: nil),
            help: "\(help) \(words.say(.mostBytes)) \(words.bytes(limit))", isRequired: true)
        return """
            <h2>\(words.say(title))</h2>
            <form class="fields" method="post" action="\(action)" enctype="multipart/form-data">
            \(context.formField())\(fields)
            \(field)
            <p class="field">\(Button(words.say(button)))</p>
            </form>
            """
    }
}
