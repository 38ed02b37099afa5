// SPDX-License-Identifier: Apache-2.0
import Tally

/// What the addresses of the review give.
enum ReviewSchemas {
    private static let outcome = Schema.one(
        of: ["value", "nothing", "illegible", "wrong-file", "stands", "unfounded"])
    private static let number = Schema.integer()

    private static let matterMembers: [Schema.Member] = [
        .required("id", .text, "The matter's id"),
        .required("label", .text, "What it is about, in the reader's language"),
        .required("place", .text, "Where, in the reader's language"),
        .required("cell", .text.orNull, "The cell of the form"),
        .required("severity", ElectionSchemas.severity, "How much depends on it"),
        .required("votes_in_doubt", .count, "Votes that may stand wrongly"),
        .required("people_needed", .integer(min: 1), "How many have to answer without seeing each other's answer"),
    ]

    private static let summary = Schema.named("ReviewSummary", .object(matterMembers))

    static let queue = Schema.named(
        "ReviewQueue",
        .object([
            .optional("election", .text, "The election; everything is left out while there is none"),
            .optional("progress", progress, "How far the review is"),
            .optional("agreement", agreement, "How often two people answered alike"),
            .optional("queue", .array(of: summary, most: 500), "What waits for the caller, by consequence"),
        ]))

    private static let progress = Schema.named(
        "ReviewProgress",
        .object([
            .required("matters", .count, "All"), .required("settled", .count, "Those that are settled"),
            .required("need_two", .count, "Those that two people answer"),
            .required("need_two_settled", .count, "Those of them that are settled"),
            .required("own", .count, "Answers of the caller"),
            .required("waiting", .count, "What waits for the caller"),
        ]))

    private static let agreement = Schema.named(
        "ReviewAgreement",
        .object([
            .required("pairs", .count, "Matters that two people answered"),
            .required("equal", .count, "Those that they answered alike"),
            .required("krippendorff_alpha", .number(max: 1).orNull, "Krippendorff's alpha; none without pairs"),
        ]))

    static let matter = Schema.named(
        "ReviewMatter",
        .object(
            matterMembers + [
                .required("digits", number.orNull, "What the digits were read as"),
                .required("words", number.orNull, "What the words were read as"),
                .required("alternatives", .array(of: number), "Other readings"),
                .required("file", .text.orNull, "The file it was read from"),
                .required("place_in_file", .text.orNull, "Where in the file"),
                .required("sha256", .text.orNull, "The SHA-256 of that file"),
                .required("identities", .array(of: identity), "Sums that the number is part of"),
                .required("own_answer", answer.orNull, "What the caller answered"),
                .required("turn", .count, "Which round of answers this is"),
                .required("can_undo", .boolean, "Whether the caller can take the answer back"),
                .required("settled", result.orNull, "What it was settled as"),
                .required("answers", .array(of: answer), "What the caller may see of the answers"),
                .optional("findings", .array(of: .text), "The ids of its findings, once it is settled"),
            ]))

    private static let holds = Schema.one(of: ["holds", "fails", "not-checkable"])

    private static let identity = Schema.named(
        "ReviewIdentity",
        .object([
            .required("rule", ElectionSchemas.rule, "The rule"),
            .required("formula", .text, "The rule as a formula, in the reader's language"),
            .required("with_digits", holds, "Whether it holds with the digits"),
            .required("with_words", holds, "Whether it holds with the words"),
        ]))

    private static let result = Schema.named(
        "ReviewOutcome",
        .object([
            .required("outcome", outcome, "What was answered"), .required("value", number.orNull, "The number"),
        ]))

    private static let answer = Schema.named(
        "ReviewAnswer",
        .object([
            .required("by", .text, "Who answered"),
            .required("outcome", outcome.orNull, "What was answered; none where an answer was taken back"),
            .required("value", number.orNull, "The number"), .required("reason", .text, "Why, in the person's words"),
            .required("entry", .count, "The entry of the election's book"), .required("time", .time, "When"),
        ]))
}
