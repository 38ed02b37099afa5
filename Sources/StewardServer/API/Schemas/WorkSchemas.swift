// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// What the addresses of jobs and schedules give.
enum WorkSchemas {
    private static let jobMembers: [Schema.Member] = [
        .required("id", .text, "The job's id; ids ascend with the time"),
        .required("kind", .text, "What it does"),
        .required("state", .one(of: JobState.self), "Where it stands"),
        .required("created_at", .time, "When it was made"),
        .required("run_at", .time, "When it may begin"),
        .required("finished_at", .time.orNull, "When it was over"),
        .required("attempt", .count, "How often it began"),
        .required("failures", .count, "How often it failed"),
        .required("max_attempts", .count, "How often it may fail"),
        .required("schedule", .text.orNull, "The schedule that made it"),
        .required("due_at", .time.orNull, "When the schedule wanted it"),
        .required("node", .text.orNull, "Where it runs or ran last"),
        .required("cancel_requested", .boolean, "Whether somebody asked it to stop"),
        .required("progress", progress.orNull, "How far it is"),
        .required("fraction", .number(min: 0, max: 1).orNull, "How far it is, of 1"),
        .required("progress_text", .text, "How far it is, as one line"),
        .required("reason", .text.orNull, "Why it failed, waits or was given up"),
    ]

    static let job = Schema.named("Job", .object(jobMembers))

    private static let progress = Schema.named(
        "Progress",
        .object([
            .optional("items", .integer(), "Things dealt with"),
            .optional("totalItems", .integer(), "Things there are"),
            .optional("bytes", .integer(), "Bytes dealt with"), .optional("totalBytes", .integer(), "Bytes there are"),
            .optional("message", .text, "What is being done now"),
            .optional("itemsPerSecond", .number(), "Things a second, over the last moments"),
            .optional("bytesPerSecond", .number(), "Bytes a second, over the last moments"),
            .optional("estimatedEnd", .time, "When it will be finished at this speed"),
            .optional("updatedAt", .time, "When it was reported"),
        ]))

    static let history = Schema.named(
        "JobHistory",
        .object(
            jobMembers + [
                .required("result", .anything, "What it gave; each kind has a shape of its own"),
                .required("logged_attempts", .array(of: .count), "The attempts whose lines are kept"),
                .required("attempts", .array(of: attempt), "Every time it began"),
            ]))

    private static let attempt = Schema.named(
        "Attempt",
        .object([
            .required("number", .count, "From 1"), .required("node", .text, "Where it ran"),
            .required("started_at", .time, "When it began"), .required("finished_at", .time.orNull, "When it was over"),
            .required("ending", .text.orNull, "How it ended"), .required("reason", .text.orNull, "Why"),
        ]))

    static let jobs = Schema.named(
        "JobPage",
        .object([
            .required("jobs", .array(of: job, most: 50), "The newest first"),
            .required("next", .text.orNull, "What “after” takes for the jobs before these"),
        ]))

    static let log = Schema.named(
        "JobLog",
        .object([
            .required("attempt", .integer(), "The attempt whose lines these are"),
            .required("lines", .array(of: line), "The oldest first"),
        ]))

    private static let line = Schema.named(
        "LogLine",
        .object([
            .required("number", .integer(), "Ascending"), .required("at", .time, "When it was said"),
            .required("level", .one(of: RunLine.Level.self), "How much it matters"),
            .required("text", .text, "What it says"),
        ]))

    private static let scheduleMembers: [Schema.Member] = [
        .required("name", .text, "The schedule's name"), .required("kind", .text, "What its jobs do"),
        .required("payload", .anything, "What its jobs are given; each kind has a shape of its own"),
        .required("trigger", .text, "When it makes one"),
        .required("zone", .text, "The time zone that it counts in"),
        .required("paused_at", .time.orNull, "Since when it rests"),
        .required("next", .array(of: .time), "When it comes next; none while it rests"),
        .required("last_success_at", .time.orNull, "When a job of it was done last"),
        .required("last_job", job.orNull, "The newest job of it"),
        .required("missing", .time.orNull, "When a job was due that was not done in time"),
        .required("random_delay_seconds", .count, "Its jobs start up to so much later, at random"),
        .required("rules", rules, "The rules that are not the standard ones"),
        .required("task", .text.orNull, "The task that it is one trigger of"),
        .required(
            "obstacle", .one(of: ScheduleStep.Obstacle.self).orNull, "What keeps it, or made it leave a time out"),
        .required("held_since", .time.orNull, "Since when it is due and waits"),
    ]

    private static let rules = Schema.named(
        "ScheduleRules",
        .object([
            .optional(
                "overlap", .one(of: ScheduleRules.Overlap.self), "When its run before is not over; skip without it"),
            .optional("catch_up", .boolean, "Whether times that were missed are made up for; true without it"),
            .optional("only_on_mains", .boolean, "Only on mains power"),
            .optional("stop_on_battery", .boolean, "Its run is stopped on battery"),
            .optional("only_with_network", .boolean, "Only with a network"),
            .optional("wake", .boolean, "Whether the machine is to be woken; Steward cannot"),
        ]))

    static let schedule = Schema.named("Schedule", .object(scheduleMembers))

    static let scheduleHistory = Schema.named(
        "ScheduleHistory",
        .object(scheduleMembers + [.required("runs", .array(of: job, most: 50), "Its jobs, the newest first")]))

    static let schedules = Schema.named(
        "Schedules",
        .object([
            .required("schedules", .array(of: schedule), "All of them"),
            .required("calendar", calendar, "A month of their runs"),
        ]))

    private static let calendar = Schema.named(
        "Calendar",
        .object([
            .required("month", .string(.month), "The month"), .required("zone", .text, "The time zone of its days"),
            .required("runs", .array(of: run), "By day"),
        ]))

    private static let run = Schema.named(
        "CalendarRun",
        .object([
            .required("schedule", .text, "The schedule's name"), .required("at", .time, "When it was or is due"),
            .required(
                "standing", .one(of: ["failed", "missing", "under_way", "due", "done"]), "What became of it"),
            .required("job", .text.orNull, "The job's id"),
            .required("more", .boolean, "Whether it stands for several of that day"),
        ]))
}
