// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import Testing

@testable import StewardServer

@Suite("Files of trips that are sent")
struct ImportRoutesTests {
    private static let trips = """
        date,start,end,from,to,distance,type,purpose
        2026-09-01,08:00,08:30,Utrecht,Amersfoort,22.4,business,Visit
        2026-09-01,17:00,17:30,Amersfoort,Utrecht,22.6,private,

        """

    private static func send(
        _ text: String, _ fields: [(name: String, value: String)] = [], _ made: LogbookSite, _ headers: HTTPFields,
        token: String? = nil
    ) async throws -> LogbookSite.Answer {
        var all = headers
        all[.contentType] = MadeForm.type
        let form = MadeForm(token: token, fields: fields, name: "trips.csv", content: Array(text.utf8))
        return try await made.ask(.post, "/api/logbook/import", all, bytes: form.bytes)
    }

    private static func receivedFiles(_ made: LogbookSite) -> [String] {
        let folder = made.site.uploads.folder.path
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    @Test("comes in once, however often it is sent, and nothing of the file stays on the disk")
    func once() async throws {
        try await LogbookSite.with { made in
            let document = OpenAPI.document(Routes.described)
            let checker = SchemaChecker(components: document["components"]?["schemas"] ?? .null)
            for (new, known) in [(2, 0), (0, 2)] {
                let answer = try await Self.send(Self.trips, [], made, made.anna.bearer)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer["new_trips"] == .integer(Int64(new)))
                #expect(answer["known_trips"] == .integer(Int64(known)))
                #expect(checker.complaints(answer.json, ["$ref": "#/components/schemas/Imported"]) == [])
            }
            #expect(try await made.ask(.get, "/trips", made.anna.bearer)["trips"]?.array?.count == 2)
            #expect(try await made.ask(.get, "/trips", made.bo.bearer)["trips"] == [])
            #expect(Self.receivedFiles(made).isEmpty)
        }
    }

    @Test("is only looked at when that is asked for")
    func dryRun() async throws {
        try await LogbookSite.with { made in
            let answer = try await Self.send(Self.trips, [("dry_run", "true")], made, made.anna.bearer)
            #expect(answer.status == 200 && answer["dry_run"] == true && answer["new_trips"] == 2)
            #expect(try await made.entries(of: made.anna) == 1)
        }
    }

    @Test("brings nothing when it is broken; the answer says where")
    func broken() async throws {
        try await LogbookSite.with { made in
            let answer = try await Self.send(Self.trips + "2026-09-02,x,y,,,,,\n", [], made, made.anna.bearer)
            #expect(answer.status == 422 && answer.text.contains("4"), "\(answer.text)")
            #expect(try await made.entries(of: made.anna) == 1)
            #expect(Self.receivedFiles(made).isEmpty)
        }
    }

    @Test(
        "is refused with fields that mean nothing, and for vehicles of others",
        arguments: [("unit", "league"), ("dates", "x"), ("dry_run", "maybe"), ("zone", "Nowhere/At all")])
    func fields(name: String, value: String) async throws {
        try await LogbookSite.with { made in
            let answer = try await Self.send(Self.trips, [(name, value)], made, made.anna.bearer)
            #expect(answer.status == 422)
            let bos = try await Self.send(
                Self.trips, [("car_id", made.bo.vehicle.id)], made, made.anna.bearer)
            #expect(bos.status == 404)
            #expect(try await made.entries(of: made.anna) == 1)
            #expect(try await made.entries(of: made.bo) == 1)
        }
    }

    @Test("needs the right to drive; from a browser also a form of ours")
    func rights() async throws {
        try await LogbookSite.with { made in
            let token = MadeForm.token(made.anna.cookie)
            var ours = made.anna.cookie
            ours[.fetchSite] = "same-origin"
            let senders: [(HTTPFields, String?, Int)] = [
                (HTTPFields(), nil, 401), (made.anna.reporting, nil, 401), (made.anna.cookie, token, 403),
                (ours, nil, 403), (ours, token, 200),
            ]
            for (headers, token, status) in senders {
                let answer = try await Self.send(Self.trips, [], made, headers, token: token)
                #expect(answer.status == status, "\(answer.text)")
            }
            #expect(try await made.post("/api/logbook/import", made.anna.bearer, "{}").status == 400)
        }
    }
}
