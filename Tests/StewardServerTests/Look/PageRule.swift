// SPDX-License-Identifier: Apache-2.0
import Testing

/// One rule of accessibility that every page must keep, after WCAG 2.2 and the HTML standard.
struct PageRule: Sendable, CustomTestStringConvertible {
    let name: String
    /// What breaks the rule, a line each.
    let check: @Sendable (MarkupTree) -> [String]
    /// Pages that break it, so that the rule itself is seen to work.
    let broken: [String]

    var testDescription: String { name }

    init(_ name: String, broken: [String], check: @escaping @Sendable (MarkupTree) -> [String]) {
        self.name = name
        self.broken = broken
        self.check = check
    }

    static let all = structure + names + tables + forms
}

extension MarkupElement {
    /// The accessible name as far as markup alone gives one.
    func accessibleName(in tree: MarkupTree) -> String {
        if let ids = self["aria-labelledby"] {
            let parts = ids.split(separator: " ").compactMap { id in
                tree.root.all.first { $0["id"] == String(id) }?.text
            }
            return parts.joined(separator: " ").trimmed
        }
        if let label = self["aria-label"], !label.trimmed.isEmpty { return label.trimmed }
        if let id = self["id"], let label = tree.root.all("label").first(where: { $0["for"] == id }) {
            return label.text
        }
        if let label = ancestors.first(where: { $0.name == "label" }) { return label.text }
        return text.isEmpty ? (self["title"] ?? "").trimmed : text
    }

    /// Whether screen readers pass over it.
    var isUnread: Bool {
        ([self] + ancestors).contains { $0["aria-hidden"] == "true" || $0["hidden"] != nil }
    }
}

// What a page is made of.
extension PageRule {
    static let structure = [
        PageRule(
            "the markup is well formed", broken: ["<p><b>x</p>", "<p title=x>a</p>", "<p", "<p id=\"a\" id=\"b\">"]
        ) {
            $0.faults
        },
        PageRule("the page says its language and has a title", broken: ["<html><head><title>x</title></head></html>"]) {
            tree in
            let html = tree.root.all("html").first
            let title = tree.root.all("title").first { !$0.ancestors.contains { $0.name == "svg" } }
            return ((html?["lang"] ?? "").isEmpty ? ["no lang"] : [])
                + ((title?.text ?? "").isEmpty ? ["no title"] : [])
        },
        PageRule(
            "there is one first heading, and no level is left out",
            broken: [
                "<h2>a</h2>", "<h1>a</h1><h1>b</h1>", "<h1>a</h1><h3>b</h3>", "<h1></h1>",
            ]
        ) { tree in
            let headings = tree.root.all("h1", "h2", "h3", "h4", "h5", "h6").filter { !$0.isUnread }
            var faults = headings.filter(\.text.isEmpty).map { "empty \($0.description)" }
            if headings.count(where: { $0.name == "h1" }) != 1 { faults.append("not one h1") }
            let levels = headings.compactMap { $0.name.last?.wholeNumberValue }
            for (index, level) in levels.enumerated().dropFirst() where level > levels[index - 1] + 1 {
                faults.append("a level left out before \(headings[index].description)")
            }
            return faults
        },
        PageRule(
            "there is one main part, and parts of one kind have different names",
            broken: [
                "<p>a</p>", "<main></main><nav>a</nav><nav>b</nav>",
            ]
        ) { tree in
            let names = tree.root.all("nav").map { $0["aria-label"] ?? "" }
            let same = Set(names).count == names.count ? [] : ["two navigations with one name: \(names)"]
            return same + (tree.root.all("main").count == 1 ? [] : ["not one main"])
        },
        PageRule(
            "ids are unique, and what points at an id finds it",
            broken: [
                "<p id=\"a\"></p><p id=\"a\"></p>", "<a href=\"#no\">x</a>", "<label for=\"no\">x</label>",
                "<p aria-describedby=\"no\">x</p>", "<p id=\"a b\">x</p>",
            ]
        ) { tree in
            let ids = tree.root.all.compactMap { $0["id"] }
            let known = Set(ids)
            var faults = known.count == ids.count ? [] : ["an id twice in \(ids.sorted())"]
            faults += ids.filter { $0.isEmpty || $0.contains(" ") }.map { "id “\($0)”" }
            for element in tree.root.all {
                var wanted = [element["for"]].compactMap(\.self)
                for name in ["aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage"] {
                    wanted += (element[name] ?? "").split(separator: " ").map(String.init)
                }
                if let address = element["href"], address.hasPrefix("#"), address.count > 1 {
                    wanted.append(String(address.dropFirst()))
                }
                faults += wanted.filter { !known.contains($0) }.map { "\(element.description) points at #\($0)" }
            }
            return faults
        },
        PageRule(
            "lists hold items, and a paragraph holds no block",
            broken: [
                "<ul><p>a</p></ul>", "<p><ul><li>a</li></ul></p>", "<li>a</li>", "<dl><p>a</p></dl>",
            ]
        ) { tree in
            let blocks: Set = [
                "p", "div", "ul", "ol", "dl", "table", "section", "h1", "h2", "h3", "h4", "pre", "form", "fieldset",
                "nav",
                "header", "footer", "figure", "details", "hr", "dialog",
            ]
            return tree.root.all.flatMap { element -> [String] in
                let inside = element.elements.map(\.name)
                let isWrong =
                    switch element.name {
                    case "ul", "ol": inside.contains { $0 != "li" }
                    case "dl": inside.contains { !["dt", "dd", "div"].contains($0) }
                    case "p", "h1", "h2", "h3", "h4", "span", "label", "button": inside.contains(where: blocks.contains)
                    case "li": !["ul", "ol"].contains(element.parent?.name)
                    default: false
                    }
                return isWrong ? [element.description] : []
            }
        },
        PageRule(
            "no inline style, no inline script, nothing that the policy refuses",
            broken: [
                "<p style=\"a\">x</p>", "<p onclick=\"a\">x</p>", "<script>a</script>", "<style>a</style>",
                "<a href=\"javascript:a\">x</a>", "<img alt=\"\" src=\"https://other.example/a.png\">",
            ]
        ) { tree in
            tree.root.all.filter { element in
                element["style"] != nil || element.attributes.keys.contains { $0.hasPrefix("on") }
                    || element.name == "style"
                    || (element.name == "script" && element["src"]?.hasPrefix("/") != true)
                    || element["href"]?.hasPrefix("javascript:") == true || element["src"]?.contains("//") == true
                    || (element.name == "link" && element["href"]?.contains("//") == true)
            }.map(\.description)
        },
        PageRule(
            "the page may be enlarged, and loads nothing by itself anew",
            broken: [
                "<meta name=\"viewport\" content=\"width=device-width, user-scalable=no\">",
                "<meta http-equiv=\"refresh\" content=\"5\">",
            ]
        ) { tree in
            tree.root.all("meta").filter { meta in
                let content = meta["content"] ?? ""
                return content.contains("user-scalable=no") || content.contains("maximum-scale")
                    || meta["http-equiv"] == "refresh"
            }.map(\.description)
        },
    ]
}
