// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer
import Tally

/// `steward tally findings`
struct TallyFindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings", abstract: "List what people should look at, the most consequential first.")

    @Option(name: .long, help: "Only this severity: critical, high, medium, low or hint.")
    var severity: String?

    @Option(name: .long, help: "Only this rule, as sum-good.")
    var rule: String?

    @Option(name: .long, help: "Only this constituency, as 10_1.")
    var area: String?

    @Option(name: .long, help: "At most so many.")
    var limit = 50

    @Option(name: .long, help: "en, th or nl.")
    var language = Language.english

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let wanted = try severity.map { text in
            guard let severity = Severity(code: text) else {
                throw CommandError(.usage, "“\(text)” is no severity; there are critical, high, medium, low and hint.")
            }
            return severity
        }
        let state = try await installation.with { installation in
            try await installation.elections.state(try await election.name(installation))
        }
        let findings = state.findings.values.filter { record in
            record.withdrawnAt == nil && (wanted == nil || record.finding.severity == wanted)
                && (rule == nil || record.finding.rule.code == rule)
                && (area == nil || record.finding.area?.description == area)
        }.sorted { Finding.byConsequence($0.finding, $1.finding) }
        if output.json {
            return output.printer.show(
                "", json: .array(findings.prefix(limit).map { Self.json($0) }))
        }
        output.printer.show(
            Listing(
                [("severity", "Severity"), ("area", "Area"), ("ballot", "Ballot"), ("title", "Finding"), ("id", "Id")],
                empty: "No finding.",
                rows: findings.prefix(limit).map { record in
                    let finding = record.finding
                    return [
                        .string(finding.severity.label(language)), .string(finding.area?.description ?? "–"),
                        .string(finding.kind?.rawValue ?? "–"), .string(finding.title(language)), .string(finding.id),
                    ]
                }))
        if findings.count > limit { output.printer.note("… and \(findings.count - limit) more; see --limit.") }
    }

    static func json(_ record: FindingRecord) -> JSON {
        var members = record.finding.json.members ?? []
        members.append(JSON.Member("status", .string(record.status.rawValue)))
        members.append(JSON.Member("entry", .integer(record.raisedAt)))
        return .object(members)
    }
}

/// `steward tally show FINDING`
struct TallyShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a finding with its values, sources and smallest change.")

    @Argument(help: "The finding's id, as “tally findings” lists it.")
    var finding: String

    @Option(name: .long, help: "en, th or nl.")
    var language = Language.english

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let state = try await installation.with { installation in
            try await installation.elections.state(try await election.name(installation))
        }
        guard let record = state.findings[finding] else {
            throw CommandError(.notFound, "There is no finding “\(finding)”. See “steward tally findings”.")
        }
        let decisions = record.decisions.map {
            "\($0.decision.person): \($0.decision.verdict.rawValue) \($0.decision.reason)"
        }
        let lines = [record.finding.explanation(language), "Status: \(record.status.rawValue)"] + decisions
        output.printer.show(lines.joined(separator: "\n"), json: TallyFindingsCommand.json(record))
    }
}
