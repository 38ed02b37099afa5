// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import FoundationEssentials
import StewardCore
import StewardIntegration

extension IntegrationContract {
    static let idEqualsFolder = Rule<IntegrationSubject>(
        "id-equals-folder", "The manifest's id, the folder's name and the type's name are one."
    ) { subject in
        let folder = subject.folder.split(separator: "/").last.map(String.init) ?? ""
        try expect(subject.manifest.id == folder, "The id is \(subject.manifest.id), the folder \(folder).")
        let type = "\(subject.type)"
        try expect(type == folder, "The type is \(type), the folder \(folder).")
    }

    static let answersDecode = Rule<IntegrationSubject>(
        "answers-decode-with-wire-types",
        "Every answer of the simulator and every fixture decodes with the integration's own wire types.",
        exemption: { $0.readsAnswers ? nil : "a reply's status is all that is read of it" }
    ) { subject in
        try await subject.control(.delete, "faults")
        let routes = try await subject.routes()
        try expect(!routes.isEmpty, "The simulator names no route with an example.")
        for route in routes {
            guard let check = subject.wire.first(where: { $0.pattern == route.pattern }) else {
                throw RuleViolation("No wire type is named for the simulator's route \(route.pattern).")
            }
            let body = try await subject.send(.get, route.example, isSigned: true, fields: check.fields)
            do { try check.decode(body) } catch {
                throw RuleViolation("The simulator's answer to \(route.example) does not decode: \(error)")
            }
        }
        try checkFixtures(subject)
    }

    private static func checkFixtures(_ subject: IntegrationSubject) throws {
        let folder = subject.folder + "/Tests/Fixtures"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name != "README.md" && name != "Malformed" {
            guard let check = subject.wire.first(where: { name.hasPrefix($0.fixturePrefix) }) else {
                throw RuleViolation("No wire type is named for the fixture \(name).")
            }
            let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
            do { try check.decode([UInt8](data)) } catch {
                throw RuleViolation("The fixture \(name) does not decode: \(error)")
            }
        }
    }

    static let capabilitiesAreReal = Rule<IntegrationSubject>(
        "declared-capabilities-are-kept", "The type conforms to exactly the capabilities its manifest names."
    ) { subject in
        for capability in subject.manifest.capabilities {
            try expect(capability.isMet(by: subject.type), "\(subject.type) does not conform to \(capability).")
        }
        for capability in Capability.all where capability.isMet(by: subject.type) {
            try expect(
                subject.manifest.capabilities.contains(capability), "The manifest does not name \(capability).")
        }
    }

    static let readme = Rule<IntegrationSubject>(
        "readme-has-its-headings",
        "The README has its headings in order, a fresh settings table, and a line for every error code."
    ) { subject in
        let text = try contents(of: subject.folder + "/README.md")
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
        let wanted = IntegrationPage.headings
        try expect(headings.filter(wanted.contains) == wanted, "The README's headings are \(headings), not \(wanted).")
        let table = IntegrationPage.settingsTable(subject.manifest.settings)
        let found = IntegrationPage.settingsTable(inReadme: text)
        try expect(found != nil, "The README has no settings table between its two marks.")
        try expect(found == table, "The README's settings table is stale; it should be:\n\(table)")
        let trouble = text.components(separatedBy: "## Troubleshooting").last ?? ""
        for code in IntegrationError.Code.all {
            try expect(trouble.contains("`\(code)`"), "The README's Troubleshooting says nothing about `\(code)`.")
        }
    }

    static let quality = Rule<IntegrationSubject>(
        "quality-names-every-rule",
        "quality.json names every rule: done, todo, or exempt with the reason, as it really is."
    ) { subject in
        let json = try JSON(parsing: Array(contents(of: subject.folder + "/quality.json").utf8))
        let rules = IntegrationContract.rules(for: subject.manifest)
        for rule in rules {
            let isExempt = json[rule.name]?["exempt"]?.string?.isEmpty == false
            let known = isExempt || ["done", "todo"].contains(json[rule.name]?.string ?? "")
            try expect(known, "quality.json does not say done, todo or exempt for \(rule.name).")
            let applies = rule.exemption(of: subject) == nil
            try expect(applies != isExempt, "quality.json is wrong about whether \(rule.name) can apply.")
        }
        let names = Set(rules.map(\.name))
        for member in json.members ?? [] {
            try expect(names.contains(member.key), "quality.json names \(member.key), which is no rule.")
        }
    }

    private static func contents(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RuleViolation("The file \(path) is missing.")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
