// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Which findings are asked for; what an address says that makes no sense is as good as nothing.
struct FindingsFilter: Sendable, Hashable {
    var severity: Severity?
    var family: Rule.Family?
    var rule: Rule?
    var province: Int?
    var status: DecisionStatus?
    var consequence: Consequence.Kind?
    var text = ""
    var first = 0

    static let pageLength = 50

    init() {}

    init(_ query: FormData?) {
        guard let query else { return }
        severity = query["severity"].flatMap { Severity(code: $0) }
        family = query["family"].flatMap { Rule.Family(rawValue: $0) }
        rule = query["rule"].flatMap { Rule(rawValue: $0) }
        province = query["province"].flatMap { Int($0) }.flatMap { (1...999).contains($0) ? $0 : nil }
        // What waits for a second person looks open: nobody is told that somebody decided.
        status = query["status"].flatMap { DecisionStatus(rawValue: $0) }.flatMap {
            Self.statuses.contains($0) ? $0 : nil
        }
        consequence = query["consequence"].flatMap { Consequence.Kind(rawValue: $0) }
        text = AreaFilter(query).text
        first = AreaFilter(query).first
    }

    /// The statuses that people are shown.
    static let statuses: [DecisionStatus] = [.open, .confirmed, .corrected, .rejected]

    var isOff: Bool {
        var other = self
        other.first = 0
        return other == FindingsFilter()
    }

    /// What stands behind the `?`.
    var query: String {
        var parts: [(String, String)] = []
        if let severity { parts.append(("severity", severity.code)) }
        if let family { parts.append(("family", family.rawValue)) }
        if let rule { parts.append(("rule", rule.code)) }
        if let province { parts.append(("province", String(province))) }
        if let status { parts.append(("status", status.rawValue)) }
        if let consequence { parts.append(("consequence", consequence.rawValue)) }
        if !text.isEmpty { parts.append(("q", text)) }
        if first > 0 { parts.append(("from", String(first))) }
        return QueryText(parts).text
    }

    func with(_ change: (inout FindingsFilter) -> Void) -> FindingsFilter {
        var other = self
        other.first = 0
        change(&other)
        return other
    }

    /// Whether it is one of those asked for, leaving the search out.
    func matches(_ record: FindingRecord) -> Bool {
        let finding = record.finding
        if let severity, finding.severity != severity { return false }
        if let rule, finding.rule != rule { return false }
        if let family, finding.rule.family != family { return false }
        if let province, finding.area?.province != province { return false }
        if let consequence, finding.consequence.kind != consequence { return false }
        if let status, record.shownStatus != status { return false }
        return true
    }

    /// The findings that the search finds: each word of it stands in the constituency's names, the rule's, or the id.
    func searched(_ atlas: TallyAtlas, _ language: Language) -> [FindingRecord] {
        guard !text.isEmpty else { return atlas.view.findings }
        let words = text.lowercased().split(separator: " ").map { Array($0.utf8) }
        var rules: [Rule: [Bool]] = [:]
        for rule in Rule.allCases {
            let name = Array("\(rule.title(language).lowercased()) \(rule.code)".utf8)
            rules[rule] = words.map { name.contains($0) }
        }
        var areas: [Area: [Bool]] = [:]
        for facts in atlas.areas { areas[facts.area] = words.map { facts.searched.utf8.contains($0) } }
        return atlas.view.findings.filter { record in
            let inRule = rules[record.finding.rule] ?? []
            let inArea = record.finding.area.flatMap { areas[$0] } ?? []
            return words.indices.allSatisfy { place in
                (inRule.indices.contains(place) && inRule[place]) || (inArea.indices.contains(place) && inArea[place])
                    || record.finding.id.utf8.contains(words[place])
            }
        }
    }
}
