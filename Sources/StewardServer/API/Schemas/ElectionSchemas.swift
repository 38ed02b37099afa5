// SPDX-License-Identifier: Apache-2.0
import Tally

/// What the addresses of elections give.
enum ElectionSchemas {
    static let election = Schema.named(
        "Election",
        .object([
            .required("election", .text, "The election's name"), .required("title", .text, "Its title"),
            .required("feed", feed, "The official count that was taken last"),
            .required("documents", .count, "Forms that were imported"),
            .required("consistent", .count, "Forms of which every sum holds"),
            .required("areas", .array(of: summary), "The constituencies of the register"),
            .required("credits", .array(of: .text), "Whom to name with the data"),
        ]))

    private static let feed = Schema.named(
        "Feed",
        .object([
            .required("source", .text, "Where it comes from"), .required("fetched_at", .time, "When it was taken"),
            .required("last_update", .text, "What it says of its own time, as the service writes it"),
            .required("percent_counted", .number(min: 0), "Per cent of the stations that were counted, as it says"),
        ]))

    private static let summary = Schema.named(
        "AreaSummary",
        .object([
            .required("area", .string(.area), "Province and number"),
            .required("name", .text, "The constituency's name"),
            .required("constituency", .boolean, "Whether there is a form of the constituency ballot"),
            .required("party_list", .boolean, "Whether there is a form of the party list ballot"),
            .required("open_findings", .count, "Findings above a hint that nobody decided"),
            .required("worst", severity.orNull, "The severity of the worst of them"),
        ]))

    static let severity = Schema.one(of: Severity.allCases.map(\.code))
    private static let number = Schema.integer()
    private static let votes = Schema.count

    static let area = Schema.named(
        "Area",
        .object([
            .required("area", .string(.area), "Province and number"),
            .required("name", .text, "The constituency's name"),
            .required("constituency", .array(of: line), "The candidates"),
            .required("party_list", .array(of: line), "The parties"),
        ]))

    private static let line = Schema.named(
        "BallotLine",
        .object([
            .required("number", .count, "The number on the ballot"), .required("name", .text, "The candidate or party"),
            .required("party", .text, "The candidate's party"),
            .required("form", votes.orNull, "Votes on the signed form; none without one, or where it is not readable"),
            .required("feed", votes.orNull, "Votes in the official count"),
        ]))

    static let finding = Schema.named(
        "Finding",
        .object([
            .required("id", .text, "The finding's id"),
            .required("rule", rule, "Which rule is broken"),
            .required("family", .one(of: Rule.Family.self), "The group of the rule"),
            .optional("area", .string(.area), "The constituency"),
            .optional("ballot", .one(of: BallotKind.self), "Which ballot"),
            .optional("form", .one(of: FormType.self), "Which form"),
            .optional("unit", .count, "The polling unit"),
            .optional("set", .count, "The set of ballots cast beforehand"),
            .optional("detail", .text, "What tells it from others of the same rule and place"),
            .optional("source_format", .text, "How the source was written"),
            .required("severity", severity, "How much depends on it"),
            .optional("original_severity", .one(of: OriginalSeverity.self), "What the source itself said"),
            .optional("expected", number, "The number that the rule expects"),
            .optional("found", number, "The number that was found"),
            .required("consequence", consequence, "What it could change"),
            .optional("values", .array(of: value), "The values it was found from, each with its source"),
            .optional("smallest_changes", .array(of: change), "Changes of one cell that would explain it"),
            .required("status", .one(of: DecisionStatus.self), "What people decided"),
            .required("entry", .count, "The entry of the election's book with which it was raised"),
            .required("explanation_en", .text, "What it says, in English"),
            .required("explanation_th", .text, "What it says, in Thai"),
            .required("explanation_nl", .text, "What it says, in Dutch"),
        ]))

    static let rule = Schema.one(of: Rule.allCases.map(\.code))

    private static let consequence = Schema.named(
        "Consequence",
        .object([
            .required("kind", .one(of: Consequence.Kind.self), "What it could change"),
            .optional("votes_in_doubt", votes, "Votes that may stand wrongly"),
            .optional("winner_before", number, "The winner's number as the form has it"),
            .optional("winner_after", number, "The winner's number if the doubt is right"),
            .optional("margin_before", number, "Votes between the first and the second as the form has it"),
            .optional("margin_after", number, "The same, if the doubt is right"),
            .optional("votes_on_form", votes, "Votes that the form has in all"),
            .optional("seat_changes", .array(of: seat), "Seats of the list that would move"),
        ]))

    private static let seat = Schema.object([
        .required("party", number, "The party's number"), .required("from", .count, "Seats before"),
        .required("to", .count, "Seats after"),
    ])

    private static let value = Schema.named(
        "NamedValue",
        .object([
            .required("label", .one(of: NamedValue.Label.self), "What the value is"),
            .optional("cell", .text, "The cell of the form"), .optional("subject", .text, "Whom it is about"),
            .optional("number", number, "The value, as a number"), .optional("text", .text, "The value, as a text"),
            .required("file", .text, "The file it was read from"),
            .optional("sha256", .text, "The SHA-256 of that file"),
            .required("place", .text, "Where in the file"),
            .optional("last_update", .text, "What the official count says of its own time"),
            .optional("stations_counted", .count, "Stations that were counted then"),
            .optional("stations", .count, "Stations there are"),
        ]))

    private static let change = Schema.named(
        "SmallestChange",
        .object([
            .required("kind", .one(of: SmallestChange.Kind.self), "Which sort of mistake it would be"),
            .required("cell", .text, "The cell that would change"),
            .optional("other", .text, "The other cell, of two that were exchanged"),
            .optional("from", number, "The value as it is"), .optional("to", number, "The value as it would be"),
            .optional("repairs", .array(of: rule), "The rules that would hold then"),
            .required("effect", consequence, "What the change would change"),
        ]))
}
