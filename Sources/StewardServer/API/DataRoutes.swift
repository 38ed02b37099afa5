// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import StewardJobs
import StewardLedger
import Tally

/// What the pages show, as JSON.
enum DataRoutes {
    static let all: [Route] =
        here + TallyData.routes + LedgerRoutes.all + WorkRoutes.all + ReviewRoutes.all + FileRoutes.all
        + BackupRoutes.all

    private static let here: [Route] = [
        Route("/api/elections", "The elections", isData: true, scope: .read, gives: .array(of: .text)) { _, _, site in
            let names = try await site.elections()
            return JSONAnswer.response(.array(names.map(JSON.string)))
        }.short(),
        Route(
            "/api/elections/{election}", "An election: coverage, feed, constituencies", isData: true, scope: .read,
            gives: ElectionSchemas.election
        ) {
            _, context, site in
            let (election, view) = try await TallyPages.view(context, site)
            return JSONAnswer.response(ElectionJSON.election(election, view))
        },
        Route(
            "/api/elections/{election}/findings", "The findings, by consequence", isData: true, scope: .read,
            gives: .array(of: ElectionSchemas.finding)
        ) {
            _, context, site in
            let (_, view) = try await TallyPages.view(context, site)
            return JSONAnswer.response(.array(view.findings.map(ElectionJSON.finding)))
        },
        Route(
            "/api/elections/{election}/findings/{finding}", "A finding", isData: true, scope: .read,
            gives: ElectionSchemas.finding
        ) {
            _, context, site in
            let (_, view) = try await TallyPages.view(context, site)
            let id = try context.parameters.require("finding")
            guard let record = view.finding(id.removingPercentEncoding ?? id) else {
                throw HTTPError(.notFound, message: "This election has no such finding.")
            }
            return JSONAnswer.response(ElectionJSON.finding(record))
        },
        Route(
            "/api/elections/{election}/areas/{area}", "A constituency: form beside feed", isData: true, scope: .read,
            gives: ElectionSchemas.area
        ) {
            _, context, site in
            let (_, view) = try await TallyPages.view(context, site)
            guard let area = context.parameters.get("area").flatMap({ Area($0) }),
                view.context.constituencies[area] != nil
            else { throw HTTPError(.notFound, message: "The register has no such constituency.") }
            return JSONAnswer.response(ElectionJSON.area(area, view))
        },
    ]

    static func job(_ job: Job) -> JSON { WorkJSON.job(job) }
}

/// An election's view as JSON.
enum ElectionJSON {
    static func election(_ name: String, _ view: ElectionView) -> JSON {
        let feed = view.data.feed
        return [
            "election": .string(name), "title": .string(view.data.state.title),
            "feed": [
                "source": .string(feed.source), "fetched_at": .string(feed.fetchedAt.formatted(.iso8601)),
                "last_update": .string(feed.lastUpdate), "percent_counted": .number(feed.percentCounted),
            ],
            "documents": .integer(Int64(view.forms.count)), "consistent": .integer(Int64(view.consistent)),
            "areas": .array(
                view.areas.map { area in
                    [
                        "area": .string(area.area.description), "name": .string(area.name),
                        "constituency": .bool(area.hasConstituency), "party_list": .bool(area.hasPartyList),
                        "open_findings": .integer(Int64(area.findings)),
                        "worst": area.worst.map { .string($0.code) } ?? .null,
                    ]
                }),
            "credits": .array(view.credits.map(JSON.string)),
        ]
    }

    static func finding(_ record: FindingRecord) -> JSON {
        var members = record.finding.json.members ?? []
        members.append(JSON.Member("status", .string(record.shownStatus.rawValue)))
        members.append(JSON.Member("entry", .integer(record.raisedAt)))
        members.append(JSON.Member("explanation_en", .string(record.finding.explanation(.english))))
        members.append(JSON.Member("explanation_th", .string(record.finding.explanation(.thai))))
        members.append(JSON.Member("explanation_nl", .string(record.finding.explanation(.dutch))))
        return .object(members)
    }

    static func area(_ area: Area, _ view: ElectionView) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("area", .string(area.description)),
            JSON.Member("name", .string(view.data.register.name(of: area))),
        ]
        for kind in BallotKind.allCases {
            let rows = view.lines(area, kind).map { line -> JSON in
                [
                    "number": .integer(Int64(line.number)), "name": .string(line.name), "party": .string(line.party),
                    "form": line.form.map { .integer(Int64($0)) } ?? .null,
                    "feed": line.feed.map { .integer(Int64($0)) } ?? .null,
                ]
            }
            members.append(JSON.Member(kind.rawValue, .array(rows)))
        }
        return .object(members)
    }
}
