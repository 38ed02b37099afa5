// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs

/// Jobs and schedules as JSON: for programs, and for the events.
enum WorkJSON {
    /// A job without what it was given and what it gave.
    static func job(_ job: Job) -> JSON {
        [
            "id": .string(job.id.description), "kind": .string(job.kind), "state": .string(job.state.rawValue),
            "created_at": time(job.createdAt), "run_at": time(job.runAt), "finished_at": time(job.finishedAt),
            "attempt": .integer(Int64(job.attempt)), "failures": .integer(Int64(job.failures)),
            "max_attempts": .integer(Int64(job.maxAttempts)), "schedule": text(job.schedule),
            "due_at": time(job.dueAt), "node": text(job.node), "cancel_requested": .bool(job.cancelRequested),
            "progress": job.progress.map(progress) ?? .null,
            "fraction": job.progress?.fraction.map { .number($0) } ?? .null,
            "progress_text": .string(progressText(job)), "reason": text(job.reason),
        ]
    }

    /// A job with its result and its attempts.
    static func history(_ history: JobHistory, logged: [Int]) -> JSON {
        var members = job(history.job).members ?? []
        members.append(.init("result", history.job.result ?? .null))
        members.append(.init("logged_attempts", .array(logged.map { .integer(Int64($0)) })))
        members.append(.init("attempts", .array(history.attempts.map(attempt))))
        return .object(members)
    }

    private static func attempt(_ attempt: JobAttempt) -> JSON {
        [
            "number": .integer(Int64(attempt.number)), "node": .string(attempt.node),
            "started_at": time(attempt.startedAt), "finished_at": time(attempt.finishedAt),
            "ending": text(attempt.ending), "reason": text(attempt.reason),
        ]
    }

    static func line(_ line: RunLine) -> JSON {
        [
            "number": .integer(line.number), "at": time(line.at), "level": .string(line.level.rawValue),
            "text": .string(line.text),
        ]
    }

    /// Progress with times as text; members without a value are left out.
    static func progress(_ progress: JobProgress) -> JSON {
        let times = ["estimatedEnd": progress.estimatedEnd, "updatedAt": progress.updatedAt]
        let members = (progress.json.members ?? []).map { member in
            JSON.Member(member.key, times[member.key].map { time($0) } ?? member.value)
        }
        return .object(members)
    }

    /// Which values a job's progress has: the script compares it with what the page shows.
    static func shape(_ job: Job) -> String {
        guard let progress = job.progress else { return "" }
        let json = progress.json
        return [
            "items", "totalItems", "bytes", "totalBytes", "itemsPerSecond", "bytesPerSecond", "estimatedEnd",
            "message",
        ].filter { json[$0] != nil }.joined(separator: " ")
    }

    /// One line for lists.
    static func progressText(_ job: Job) -> String {
        guard let progress = job.progress else { return job.reason ?? "" }
        let percent = progress.fraction.map { "\(Int($0 * 100)) %" }
        let items = progress.items.map { done in progress.totalItems.map { "\(done)/\($0)" } ?? "\(done)" }
        return [percent, items, progress.message].compactMap(\.self).joined(separator: " · ")
    }

    static func schedule(_ item: SchedulesPage.Item) -> JSON {
        let status = item.status
        let schedule = status.schedule
        let next =
            status.pausedAt == nil
            ? schedule.trigger.upcoming(
                3, after: status.nextAt?.addingTimeInterval(-1) ?? status.since, in: schedule.zone)
            : []
        return [
            "name": .string(schedule.name), "kind": .string(schedule.kind),
            "payload": schedule.payload, "trigger": .string(schedule.trigger.description),
            "zone": .string(schedule.zone.identifier),
            "paused_at": time(status.pausedAt), "next": .array(next.map { time($0) }),
            "last_success_at": time(status.lastSuccessAt), "last_job": item.last.map(job) ?? .null,
            "missing": item.missing.map { time($0.dueAt) } ?? .null,
            "random_delay_seconds": .integer(schedule.randomDelay.components.seconds), "rules": schedule.rules.json,
            "task": text(schedule.task), "obstacle": text(status.obstacle?.rawValue),
            "held_since": time(status.heldSince),
        ]
    }

    static func calendar(_ calendar: RunCalendar) -> JSON {
        let entries = calendar.days.sorted { $0.key < $1.key }.flatMap(\.value)
        return [
            "month": .string(calendar.month.description), "zone": .string(calendar.zone.identifier),
            "runs": .array(
                entries.map { entry in
                    [
                        "schedule": .string(entry.schedule), "at": time(entry.at),
                        "standing": .string(entry.standing.rawValue),
                        "job": entry.job.map { .string($0.description) } ?? .null, "more": .bool(entry.hasMore),
                    ]
                }),
        ]
    }

    /// JSON as text for people.
    static func text(_ value: JSON) -> String {
        (try? value.canonicalBytes()).map { String(decoding: $0, as: UTF8.self) } ?? "–"
    }

    private static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    private static func time(_ date: Date?) -> JSON { date.map { .string($0.formatted(.iso8601)) } ?? .null }
}
