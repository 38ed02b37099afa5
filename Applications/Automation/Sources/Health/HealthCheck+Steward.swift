// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardJobs

extension HealthCheck {
    /// How long the server's certificates are valid.
    package static let certificates = HealthCheck("certificates") { sources, moment in
        try await sources.certificates().map { certificate in
            let name = "certificate \(certificate.path)"
            let repair = "Renew it: certbot renew, or as it was made."
            guard let end = certificate.validUntil else {
                let problem = certificate.problem ?? "It cannot be read."
                return HealthFinding(name, .failing, problem, repair: repair)
            }
            guard end > moment.now else {
                return HealthFinding(name, .failing, "It ended on \(day(end)).", repair: repair)
            }
            let days = Int(end.timeIntervalSince(moment.now) / 86_400)
            let sentence = "It is valid until \(day(end)), \(days) days from now."
            return days < moment.limits.certificateDays
                ? HealthFinding(name, .warning, sentence, repair: repair) : HealthFinding(name, .ok, sentence)
        }
    }

    /// How old the newest backup and the newest proof of each database are.
    package static let backups = HealthCheck("backups") { sources, moment in
        try await sources.backups().flatMap { state in [age(state, moment), proof(state, moment)] }
    }

    private static func age(_ state: HealthSources.BackupState, _ moment: Moment) -> HealthFinding {
        let name = "backup of \(state.database) (\(state.set))"
        let repair = "steward backup run \(state.set)"
        guard let made = state.madeAt else {
            return HealthFinding(name, .failing, "There is no good backup.", repair: repair)
        }
        let days = moment.days(since: made)
        let sentence = "The newest is of \(day(made)), \(days) days ago."
        if days > 2 * moment.limits.backupDays { return HealthFinding(name, .failing, sentence, repair: repair) }
        if days > moment.limits.backupDays { return HealthFinding(name, .warning, sentence, repair: repair) }
        return HealthFinding(name, .ok, sentence)
    }

    private static func proof(_ state: HealthSources.BackupState, _ moment: Moment) -> HealthFinding {
        let name = "proof of \(state.database) (\(state.set))"
        let repair = "steward backup verify \(state.set)"
        if let disproof = state.disproof {
            return HealthFinding(name, .failing, "The last proof failed: \(disproof)", repair: repair)
        }
        guard let proved = state.provedAt else {
            return HealthFinding(name, .warning, "No backup was ever restored to prove it.", repair: repair)
        }
        let days = moment.days(since: proved)
        let sentence = "A backup was last proved restorable on \(day(proved)), \(days) days ago."
        if days > state.longestProofDays ?? moment.limits.longestProofDays {
            return HealthFinding(name, .failing, sentence, repair: repair)
        }
        if days > state.proofDays ?? moment.limits.proofDays {
            return HealthFinding(name, .warning, sentence, repair: repair)
        }
        return HealthFinding(name, .ok, sentence)
    }

    /// Passwords, tokens and keys that are due to be changed.
    package static let credentials = HealthCheck("credentials") { sources, moment in
        let all = try await sources.credentials()
        let limits = moment.limits
        let found = all.compactMap { credential -> HealthFinding? in
            let age = moment.days(since: credential.changedAt)
            guard age > limits.credentialDays - limits.credentialNotice else { return nil }
            let name = "credential \(credential.name)"
            let repair = "Make a new one at the service, store it, and revoke the old one."
            guard age <= limits.credentialDays else {
                return HealthFinding(
                    name, .warning,
                    "It is \(age) days old; it should have been changed after \(limits.credentialDays).",
                    repair: repair)
            }
            return HealthFinding(
                name, .warning,
                "It is \(age) days old; it should be changed within \(limits.credentialDays - age) days.",
                repair: repair)
        }
        guard found.isEmpty else { return found }
        let youngest = limits.credentialDays - limits.credentialNotice
        return [
            HealthFinding("credentials", .ok, "None of the \(all.count) is older than \(youngest) days.")
        ]
    }

    /// What the last measurements of storages said.
    package static let quotas = HealthCheck("quotas") { sources, moment in
        try await sources.quotas().map { quota in
            let name = "storage of \(quota.connection)"
            let days = moment.days(since: quota.measuredAt)
            let when = days < 1 ? "" : ", measured \(days) days ago"
            guard quota.isAbove else { return HealthFinding(name, .ok, "Used: \(quota.text)\(when).") }
            return HealthFinding(
                name, .warning, "It is above its threshold: \(quota.text)\(when).",
                repair: "Free some space, or empty its trash: steward drive quota")
        }
    }

    /// What the last verification of every book found, and how long ago that is.
    package static let ledger = HealthCheck("ledger") { sources, moment in
        let books = try await sources.books()
        let damaged = books.filter { $0.problems > 0 }
        guard damaged.isEmpty else {
            return damaged.map { book in
                HealthFinding(
                    "book \(book.name)", .failing, "Its last verification found \(book.problems) problems.",
                    repair: "steward ledger verify \(book.name)")
            }
        }
        let late = books.filter { book in
            book.verifiedAt.map { moment.days(since: $0) > moment.limits.bookDays } ?? false
        }
        guard late.isEmpty else {
            let names = late.prefix(5).map(\.name).joined(separator: ", ")
            return [
                HealthFinding(
                    "ledger", .warning,
                    "\(late.count) books were not verified for more than \(moment.limits.bookDays) days: \(names).",
                    repair: "Verify them again in the page of the ledger, or: steward ledger verify BOOK")
            ]
        }
        let never = books.filter { $0.verifiedAt == nil }.count
        return [
            HealthFinding(
                "ledger", .ok,
                "No verification found a problem in the \(books.count) books; \(never) were never verified.")
        ]
    }

    /// Runs that should have succeeded by now.
    package static let schedules = HealthCheck("schedules") { sources, _ in
        let missing = try await sources.missing()
        guard !missing.isEmpty else { return [HealthFinding("schedules", .ok, "No run is missing.")] }
        return missing.map { run in
            let due = run.dueAt.formatted(.iso8601)
            switch run.cause {
            case .notStarted:
                return HealthFinding(
                    "schedule \(run.schedule)", .warning, "The run due \(due) was never begun: no server ran.",
                    repair: "systemctl status steward")
            case .skipped:
                return HealthFinding(
                    "schedule \(run.schedule)", .warning,
                    "The run due \(due) was left out, most often because the one before was not over.",
                    repair: "steward schedules list")
            case .unfinished(let job):
                return HealthFinding(
                    "schedule \(run.schedule)", .warning, "The run due \(due) is not done yet.",
                    repair: "steward jobs show \(job)")
            case .failed(let job, let reason):
                return HealthFinding(
                    "schedule \(run.schedule)", .warning, "The run due \(due) failed: \(reason ?? "no reason is kept")",
                    repair: "steward jobs show \(job)")
            }
        }
    }

    private static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }
}
