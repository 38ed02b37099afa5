// SPDX-License-Identifier: Apache-2.0

// What screen readers and keyboards find.
extension PageRule {
    static let names = [
        PageRule(
            "links lead somewhere and have text",
            broken: [
                "<a href=\"/a\"></a>", "<a href=\"/a\"><img alt=\"\" src=\"/x\"></a>", "<a>x</a>", "<a href=\"\">x</a>",
            ]
        ) { tree in
            tree.root.all("a").filter { link in
                !link.isUnread && (link.accessibleName(in: tree).isEmpty || (link["href"] ?? "").isEmpty)
            }.map(\.description)
        },
        PageRule(
            "buttons have a name",
            broken: [
                "<button type=\"submit\"></button>", "<input type=\"submit\">",
            ]
        ) { tree in
            let buttons = tree.root.all("button").filter { button in
                !button.isUnread && button.accessibleName(in: tree).isEmpty
            }
            let inputs = tree.root.all("input").filter {
                ["submit", "button", "image"].contains($0["type"]) && ($0["value"] ?? "").isEmpty
            }
            return (buttons + inputs).map(\.description)
        },
        PageRule(
            "pictures say what they show, or that they show nothing",
            broken: [
                "<img src=\"/a\">", "<svg><rect/></svg>", "<svg role=\"img\"><rect/></svg>",
            ]
        ) { tree in
            let pictures = tree.root.all("img").filter { $0["alt"] == nil }
            let drawings = tree.root.all("svg").filter { drawing in
                guard !drawing.isUnread else { return false }
                let title = drawing.elements.first { $0.name == "title" }?.text ?? ""
                let isNamed =
                    drawing["aria-labelledby"] != nil || drawing["aria-label"]?.isEmpty == false || !title.isEmpty
                // What can be followed in a drawing is read on its own; the drawing is then a group.
                let role = drawing.all("a").isEmpty ? "img" : "group"
                return drawing["role"] != role || !isNamed
            }
            return (pictures + drawings).map(\.description)
        },
        PageRule(
            "the focus goes through the page in the order it is read",
            broken: [
                "<p tabindex=\"1\">x</p>", "<a href=\"/\"><button type=\"submit\">x</button></a>",
                "<p aria-hidden=\"true\"><a href=\"/\">x</a></p>",
            ]
        ) { tree in
            let operated: Set = ["a", "button", "input", "select", "textarea", "summary"]
            return tree.root.all.filter { element in
                if let place = element["tabindex"], place != "0", place != "-1" { return true }
                guard operated.contains(element.name), element["type"] != "hidden" else { return false }
                return element.ancestors.contains { ["a", "button"].contains($0.name) || $0["aria-hidden"] == "true" }
            }.map(\.description)
        },
        PageRule(
            "bars, dialogs and regions have names",
            broken: [
                "<progress max=\"1\"></progress>", "<dialog open></dialog>",
                "<div role=\"region\" tabindex=\"0\">x</div>",
            ]
        ) { tree in
            tree.root.all.filter { element in
                guard ["progress", "meter", "dialog"].contains(element.name) || element["role"] == "region" else {
                    return false
                }
                let name = element["aria-label"] ?? element["aria-labelledby"] ?? ""
                return name.trimmed.isEmpty && !element.ancestors.contains { $0.name == "label" }
            }.map(\.description)
        },
        PageRule(
            "roles and states are words that exist",
            broken: [
                "<p role=\"box\">x</p>", "<p aria-current=\"yes\">x</p>", "<p aria-lable=\"x\">x</p>",
                "<div aria-label=\"x\">x</div>",
            ]
        ) { tree in
            tree.root.all.flatMap { element in roleFaults(element).map { "\($0): \(element.description)" } }
        },
        PageRule("times can be read by programs", broken: ["<time>yesterday</time>"]) { tree in
            tree.root.all("time").filter { $0["datetime"]?.first?.isNumber != true }.map(\.description)
        },
    ]

    private static let roles: Set = [
        "alert", "status", "region", "img", "presentation", "none", "group", "log", "search", "list", "listitem",
        "table",
        "row", "cell", "columnheader", "rowheader", "rowgroup", "note", "timer", "progressbar", "dialog", "alertdialog",
        "navigation", "radiogroup", "toolbar", "grid", "gridcell",
    ]
    private static let states: Set = [
        "aria-label", "aria-labelledby", "aria-describedby", "aria-current", "aria-hidden", "aria-live", "aria-atomic",
        "aria-invalid", "aria-disabled", "aria-expanded", "aria-controls", "aria-pressed", "aria-busy", "aria-modal",
        "aria-keyshortcuts", "aria-required", "aria-sort", "aria-errormessage", "aria-haspopup", "aria-checked",
        "aria-selected", "aria-valuenow", "aria-valuemin", "aria-valuemax", "aria-valuetext", "aria-roledescription",
        "aria-level", "aria-posinset", "aria-setsize", "aria-rowcount", "aria-colcount", "aria-relevant",
        "aria-details",
    ]

    private static func roleFaults(_ element: MarkupElement) -> [String] {
        var faults: [String] = []
        if let role = element["role"], !roles.contains(role) { faults.append("role \(role)") }
        for key in element.attributes.keys where key.hasPrefix("aria-") && !states.contains(key) { faults.append(key) }
        if let current = element["aria-current"],
            !["page", "true", "step", "location", "date", "time"].contains(current)
        {
            faults.append("aria-current \(current)")
        }
        if element["role"] == nil, ["div", "span", "p"].contains(element.name), element["aria-label"] != nil {
            faults.append("a name on what has no role")
        }
        return faults
    }
}
