// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Forms, buttons, ways to other pages, keys, dialogs.
extension StyleguidePage {
    var forms: HTML {
        let wrong = FieldRow(
            name: "folder", label: "Folder", value: "/mnt/absent", help: "A folder on this machine.",
            error: "There is no folder /mnt/absent. Make it first, or name another.", isRequired: true)
        let secret = FieldRow(
            name: "secret", label: "Password", kind: .password(isNew: true),
            help: "At least 12 characters; a few words are better than a riddle.")
        let fields = [
            FieldRow(name: "name", label: "Name", value: "Anna", isRequired: true, autocomplete: "username"), secret,
            wrong,
            FieldRow(name: "role", label: "Role", kind: .choice(choices), value: "reviewer"),
            FieldRow(name: "limit", label: "Limit", kind: .number, value: "100", isDisabled: true),
            FieldRow(name: "reason", label: "Reason", kind: .area(rows: 3), value: "", help: "One sentence."),
        ]
        let verdict = ChoiceGroup(
            name: "verdict", label: "Verdict", choices: choices, chosen: ["viewer"],
            help: "Both entries stay; neither sees the other.")
        return """
            <p>The label above the field, help between them, what is wrong below, in words. A summary above the form
            leads to each field. Nothing depends on a placeholder.</p>
            <form class="example" method="get" action="/styleguide">
            \(ErrorSummary(title: "One field needs a look", fields: fields))
            \(fields)
            \(verdict)
            \(ChoiceGroup(name: "scopes", label: "May", choices: choices, chosen: ["owner"], isMany: true))
            \(CheckRow(name: "remember", label: "Show times in my own time zone", isChecked: true))
            <div class="actions">\(Button("Save", .primary)) \(Button("Try it"))</div>
            </form>
            """
    }

    private var choices: [FieldRow.Choice] {
        [("viewer", "Viewer"), ("reviewer", "Reviewer"), ("owner", "Owner")].map { .init(value: $0.0, text: $0.1) }
    }

    var buttons: HTML {
        var disabled = Button("Cannot now", .plain)
        disabled.isDisabled = true
        let row = [
            Button("What one came for", .primary), Button("Something else"), Button("Revoke", .danger),
            Button("Delete for ever", .dangerPrimary), disabled, Button("Like a link", .bare),
        ]
        return """
            <p>One primary button on a page. A button does something; a link goes somewhere.</p>
            <form class="example" method="get" action="/styleguide"><div class="actions">\(row)
            <a class="button" href="#buttons">A link as large as a button</a></div></form>
            """
    }

    var navigation: HTML {
        let here = "#navigation"
        func links(_ names: String..., current: Int? = nil) -> [PageLink] {
            names.enumerated().map { PageLink(text: $1, address: here, isCurrent: $0 == current) }
        }
        return """
            <div class="example">
            \(Breadcrumbs(language: language, links: links("Overview", "น่าน", "Constituency 2")))
            \(Tabs(label: "An example of tabs", links: links("Transfers", "Recoveries", "Storage", current: 0)))
            \(Filters(label: "An example of filters", links: links("All", "Critical", "High", current: 0)))
            \(Pagination(language: language, text: "101–200 / 3,100", previous: here, next: here))
            </div>
            """
    }

    var states: HTML {
        let failed: HTML = """
            <p>It was asked for 10 seconds. Nothing was changed; it is asked again in five minutes.
            <a href="#states">Ask now</a></p>
            """
        let empty = EmptyState(
            title: "No connection yet", text: "Connect a service to keep its files and figures here.",
            action: PageLink(text: "Connect a service", address: "#states"))
        return """
            <div class="example">
            \(empty)
            \(LoadingState(text: "Asking the service…"))
            \(NoticeBox(.bad, title: "The service did not answer", failed))
            </div>
            """
    }

    var keys: HTML {
        let list = KeyList(entries: [
            (KeyHint("j"), "the next finding"), (KeyHint("k"), "the one before"), (KeyHint("1"), "accept"),
            (KeyHint("g", "h"), "home"), (KeyHint("?"), "every key"),
        ])
        return "<p>A key is a comfort, never the only way.</p>\n<div class=\"example\">\(list)</div>"
    }

    var dialogs: HTML {
        """
        <p>Only where a script is already needed; without one the same question is a page.</p>
        <dialog open class="here" aria-labelledby="dialog-title"><h3 id="dialog-title">Revoke the token “backup”?</h3>
        <p>Programs that use it are refused at once. This cannot be undone.</p>
        <form method="get" action="/styleguide"><div class="actions">\(Button("Revoke", .dangerPrimary)) \
        \(Button("Keep it"))</div></form></dialog>
        """
    }
}
