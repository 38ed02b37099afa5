// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// What the pages of elections show, as JSON.
enum TallyData {
    static let routes: [Route] = [
        Route(
            "/api/elections/{election}/areas", "Constituencies with state, margin and turn-out",
            isData: true,
            scope: .read, queries: TallySchemas.filters, gives: TallySchemas.areas
        ) { request, context, site in
            let (_, atlas) = try await TallyPages.atlas(context, site)
            let filter = AreaFilter(request.form)
            let found = filter.apply(atlas.areas)
            let rows = found.dropFirst(filter.first).prefix(AreaFilter.pageLength)
            return JSONAnswer.response([
                "count": .integer(Int64(found.count)), "from": .integer(Int64(filter.first)),
                "areas": .array(rows.map { area($0) }),
            ])
        },
        Route(
            "/api/elections/{election}/map", "The tile map: a square of each constituency", isData: true,
            scope: .read, queries: TallySchemas.filters, gives: TallySchemas.map
        ) { request, context, site in
            let (election, atlas) = try await TallyPages.atlas(context, site)
            return JSONAnswer.response(map(election, atlas, AreaFilter(request.form), context.language))
        },
        Route(
            "/api/elections/{election}/charts", "The figures behind the charts", isData: true,
            scope: .read,
            gives: TallySchemas.charts
        ) { _, context, site in
            let (election, atlas) = try await TallyPages.atlas(context, site)
            return JSONAnswer.response(charts(election, ChartData(atlas)))
        },
        Route(
            "/api/elections/{election}/provinces", "The provinces with their sums", isData: true,
            scope: .read,
            gives: .array(of: TallySchemas.province)
        ) { _, context, site in
            let (_, atlas) = try await TallyPages.atlas(context, site)
            return JSONAnswer.response(.array(atlas.provinces.map { province($0, atlas) }))
        },
        Route(
            "/api/elections/{election}/provinces/{province}", "A province", isData: true, scope: .read,
            gives: TallySchemas.provinceWithAreas
        ) { _, context, site in
            let (_, atlas) = try await TallyPages.atlas(context, site)
            let code = try TallyPages.province(context, atlas)
            var members = province(code, atlas).members ?? []
            members.append(JSON.Member("areas", .array(atlas.areas(of: code).map { area($0) })))
            return JSONAnswer.response(.object(members))
        },
    ]

    static func area(_ facts: AreaFacts) -> JSON {
        let leader: JSON =
            facts.constituency.leader.map { leader in
                [
                    "number": .integer(Int64(leader.number)), "name": .string(leader.name),
                    "party": .string(leader.party), "votes": .integer(Int64(leader.votes)),
                    "margin": .integer(Int64(leader.margin)), "by_form": .bool(leader.isByForm),
                ]
            } ?? .null
        return [
            "area": .string(facts.area.description), "name": .string(facts.name),
            "state": .string(facts.state.code),
            "open_findings": .integer(Int64(facts.findings)),
            "changes_winner": .bool(facts.changesWinner),
            "votes_in_doubt": .integer(Int64(facts.doubt)), "eligible": integer(facts.eligible),
            "stations_counted": .integer(Int64(facts.stationsCounted)),
            "stations": .integer(Int64(facts.stations)),
            "leader": leader, "constituency": ballot(facts.constituency),
            "party_list": ballot(facts.partyList),
        ]
    }

    private static func ballot(_ ballot: AreaFacts.Ballot) -> JSON {
        [
            "state": .string(ballot.state.code), "open_findings": .integer(Int64(ballot.findings)),
            "ballots": integer(ballot.ballots), "good": integer(ballot.good), "bad": integer(ballot.bad),
            "no_choice": integer(ballot.noChoice), "feed_ballots": integer(ballot.feed?.turnout),
            "feed_good": integer(ballot.feed?.valid), "feed_bad": integer(ballot.feed?.invalid),
            "feed_no_choice": integer(ballot.feed?.noChoice),
        ]
    }

    private static func integer(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }

    static func map(
        _ election: String, _ atlas: TallyAtlas, _ filter: AreaFilter, _ language: Language
    ) -> JSON {
        let tiles = atlas.areas.compactMap { facts -> JSON? in
            guard let cell = atlas.layout.places[facts.area] else { return nil }
            let state = filter.state(of: facts)
            return [
                "area": .string(facts.area.description), "name": .string(facts.name),
                "state": .string(state.code),
                "label": .string(state.label(language)),
                "open_findings": .integer(Int64(filter.findings(of: facts))),
                "column": .integer(Int64(cell.column)), "row": .integer(Int64(cell.row)),
                "shown": .bool(filter.matches(facts)),
                "address": .string(TallyPages.address(election, facts.area)),
            ]
        }
        return [
            "columns": .integer(Int64(atlas.layout.columns)), "rows": .integer(Int64(atlas.layout.rows)),
            "is_country": .bool(atlas.layout.isCountry), "tiles": .array(tiles),
            "borders": .array(
                atlas.layout.borders.map { line in
                    .array(
                        [line.from.column, line.from.row, line.to.column, line.to.row].map {
                            .integer(Int64($0))
                        })
                }),
        ]
    }

    static func charts(_ election: String, _ data: ChartData) -> JSON {
        [
            "points": .array(
                data.points.map { point in
                    [
                        "area": .string(point.facts.area.description), "name": .string(point.facts.name),
                        "state": .string(point.facts.state.code), "turnout": .number(rounded(point.turnout)),
                        "leader_share": .number(rounded(point.share)),
                        "address": .string(TallyPages.address(election, point.facts.area)),
                    ]
                }),
            "turnout": .array(
                data.bins.map {
                    [
                        "from": .number($0.from), "width": .number(ChartData.width),
                        "count": .integer(Int64($0.count)),
                    ]
                }),
            "rules": .array(
                data.rules.map {
                    [
                        "rule": .string($0.rule.code), "findings": .integer(Int64($0.all)),
                        "open": .integer(Int64($0.open)), "worst": .string($0.worst.code),
                    ]
                }),
        ]
    }

    /// Two decimals: more would say more than a count of ballots can.
    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    static func province(_ code: Int, _ atlas: TallyAtlas) -> JSON {
        let areas = atlas.areas(of: code)
        return [
            "province": .integer(Int64(code)), "name": .string(atlas.name(of: code) ?? ""),
            "region": (atlas.layout.isCountry ? Region(province: code) : nil).map { .string($0.rawValue) }
                ?? .null,
            "constituencies": .integer(Int64(areas.count)),
            "open_findings": .integer(Int64(areas.reduce(0) { $0 + $1.findings })),
            "stations_counted": .integer(Int64(areas.reduce(0) { $0 + $1.stationsCounted })),
            "stations": .integer(Int64(areas.reduce(0) { $0 + $1.stations })),
        ]
    }
}
