// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration
import Testing

@Suite("DatabaseDumpingContract", .timeLimit(.minutes(2)))
struct DatabaseDumpingContractTests {
    private func check(
        _ rule: Rule<IntegrationSubject>, _ flaw: SiloFlaw
    ) async throws -> RuleOutcome {
        try await ScratchFolder.with { scratch in
            let subject = IntegrationSubject(
                withoutHTTP: Silo.self, folder: "Silo", settings: ["flaw": flaw.rawValue], clock: SystemClock(),
                scratchFolder: scratch,
                databases: KnownDatabases(name: "grain", tables: Silo.tables, missing: "nowhere", forbidden: "hidden"))
            return try await rule.check(subject)
        }
    }

    @Test("a good dumper keeps every rule", arguments: DatabaseDumpingContract.rules)
    func good(rule: Rule<IntegrationSubject>) async throws {
        #expect(try await check(rule, .none) == .held)
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(SiloFlaw, String)] = [
        (.listsTemplates, "dump-databases-are-listed"), (.guessesRows, "dump-survey-counts"),
        (.missingIsEmpty, "dump-missing-database-is-not-found"),
        (.dumpsForbidden, "dump-unreadable-database-is-forbidden"),
        (.losesTable, "dump-is-whole"), (.trustsCut, "dump-cut-is-noticed"),
        (.streamsDirectory, "dump-directory-is-no-stream"), (.overwritesFolder, "dump-directory-is-written"),
        (.globalsTellPassword, "dump-globals-hold-no-password"), (.checksAreSilent, "dump-checks-say-what-is-wrong"),
        (.ignoresReader, "dump-nobody-reads-is-an-error"), (.cancelledIsFailure, "dump-cancellation-ends-soon"),
        (.swallowsErrors, "dump-running-server-is-left-alone"),
    ]

    @Test("a wrong dumper is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: SiloFlaw, name: String) async throws {
        let rule = try #require(DatabaseDumpingContract.rules.first { $0.name == name })
        let violation = await #expect(throws: RuleViolation.self) { try await check(rule, flaw) }
        #expect(violation?.message.hasPrefix(name + ": ") == true)
    }

    @Test("every rule has a flaw that it sees, and every flaw a rule that sees it")
    func coverage() {
        #expect(Set(Self.flaws.map(\.1)) == Set(DatabaseDumpingContract.rules.map(\.name)))
        #expect(Set(Self.flaws.map(\.0)) == Set(SiloFlaw.allCases.filter { $0 != .none }))
    }

    @Test("what speaks no HTTP is exempt from the rules that need a simulator, and from no others")
    func withoutHTTP() async throws {
        var exempt: [String] = []
        for rule in IntegrationContract.rules {
            let subject = IntegrationSubject(
                withoutHTTP: Silo.self, folder: "Silo", settings: [:], clock: SystemClock(), scratchFolder: "/nowhere")
            if rule.exemption(of: subject)?.hasPrefix("it speaks no HTTP") == true { exempt.append(rule.name) }
        }
        #expect(
            exempt == [
                "init-makes-no-request", "throttling-is-rate-limited", "server-failure-is-unavailable",
                "disconnect-is-unavailable", "timeout-is-unavailable", "cancellation-ends-soon",
                "talks-only-to-its-hosts",
            ])
    }
}
