// SPDX-License-Identifier: Apache-2.0

/// Markdown made from manifests: the settings table of an integration's README, its generated page, and their list.
///
/// Tests compare the written pages with these texts, so that no page goes stale.
public enum IntegrationPage {
    /// The line before the generated settings table in a README.
    public static let tableStart = "<!-- settings: generated from the manifest, do not edit -->"
    /// The line after it.
    public static let tableEnd = "<!-- end of settings -->"
    /// The headings every README has, in order.
    public static let headings = [
        "What it does", "Set up", "Settings", "What it reads and writes", "Limits", "Troubleshooting", "Remove it",
    ]

    /// The settings table, one row a field.
    public static func settingsTable(_ fields: [ConfigurationField]) -> String {
        guard !fields.isEmpty else { return "There are no settings." }
        var lines = ["| setting | value | default | what it is for |", "|---|---|---|---|"]
        for field in fields {
            let kind = field.secret ? "secret" : field.kind.name
            let shown = field.defaultValue.map { "`\($0)`" } ?? (field.required ? "**required**" : "–")
            var help = cell(field.help)
            if let instead = field.deprecated { help += " **Deprecated**: \(cell(instead))" }
            lines.append("| `\(field.key)` | \(kind) | \(cell(shown)) | \(help) (since \(field.since)) |")
        }
        return lines.joined(separator: "\n")
    }

    /// The settings table that stands in a README between its two marks; `nil` when a mark is missing.
    public static func settingsTable(inReadme text: String) -> String? {
        guard let start = text.firstRange(of: tableStart),
            let end = text[start.upperBound...].firstRange(of: tableEnd)
        else { return nil }
        let between = text[start.upperBound..<end.lowerBound]
        return between.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
    }

    /// The troubleshooting table, one row a remedy.
    public static func troubleshootingTable(_ remedies: [Remedy]) -> String {
        guard !remedies.isEmpty else { return "Nothing is known yet." }
        let rows = remedies.map { remedy in
            "| \(remedy.codes.map { "`\($0)`" }.joined(separator: ", ")) | \(cell(remedy.text)) |"
        }
        return (["| code | what it means here, and what to do |", "|---|---|"] + rows).joined(separator: "\n")
    }

    /// The table in a README's section of this name; `nil` when there is no such section.
    public static func table(ofSection heading: String, inReadme text: String) -> String? {
        guard let start = text.firstRange(of: "\n## \(heading)\n") else { return nil }
        let rest = text[start.upperBound...]
        let section = rest.firstRange(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
        return section.split(separator: "\n").filter { $0.hasPrefix("|") }.joined(separator: "\n")
    }

    /// One integration's generated page.
    public static func page(_ manifest: Manifest) -> String {
        let scopes = manifest.credential.scopes.map { "`\($0)`" }.joined(separator: ", ")
        let credential = manifest.credential.kind + (scopes.isEmpty ? "" : " (\(scopes))")
        var lines = [
            "# \(manifest.name)", "", "\(manifest.summary)", "", "| | |", "|---|---|", "| id | `\(manifest.id)` |",
            "| service version | \(cell(manifest.serviceVersion)) |", "| tier | \(manifest.tier.rawValue) |",
            "| capabilities | \(manifest.capabilities.map { "`\($0.id)`" }.joined(separator: ", ")) |",
            "| credential | \(credential) |",
            "| hosts | \(manifest.hosts.map { "`\($0.name)`" }.joined(separator: ", ")) |", "", "## Settings", "",
            settingsTable(manifest.settings), "", "## Limits", "",
        ]
        lines += manifest.limits.map { "- \($0.summary) ([source](\($0.link)))" }
        if manifest.limits.isEmpty { lines.append("None are known.") }
        lines += ["", "## Troubleshooting", "", troubleshootingTable(manifest.remedies)]
        lines += ["", "Setting it up: [README](../../Integrations/\(manifest.id)/README.md).", ""]
        return lines.joined(separator: "\n")
    }

    /// The list of all pages.
    public static func list(_ manifests: [Manifest]) -> String {
        var lines = [
            "# Integrations", "", "Generated from the manifests; a test keeps it fresh.", "",
            "| integration | what it does | capabilities | tier |", "|---|---|---|---|",
        ]
        for manifest in manifests.sorted(by: { $0.id < $1.id }) {
            let capabilities = manifest.capabilities.map { "`\($0.id)`" }.joined(separator: ", ")
            let link = "[\(manifest.name)](\(manifest.id).md)"
            lines.append("| \(link) | \(cell(manifest.summary)) | \(capabilities) | \(manifest.tier.rawValue) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
