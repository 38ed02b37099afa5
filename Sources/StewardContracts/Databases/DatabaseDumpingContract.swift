// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// What every integration that dumps databases promises on top of ``IntegrationContract``, tried on a real server.
public enum DatabaseDumpingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [
            namesAreListed, surveyCounts, missingIsNotFound, forbiddenIsSaid, dumpIsWhole, cutIsNoticed,
            directoryIsNoStream, directoryIsWritten, globalsHoldNoPassword, checksSayWhatIsWrong, readerGoneFails,
            cancellation, serverStaysAsItWas,
        ]
    }

    static let streams: [DumpFormat] = [.plain, .custom]

    static func dumper(_ subject: IntegrationSubject) throws -> (any DatabaseDumping, KnownDatabases) {
        guard let dumper = try subject.make(over: subject.transport) as? any DatabaseDumping else {
            throw RuleViolation("\(subject.type) does not conform to DatabaseDumping.")
        }
        guard let known = subject.databases else { throw RuleViolation("The subject knows no databases.") }
        return (dumper, known)
    }

    /// The code of what `body` throws; `nil` when it succeeds.
    static func code(_ body: () async throws -> Void) async -> IntegrationError.Code? {
        do {
            try await body()
            return nil
        } catch let error as IntegrationError {
            return error.code
        } catch {
            return error is CancellationError ? .cancelled : .malformedReply
        }
    }

    static let namesAreListed = Rule<IntegrationSubject>(
        "dump-databases-are-listed", "The databases are listed by name, without templates."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let names = try await dumper.databaseNames()
        try expect(names.contains(known.name), "\(known.name) is not among \(names).")
        try expect(!names.contains(known.missing), "\(known.missing) is among \(names).")
        try expect(!names.contains { $0.hasPrefix("template") }, "A template is among \(names).")
        try expect(names == names.sorted(), "\(names) are not in alphabetical order.")
    }

    static let surveyCounts = Rule<IntegrationSubject>(
        "dump-survey-counts", "A survey has every table; counted, with exactly its rows."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let counted = try await dumper.survey(of: known.name, counting: true)
        try expect(counted.isCounted, "The survey does not say that it counted.")
        try expect(
            Set(counted.tables) == Set(known.tables), "Expected the tables \(known.tables), found \(counted.tables).")
        try expect(counted.database == known.name, "The survey is of \(counted.database).")
        try expect(counted.serverVersion.first?.isNumber == true, "The version is \(counted.serverVersion).")
        try expect(counted.bytes > 0 && !counted.encoding.isEmpty, "The survey has no size or encoding.")
        let estimated = try await dumper.survey(of: known.name, counting: false)
        try expect(!estimated.isCounted, "An estimate says that it was counted.")
        let names = Set(estimated.tables.map { $0.schema + "." + $0.name })
        try expect(names == Set(known.tables.map { $0.schema + "." + $0.name }), "An estimate has \(names).")
    }

    static let missingIsNotFound = Rule<IntegrationSubject>(
        "dump-missing-database-is-not-found", "A database that is not there is reported as notFound."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let survey = await code { _ = try await dumper.survey(of: known.missing, counting: false) }
        try expect(survey == .notFound, "survey: expected notFound, found \(survey.shown).")
        for format in streams {
            let found = try await DumpFile.with(subject) { file in
                await code { _ = try await dumper.dump(DumpRequest(known.missing, format), to: file.descriptor) }
            }
            try expect(found == .notFound, "dump \(format.rawValue): expected notFound, found \(found.shown).")
        }
    }

    static let forbiddenIsSaid = Rule<IntegrationSubject>(
        "dump-unreadable-database-is-forbidden", "A database that may not be read whole is reported as forbidden."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        for format in streams {
            let found = try await DumpFile.with(subject) { file in
                await code { _ = try await dumper.dump(DumpRequest(known.forbidden, format), to: file.descriptor) }
            }
            try expect(found == .forbidden, "dump \(format.rawValue): expected forbidden, found \(found.shown).")
        }
    }

    static let checksSayWhatIsWrong = Rule<IntegrationSubject>(
        "dump-checks-say-what-is-wrong",
        "The checks of a readable database fail nowhere; those of another name what is missing, with a repair."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let good = await dumper.dumpChecks(of: [known.name])
        try expect(good.count > 2, "Only \(good.count) things were looked at.")
        let failing = good.filter { $0.verdict == .failing || $0.verdict == .skipped }
        try expect(failing.isEmpty, "A readable database has failing checks: \(failing).")
        for name in [known.missing, known.forbidden] {
            let bad = await dumper.dumpChecks(of: [name]).filter { $0.verdict == .failing }
            try expect(!bad.isEmpty, "Nothing fails for \(name).")
            try expect(bad.allSatisfy { $0.repair?.isEmpty == false }, "A failing check has no repair: \(bad).")
            try expect(bad.contains { $0.sentence.contains(name) }, "No failing check names \(name): \(bad).")
        }
    }

    static let serverStaysAsItWas = Rule<IntegrationSubject>(
        "dump-running-server-is-left-alone", "What runs with a running server gives its value, and the server goes on."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let number = try await dumper.withServer { 7 }
        try expect(number == 7, "The value came back as \(number).")
        let thrown = await code { try await dumper.withServer { throw IntegrationError(.conflict, "No.") } }
        try expect(thrown == .conflict, "An error of the body came back as \(thrown.shown).")
        _ = try await dumper.survey(of: known.name, counting: false)
    }
}

extension Optional where Wrapped == IntegrationError.Code {
    /// The code, or that there was none.
    var shown: String { map { "\($0)" } ?? "success" }
}
