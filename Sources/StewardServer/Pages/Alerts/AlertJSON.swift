// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import StewardCore
import StewardIntegration

/// The page of alerts as JSON.
enum AlertJSON {
    static func alerts(_ view: AlertView) -> JSON {
        [
            "matters": .array(view.open.map(matter)), "told": .array(view.history.map(told)),
            "channels": .array(view.channels.map(JSON.string)), "settings": view.rules.json,
            "heartbeat_at": view.heartbeat.map { time($0.at) } ?? .null,
            "heartbeat_failure": view.heartbeat?.failure.map(JSON.string) ?? .null,
        ]
    }

    static func matter(_ state: AlertedMatter) -> JSON {
        [
            "topic": .string(state.topic), "severity": .string(state.matter.severity.rawValue),
            "subject": .string(state.matter.subject), "text": .string(state.matter.text),
            "kind": .string(state.matter.kind), "since": time(state.since), "gone_at": time(state.goneAt),
            "told_at": time(state.toldAt), "reminders": .integer(Int64(state.reminders)),
            "remind_at": time(state.remindAt), "muted_until": time(state.mutedUntil),
            "muted_by": state.mutedBy.map(JSON.string) ?? .null, "returns": .integer(Int64(state.returns)),
        ]
    }

    static func told(_ told: ToldAlert) -> JSON {
        [
            "key": .string(told.notice.key), "sort": .string(told.sort),
            "topics": .array(told.topics.map(JSON.string)), "severity": .string(told.notice.severity.rawValue),
            "kind": .string(told.notice.kind), "subject": .string(told.notice.subject),
            "text": .string(told.notice.text), "at": time(told.madeAt),
            "deliveries": .array(
                told.deliveries.map { delivery in
                    [
                        "channel": .string(delivery.channel), "state": .string(delivery.state.rawValue),
                        "attempts": .integer(Int64(delivery.attempts)), "taken_at": time(delivery.takenAt),
                        "next_at": time(delivery.nextAt), "reason": delivery.reason.map(JSON.string) ?? .null,
                    ]
                }),
        ]
    }

    private static func time(_ date: Date?) -> JSON { date.map { .string($0.formatted(.iso8601)) } ?? .null }
}

/// What ``AlertJSON`` gives.
enum AlertSchemas {
    static let alerts = Schema.named(
        "Alerts",
        .object([
            .required("matters", .array(of: matter), "What is the matter now, the longest first"),
            .required("told", .array(of: told, most: 50), "What was told, the newest first"),
            .required("channels", .array(of: .text), "The connections that everything is told to"),
            .required("settings", settings, "When people are told"),
            .required("heartbeat_at", .time.orNull, "When the outside address was pinged last"),
            .required("heartbeat_failure", .text.orNull, "Why it did not take that, when it did not"),
        ]))

    private static let severity = Schema.one(of: Notice.Severity.self)

    private static let matter = Schema.named(
        "AlertMatter",
        .object([
            .required("topic", .text, "What it is about; the same for as long as it lasts"),
            .required("severity", severity, "How much it presses"), .required("subject", .text, "It in one line"),
            .required("text", .text, "The whole of it, with the repair"),
            .required("kind", .text, "What programs tell it by"), .required("since", .time, "When it began"),
            .required("gone_at", .time.orNull, "When it was gone, while it may come back"),
            .required("told_at", .time.orNull, "When its start was told"),
            .required("reminders", .count, "How many reminders were sent"),
            .required("remind_at", .time.orNull, "When the next one is due"),
            .required("muted_until", .time.orNull, "Until when nobody is told of it"),
            .required("muted_by", .text.orNull, "Who wanted that"),
            .required("returns", .count, "How often it came back lately"),
        ]))

    private static let told = Schema.named(
        "ToldAlert",
        .object([
            .required("key", .text, "The notice's key"),
            .required(
                "sort", .one(of: ["started", "worse", "reminder", "over", "passed", "digest"]), "What it said"),
            .required("topics", .array(of: .text), "The matters that it told of"),
            .required("severity", severity, "How much it presses"),
            .required("kind", .text, "What programs tell it by"),
            .required("subject", .text, "It in one line"), .required("text", .text, "The whole of it"),
            .required("at", .time, "When it was made"),
            .required("deliveries", .array(of: delivery), "How it went on each channel"),
        ]))

    private static let delivery = Schema.named(
        "AlertDelivery",
        .object([
            .required("channel", .text, "The connection's name"),
            .required("state", .one(of: ToldAlert.Delivery.State.self), "Whether it took it"),
            .required("attempts", .count, "How often it was tried"),
            .required("taken_at", .time.orNull, "When it took it"),
            .required("next_at", .time.orNull, "When it is tried again"),
            .required("reason", .text.orNull, "Why it failed last"),
        ]))

    private static let settings = Schema.named(
        "AlertSettings",
        .object([
            .required("reminder_seconds", .count, "The pause before the first reminder"),
            .required("growth", .number(min: 1), "How many times longer each pause is"),
            .required("longest_reminder_seconds", .count, "The longest pause"),
            .required("calm_seconds", .count, "How long what came back must be gone to be over"),
            .required("longest_calm_seconds", .count, "The longest such time"),
            .required("memory_seconds", .count, "For how long returns are remembered"),
            .required("separate", .count, "More things than this at once are told in one notice"),
            .required("quiet", .array(of: quiet), "When only what is critical is told"),
            .required("zone", .text, "The zone of times in notices"),
            .required("heartbeat", .text.orNull, "The connection that is pinged as long as all is well"),
            .required("heartbeat_every_seconds", .count, "How often"),
        ]))

    private static let quiet = Schema.named(
        "QuietHours",
        .object([
            .required("hours", .text, "From and until, as 22:00-07:00"),
            .required("days", .array(of: .integer(min: 1, max: 7)), "The days on which they begin, from Monday"),
            .required("zone", .text, "On whose wall"),
        ]))
}
