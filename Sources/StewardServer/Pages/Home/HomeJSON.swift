// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardLedger
import Tally

/// The home page as JSON.
enum HomeJSON {
    static func home(_ view: HomeView, _ words: Words) -> JSON {
        [
            "matters": .array(view.matters.map { matter($0, words) }),
            "driving": .array(view.driving.compactMap { car in car.live.map { LogbookPageJSON.live($0, car.id) } }),
            "running": .array(view.running.map { WorkJSON.job($0.job) }),
            "next": .array(view.next.map(run)), "proofs": .array(view.proofs.map(proof)),
            "steps": [
                "connection": .bool(view.steps.hasConnection), "election": .bool(view.steps.hasElection),
                "people": .bool(view.steps.hasPeople),
            ],
        ]
    }

    private static func matter(_ matter: HomeMatter, _ words: Words) -> JSON {
        [
            "code": .string(matter.code), "severity": .string(matter.severity.code),
            "sentence": .string(matter.sentence(words)), "count": matter.count.map { .integer(Int64($0)) } ?? .null,
            "reason": matter.reason.map(JSON.string) ?? .null, "address": matter.address.map(JSON.string) ?? .null,
            "command": matter.command.map(JSON.string) ?? .null,
        ]
    }

    private static func run(_ status: ScheduleStatus) -> JSON {
        [
            "schedule": .string(status.schedule.name), "kind": .string(status.schedule.kind),
            "at": status.nextAt.map { .string($0.formatted(.iso8601)) } ?? .null,
        ]
    }

    private static func proof(_ proof: HomeProof) -> JSON {
        [
            "book": .string(proof.book.name), "size": .integer(proof.size), "recent": .integer(proof.recent),
            "last_at": .string(proof.last.formatted(.iso8601)), "signed": .integer(proof.signed),
            "verified_at": proof.verification.map { .string($0.at.formatted(.iso8601)) } ?? .null,
            "sound": proof.verification.map { .bool($0.isSound) } ?? .null,
        ]
    }
}

/// What ``HomeJSON`` gives.
enum HomeSchemas {
    static let home = Schema.named(
        "Home",
        .object([
            .required("matters", .array(of: matter), "What needs the caller, the gravest first"),
            .required("driving", .array(of: LogbookPageSchemas.live), "The caller's trips that go on"),
            .required("running", .array(of: WorkSchemas.job, most: HomeView.jobLimit), "What runs, the longest first"),
            .required("next", .array(of: run, most: HomeView.runLimit), "The next runs of schedules, soonest first"),
            .required(
                "proofs", .array(of: proof, most: HomeView.proofLimit), "Books with entries of the last seven days"),
            .required("steps", steps, "What of setting up is done"),
        ]))

    private static let matter = Schema.named(
        "HomeMatter",
        .object([
            .required("code", .one(of: HomeMatter.codes), "What it is"),
            .required("severity", .one(of: Severity.allCases.map(\.code)), "How grave it is"),
            .required("sentence", .text, "The same in words of the caller's language"),
            .required("count", .count.orNull, "How many things it counts"),
            .required("reason", .text.orNull, "Why, in the words of a service or a job"),
            .required("address", .text.orNull, "The page where it is dealt with"),
            .required("command", .text.orNull, "The command that deals with it"),
        ]))

    private static let run = Schema.named(
        "HomeRun",
        .object([
            .required("schedule", .text, "The schedule's name"), .required("kind", .text, "What it does"),
            .required("at", .time.orNull, "When it is due"),
        ]))

    private static let proof = Schema.named(
        "HomeProof",
        .object([
            .required("book", .text, "The book's name"), .required("size", .count, "How many entries it has"),
            .required("recent", .count, "How many of them are of the last seven days"),
            .required("last_at", .time, "When the last was written"),
            .required("signed", .count, "How many entries the newest checkpoint signs"),
            .required("verified_at", .time.orNull, "When it was last verified on this server"),
            .required("sound", .boolean.orNull, "Whether nothing was wrong then"),
        ]))

    private static let steps = Schema.named(
        "HomeSteps",
        .object([
            .required("connection", .boolean, "Whether a service is connected"),
            .required("election", .boolean, "Whether there is an election"),
            .required("people", .boolean, "Whether there is more than one account"),
        ]))
}
