// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardJobs
import Tally

/// One thing that needs a person, and what it needs.
enum HomeMatter: Sendable {
    /// Open findings that could change a winner.
    case winners(Int)
    /// Other open findings of high severity.
    case grave(Int)
    /// Matters of the review that wait for this person.
    case review(Int)
    /// Questions about this person's own trips; how many of them are overdue.
    case trips(Int, overdue: Int)
    /// The findings or the review could not be read.
    case unreadFindings
    /// A job that was given up and that nobody has settled.
    case job(Job)
    /// More such jobs than are shown.
    case moreJobs
    case run(MissingRun)
    /// A connection that did not work when it was last used or asked.
    case connection(name: String, isFailing: Bool, reason: String)
    /// A book in which the last verification found problems.
    case brokenBook(String)
    /// Changes to accounts that wait to be entered into the ledger.
    case unrecorded(Int)
    /// The last backup of Steward's own data is old; `nil`: there is none.
    case backup(last: Date?)
    /// Bytes that are free on the disk of the data folder.
    case disk(free: Int64)
    /// What people are told of and none of the others says.
    case alert(AlertedMatter)

    /// What it is, for programs.
    var code: String {
        switch self {
        case .winners: "findings_change_winner"
        case .grave: "findings_grave"
        case .review: "review_waits"
        case .trips(_, let overdue): overdue > 0 ? "trips_overdue" : "trips_ask"
        case .unreadFindings: "findings_unread"
        case .job: "job_failed"
        case .moreJobs: "more_jobs_failed"
        case .run: "run_missing"
        case .connection(_, let isFailing, _): isFailing ? "connection_failing" : "connection_restricted"
        case .brokenBook: "book_broken"
        case .unrecorded: "changes_unrecorded"
        case .backup(let last): last == nil ? "backup_missing" : "backup_old"
        case .disk: "disk_low"
        case .alert: "alert"
        }
    }

    static let codes = [
        "findings_change_winner", "findings_grave", "review_waits", "findings_unread", "job_failed", "more_jobs_failed",
        "run_missing", "connection_failing", "connection_restricted", "book_broken", "changes_unrecorded",
        "backup_missing", "backup_old", "disk_low", "trips_ask", "trips_overdue", "alert",
    ]

    var severity: Severity {
        switch self {
        case .winners, .brokenBook: .critical
        case .grave, .unreadFindings, .job, .moreJobs, .connection(_, true, _): .high
        case .disk(let free): free < HomeMemory.emptyDisk ? .critical : .medium
        case .review, .run, .connection, .unrecorded: .medium
        case .trips(_, let overdue): overdue > 0 ? .medium : .low
        case .backup(let last): last == nil ? .medium : .low
        case .alert(let state): state.matter.severity == .critical ? .critical : .medium
        }
    }

    /// How many things it counts; `nil` for one.
    var count: Int? {
        switch self {
        case .winners(let count), .grave(let count), .review(let count), .unrecorded(let count), .trips(let count, _):
            count
        default: nil
        }
    }

    /// Where it is dealt with; `nil` where only a command on the server does that.
    var address: String? {
        switch self {
        case .winners: "/findings?severity=\(Severity.critical.code)"
        case .grave: "/findings?severity=\(Severity.high.code)"
        case .review: "/review"
        case .trips: "/logbook#questions"
        case .unreadFindings: "/findings"
        case .job(let job): WorkParts.path(job.id)
        case .moreJobs: "/jobs"
        case .run(let run): "/schedules#" + SchedulesPage.anchor(run.schedule)
        case .connection(let name, _, _): "/connections/\(HTML.pathComponent(name))"
        case .brokenBook(let name): LedgerPages.address(name)
        case .unrecorded: "/ledger"
        case .alert: "/alerts"
        case .backup, .disk: nil
        }
    }

    /// The words of the way there.
    var way: Phrase? {
        switch self {
        case .winners, .grave, .unreadFindings: .homeLookFindings
        case .review: .homeReview
        case .trips: .logbookAnswer
        case .job: .homeLookJob
        case .moreJobs: .homeLookJobs
        case .run: .homeLookSchedule
        case .connection: .homeLookConnection
        case .brokenBook, .unrecorded: .homeLookLedger
        case .alert: .homeLookAlerts
        case .backup, .disk: nil
        }
    }

    /// The command that deals with it.
    var command: String? { if case .backup = self { "steward data backup --to FOLDER" } else { nil } }

    /// Why, in words that a service, a job or a person wrote.
    var reason: String? {
        switch self {
        case .job(let job): job.reason
        case .run(let run): if case .failed(_, let reason) = run.cause { reason } else { nil }
        case .connection(_, _, let reason): reason
        default: nil
        }
    }
}

/// What is the matter, in one sentence.
extension HomeMatter {
    func sentence(_ words: Words) -> String {
        switch self {
        case .winners(let count): words.count(count, .winnersInDoubt)
        case .grave(let count): words.count(count, .graveFindings)
        case .review(let count): words.count(count, .casesWaitReview)
        case .trips(let count, _): words.count(count, .logbookQuestionsWait) + "."
        case .unreadFindings: words.say(.homeUnreadFindings)
        case .job(let job): failed(job, words)
        case .moreJobs: words.say(.homeMoreFailed)
        case .run(let run): filled(.homeRunMissing, ["name": run.schedule, "when": words.text(run.dueAt)], words)
        case .connection(let name, let isFailing, _):
            filled(isFailing ? .homeConnectionFails : .homeConnectionLimps, ["name": name], words)
        case .brokenBook(let name): filled(.homeBookBroken, ["name": name], words)
        case .unrecorded(let count): words.count(count, .changesUnrecorded)
        case .backup(nil): words.say(.homeNeverBackedUp)
        case .backup(let last?): filled(.homeOldBackup, ["when": words.relative(last)], words)
        case .disk(let free): filled(.homeDiskLow, ["size": words.bytes(free)], words)
        case .alert(let state): Shown.visible(state.matter.subject)
        }
    }

    private func failed(_ job: Job, _ words: Words) -> String {
        let subject = KindWords.subject(job.payload).map { " (\(Shown.visible($0)))" } ?? ""
        let when = job.finishedAt.map { words.relative($0) } ?? ""
        return filled(.homeJobFailed, ["job": KindWords.text(job.kind, words) + subject, "when": when], words)
    }

    /// The phrase with values in the places of their names; what a value says is never read as a place.
    private func filled(_ phrase: Phrase, _ values: [String: String], _ words: Words) -> String {
        var text = ""
        var rest = words.say(phrase)[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            text += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
