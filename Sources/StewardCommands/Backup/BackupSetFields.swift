// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs

/// What of a backup set can be given on the command line, but for its encryption. What is not given stays as it is.
struct BackupSetFields: ParsableArguments {
    @Option(name: .long, help: "The connection of the database server. Default: the only one there is.")
    var connection: String?

    @Option(
        name: .customLong("database"),
        help: "A database to back up. Repeatable. Default: every one that the connection may enter now.")
    var databases: [String] = []

    @Option(
        name: .long, help: "The folder of the backups; each database gets a folder in it.", completion: .directory)
    var folder: String?

    @Option(name: .long, help: "The dumps' form: custom, plain (SQL) or directory (parallel, not encrypted).")
    var format: String?

    @Option(name: .long, help: "zstd's level, 1 to 19; 0 for no compression. Default: 3.")
    var compression: Int?

    @Flag(name: .long, inversion: .prefixedNo, help: "Back up roles and tablespaces, too, once a run. Default: yes.")
    var globals: Bool?

    @Option(name: .long, help: "How many workers dump in directory format. Default: 2.")
    var workers: Int?

    @Option(name: .long, help: "The IANA time zone of the times in file names, as Asia/Bangkok. Default: UTC.")
    var zone: String?

    @Option(name: .long, help: "The connection that keeps a copy off-site; “none” for none.")
    var offsite: String?

    @Option(name: .long, help: "The id of the folder there. Default: the one that everything begins in.")
    var offsiteFolder: String?

    /// The set with what was given.
    func change(_ set: inout BackupSet) throws {
        if let connection { set.connection = connection }
        if !databases.isEmpty { set.databases = databases }
        if let folder { set.folder = URL(filePath: folder).standardizedFileURL.path }
        if let format {
            guard let known = DumpFormat(rawValue: format) else {
                throw CommandError(.usage, "There is no format “\(format)”; there are custom, plain and directory.")
            }
            set.format = known
        }
        if let compression { set.compression = compression }
        if let globals { set.includesGlobals = globals }
        if let workers { set.workers = workers }
        if let zone { set.zone = try LocalZone(zone) }
        if let offsite, offsite != set.offsite?.connection {
            set.offsite = offsite == "none" ? nil : OffsitePlace(connection: offsite)
        }
        guard let offsiteFolder else { return }
        guard set.offsite != nil else {
            throw CommandError(.usage, "--offsite-folder needs --offsite with the connection that keeps the copies.")
        }
        set.offsite?.folder = offsiteFolder
    }
}

/// When a set's backups are proved, as it is given on the command line.
struct BackupProofFields: ParsableArguments {
    @Flag(name: .long, inversion: .prefixedNo, help: "Prove what every run makes. Default: no.")
    var proveEveryRun: Bool?

    @Option(name: .long, help: "Days after which the newest backup is proved; “never” for only on request. Default: 7.")
    var proveEvery: String?

    @Option(name: .long, help: "Days without a proof after which somebody is told. Default: 92.")
    var longestWithoutProof: Int?

    @Option(
        name: .customLong("check"),
        help: ArgumentHelp(
            "A statement that a restored database is asked; it must give true. Repeatable.",
            discussion: "“SELECT … => VALUE” must give the value, “SELECT … => >= 5” at least 5; “NAME: ” in front "
                + "asks only this database."))
    var checks: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How old the newest value of a column may be, as public.orders.made_at=26h. Repeatable.",
            discussion: "“NAME: ” in front asks only this database of several, as “shop: public.orders.made_at=26h”."))
    var newest: [String] = []

    @Flag(name: .long, help: "Forget the checks there are.")
    var forgetChecks = false

    func change(_ rule: inout ProofRule) throws {
        if let proveEveryRun { rule.isAfterEveryRun = proveEveryRun }
        if let proveEvery {
            guard proveEvery != "never" else { return rule.everyDays = nil }
            guard let days = Int(proveEvery), days > 0 else {
                throw CommandError(.usage, "--prove-every is a number of days, or “never”, and not “\(proveEvery)”.")
            }
            rule.everyDays = days
        }
        if let longestWithoutProof { rule.longestDays = longestWithoutProof }
        if forgetChecks { rule.questions = [] }
        for text in checks {
            guard let question = ProofRule.Question(statement: text) else {
                throw CommandError(.usage, "“\(text)” is no check; write “SELECT …” or “SELECT … => VALUE”.")
            }
            rule.questions.append(question)
        }
        for text in newest {
            guard let question = ProofRule.Question(newest: text) else {
                throw CommandError(.usage, "“\(text)” is no age; write TABLE.COLUMN=26h, with at least an hour.")
            }
            rule.questions.append(question)
        }
    }
}

/// How long a set's backups are kept, as it is given on the command line.
struct BackupRetentionFields: ParsableArguments {
    @Option(name: .customLong("keep-days"), help: "Everything younger than so many days stays. Default: 30.")
    var days: Int?

    @Option(
        name: .customLong("keep-minimum"),
        help: "So many verified backups must be that young before an older one goes. Default: 3.")
    var minimum: Int?

    @Option(name: .customLong("keep-daily"), help: "Of older ones, keep the newest of so many days. Default: 0.")
    var daily: Int?

    @Option(name: .customLong("keep-weekly"), help: "The newest of so many weeks. Default: 0.")
    var weekly: Int?

    @Option(name: .customLong("keep-monthly"), help: "The newest of so many months. Default: 0.")
    var monthly: Int?

    @Option(name: .customLong("keep-yearly"), help: "The newest of so many years. Default: 0.")
    var yearly: Int?

    func change(_ rule: inout RetentionRule) throws {
        if let days { rule.days = days }
        if let minimum { rule.minimum = minimum }
        if let daily { rule.daily = daily }
        if let weekly { rule.weekly = weekly }
        if let monthly { rule.monthly = monthly }
        if let yearly { rule.yearly = yearly }
        if let problem = rule.problem { throw CommandError(.usage, problem) }
    }
}
