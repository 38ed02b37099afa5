// SPDX-License-Identifier: Apache-2.0
import Tally

/// What the addresses of maps, lists and charts give and take.
enum TallySchemas {
    static let filters: [Query] = [
        Query("state", "The worst that is open", state),
        Query("region", "A region of Thailand", .one(of: Region.self)),
        Query("province", "A province's official code", .integer(min: 1, max: 999)),
        Query("ballot", "Findings of one ballot alone", .one(of: BallotKind.self)),
        Query("winner", "Only where a finding could change who wins", .one(of: ["1"])),
        Query(
            "q", "Words of the constituency, its first candidate or their party",
            .string(most: AreaFilter.longest)),
        Query("order", "What comes first", .one(of: AreaFilter.Order.self)),
        Query("from", "How many to leave out at the beginning", .integer(min: 0, max: 1_000_000)),
    ]

    static let state = Schema.one(of: AreaState.all.map(\.code))

    static let areas = Schema.named(
        "AreaPage",
        .object([
            .required("count", .count, "Constituencies that match"),
            .required("from", .count, "How many of them were left out at the beginning"),
            .required("areas", .array(of: area, most: AreaFilter.pageLength), "Those that come next"),
        ]))

    static let area = Schema.named(
        "AreaFacts",
        .object([
            .required("area", .string(.area), "Province and number"),
            .required("name", .text, "The constituency's name"),
            .required("state", state, "The worst that is open, “good” where all holds"),
            .required("open_findings", .count, "Findings above a hint that nobody decided"),
            .required("changes_winner", .boolean, "Whether one of them could change who wins"),
            .required("votes_in_doubt", .count, "The most that one of them puts in doubt"),
            .required("eligible", .count.orNull, "Who may vote"),
            .required("stations_counted", .count, "Stations that the official count had"),
            .required("stations", .count, "All stations"),
            .required("leader", leader.orNull, "Who is first on the constituency ballot"),
            .required("constituency", ballot, "The constituency ballot"),
            .required("party_list", ballot, "The party list ballot"),
        ]))

    private static let leader = Schema.object([
        .required("number", .count, "The number on the ballot"),
        .required("name", .text, "The candidate"),
        .required("party", .text, "The candidate's party"), .required("votes", .count, "Votes"),
        .required("margin", .count, "Votes before the second"),
        .required("by_form", .boolean, "By the signed form; else by the official count"),
    ])

    private static let ballot = Schema.named(
        "AreaBallot",
        .object([
            .required("state", state, "The worst that is open on this ballot"),
            .required(
                "open_findings", .count, "Findings of this ballot above a hint that nobody decided"),
            .required("ballots", .count.orNull, "All ballots, by the form"),
            .required("good", .count.orNull, "Good ballots, by the form"),
            .required("bad", .count.orNull, "Bad ballots, by the form"),
            .required("no_choice", .count.orNull, "Ballots for nobody, by the form"),
            .required("feed_ballots", .count.orNull, "All ballots, by the official count"),
            .required("feed_good", .count.orNull, "Good ballots, by the official count"),
            .required("feed_bad", .count.orNull, "Bad ballots, by the official count"),
            .required("feed_no_choice", .count.orNull, "Ballots for nobody, by the official count"),
        ]))

    static let map = Schema.named(
        "TileMap",
        .object([
            .required("columns", .count, "How wide the map is, in squares"),
            .required("rows", .count, "How high the map is, in squares"),
            .required("is_country", .boolean, "Whether provinces lie about where they are"),
            .required("tiles", .array(of: tile), "One square for each constituency"),
            .required(
                "borders", .array(of: .array(of: .count)),
                "Lines between provinces: column and row, column and row"),
        ]))

    private static let tile = Schema.object([
        .required("area", .string(.area), "Province and number"),
        .required("name", .text, "The constituency's name"),
        .required("state", state, "The worst that is open"),
        .required("label", .text, "The state in the reader's language"),
        .required("open_findings", .count, "Findings above a hint that nobody decided"),
        .required("column", .count, "From the west, from 0"),
        .required("row", .count, "From the north, from 0"),
        .required("shown", .boolean, "Whether it matches what was asked for"),
        .required("address", .text, "Its page"),
    ])

    static let charts = Schema.named(
        "ElectionCharts",
        .object([
            .required(
                "points", .array(of: point), "Constituencies of which turn-out and first share are known"),
            .required("turnout", .array(of: bin), "How many constituencies have which turn-out"),
            .required("rules", .array(of: rule), "Findings by rule, the most frequent first"),
        ]))

    private static let point = Schema.object([
        .required("area", .string(.area), "Province and number"),
        .required("name", .text, "The constituency's name"),
        .required("state", state, "The worst that is open"),
        .required("turnout", .number(min: 0), "Ballots in per cent of those who may vote"),
        .required("leader_share", .number(min: 0), "The first's votes in per cent of the good ones"),
        .required("address", .text, "Its page"),
    ])

    private static let bin = Schema.object([
        .required("from", .number(min: 0), "The least turn-out, in per cent"),
        .required("width", .number(min: 0), "How much more it may be, in per cent"),
        .required("count", .count, "Constituencies"),
    ])

    private static let rule = Schema.object([
        .required("rule", .one(of: Rule.allCases.map(\.code)), "The rule"),
        .required("findings", .count, "Findings of it"),
        .required("open", .count, "Those that nobody decided"),
        .required("worst", ElectionSchemas.severity, "The severity of the gravest"),
    ])

    static let province = Schema.named("Province", provinceOnly)

    static let provinceWithAreas = Schema.named(
        "ProvinceWithAreas",
        provinceOnly.adding([.required("areas", .array(of: area), "Its constituencies")]))

    private static let provinceOnly = Schema.object([
        .required("province", .count, "The official code"), .required("name", .text, "Its name"),
        .required(
            "region", Schema.one(of: Region.self).orNull, "Its region, when it is one of Thailand"),
        .required("constituencies", .count, "How many it has"),
        .required("open_findings", .count, "Findings above a hint that nobody decided"),
        .required("stations_counted", .count, "Stations that the official count had"),
        .required("stations", .count, "All stations"),
    ])
}
