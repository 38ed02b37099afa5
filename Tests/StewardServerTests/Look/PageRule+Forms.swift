// SPDX-License-Identifier: Apache-2.0

// Tables and forms.
extension PageRule {
    static let tables = [
        PageRule(
            "tables have headings, each with its scope and text",
            broken: [
                "<table><tbody><tr><td>x</td></tr></tbody></table>", "<table><tr><th>a</th></tr></table>",
                "<table><tr><th scope=\"col\"></th></tr></table>",
            ]
        ) { tree in
            tree.root.all("table").filter { $0["role"] != "presentation" }.flatMap { table -> [String] in
                let heads = table.all("th")
                guard !heads.isEmpty else { return ["no heading: \(table.description)"] }
                return heads.filter {
                    !["col", "row", "colgroup", "rowgroup"].contains($0["scope"]) || $0.text.isEmpty
                }
                .map(\.description)
            }
        },
        PageRule(
            "the rows of a table are as wide as its head",
            broken: [
                """
                <table><thead><tr><th scope="col">a</th></tr></thead>
                <tbody><tr><td>1</td><td>2</td></tr></tbody></table>
                """
            ]
        ) { tree in
            tree.root.all("table").flatMap { table -> [String] in
                func width(_ row: MarkupElement) -> Int {
                    row.elements.reduce(0) { $0 + (Int($1["colspan"] ?? "1") ?? 1) }
                }
                guard !table.all.contains(where: { $0["rowspan"] != nil }),
                    let head = table.all("thead").first?.all("tr").last.map(width)
                else { return [] }
                return table.all("tbody").flatMap { $0.all("tr") }.filter { width($0) != head }.map(\.description)
            }
        },
    ]

    static let forms = [
        PageRule(
            "every field has a label",
            broken: [
                "<input type=\"text\">", "<select><option>a</option></select>",
                "<textarea placeholder=\"x\"></textarea>",
                "<label for=\"a\"></label><input id=\"a\">",
            ]
        ) { tree in
            tree.root.all("input", "select", "textarea").filter { field in
                guard !["hidden", "submit", "button", "reset"].contains(field["type"]) else { return false }
                // The text in a field is what was typed, not its name.
                if let id = field["id"], tree.root.all("label").contains(where: { $0["for"] == id && !$0.text.isEmpty })
                {
                    return false
                }
                if let label = field.ancestors.first(where: { $0.name == "label" }), !label.text.isEmpty {
                    return false
                }
                return (field["aria-label"] ?? field["aria-labelledby"] ?? "").trimmed.isEmpty
            }.map(\.description)
        },
        PageRule(
            "groups have names, and choices stand in groups",
            broken: [
                "<fieldset><input type=\"radio\" aria-label=\"a\"></fieldset>",
                "<input type=\"radio\" aria-label=\"a\">",
            ]
        ) { tree in
            let sets = tree.root.all("fieldset").filter { set in
                set.elements.first?.name != "legend" || set.elements.first?.text.isEmpty != false
            }
            let alone = tree.root.all("input").filter { field in
                field["type"] == "radio"
                    && !field.ancestors.contains { $0.name == "fieldset" || $0["role"] == "radiogroup" }
            }
            return (sets + alone).map(\.description)
        },
        PageRule(
            "what is wrong with a field is said with it", broken: ["<input aria-label=\"a\" aria-invalid=\"true\">"]
        ) {
            tree in
            tree.root.all("input", "select", "textarea").filter {
                $0["aria-invalid"] == "true" && $0["aria-describedby"] == nil && $0["aria-errormessage"] == nil
            }.map(\.description)
        },
        PageRule(
            "forms send to this server, and passwords can be filled in and are never in an address",
            broken: [
                "<form method=\"post\" action=\"https://other.example/\"></form>",
                "<form><input type=\"password\" autocomplete=\"new-password\" aria-label=\"a\" "
                    + "value=\"secret\"></form>",
                "<form method=\"post\" action=\"/a\"><input type=\"password\" aria-label=\"a\"></form>",
            ]
        ) { tree in
            let forms = tree.root.all("form").filter { form in
                form["action"].map { !$0.hasPrefix("/") || $0.hasPrefix("//") } ?? false
            }
            let passwords = tree.root.all("input").filter { field in
                field["type"] == "password"
                    && (field["value"] != nil || !["current-password", "new-password"].contains(field["autocomplete"]))
            }
            return (forms + passwords).map(\.description)
        },
    ]
}
