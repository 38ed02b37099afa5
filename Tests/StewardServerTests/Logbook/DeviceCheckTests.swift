// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import StewardLedger
import StewardStore
import Testing

@testable import StewardServer

@Suite("Which device reports")
struct DeviceCheckTests {
    private static let point = #"{"lat":52.0907374,"lng":5.1214201}"#

    private static func basic(_ password: String) -> HTTPFields {
        [.authorization: "Basic " + Data("phone:\(password)".utf8).base64EncodedString()]
    }

    @Test("a device token counts as a bearer's, as a password, in the address, and as a tracker's id")
    func ways() async throws {
        try await LogbookSite.with { made in
            let device = made.anna.device
            var before = try await made.entries(of: made.anna)
            let ways: [(String, HTTPFields)] = [
                ("/webhook/ping", made.anna.reporting), ("/webhook/ping", Self.basic(device)),
                ("/webhook/ping", [.authorization: "bEARER   \(device)"]), ("/in/\(device)/webhook/ping", [:]),
                ("/in/osmand?id=\(device)&lat=52.1&lon=5.1", [:]),
                ("/in/\(device)/osmand?id=car&lat=52.1&lon=5.1", [:]),
            ]
            for (path, headers) in ways {
                made.clock.advance(20)
                let answer = try await made.post(path, headers, path.contains("webhook") ? Self.point : "")
                #expect(answer.status == 200, "\(path) \(answer.text)")
                let after = try await made.entries(of: made.anna)
                #expect(after == before + 1, "\(path)")
                before = after
            }
        }
    }

    @Test("a tracker that knows an address and a name alone names itself with its token, in a form or in JSON")
    func body() async throws {
        try await LogbookSite.with { made in
            let token = try await made.logbook.makeToken(account: made.anna.account, name: "tracker").secret.reveal()
            let json =
                #"{"device_id":"\#(token)","location":{"timestamp":"2026-09-21T14:00:00Z","coords":"#
                + #"{"latitude":52.1,"longitude":5.1}}}"#
            for body in [json, "id=\(token)&lat=52.2&lon=5.1"] {
                let before = try await made.entries(of: made.anna)
                let answer = try await made.post("/in/osmand", [:], body)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(try await made.entries(of: made.anna) == before + 1)
                #expect(try await made.post("/in/osmand", [:], body.replacing(token, with: "phone")).status == 401)
                #expect(try await made.post("/in/owntracks", [:], body).status == 401)
            }
            let entries = try await made.site.installation.ledger.entries(
                in: Logbook.book(vehicle: made.anna.vehicle.id), from: 0, limit: 100)
            for entry in entries {
                let text = String(decoding: try entry.payload.canonicalBytes(), as: UTF8.self)
                #expect(!text.contains("stlog_"), "\(text)")
            }
        }
    }

    @Test("who shows nothing, or something else, hears one of the two sentences that older clients know")
    func refused() async throws {
        try await LogbookSite.with { made in
            let other = String(made.anna.device.dropLast()) + (made.anna.device.hasSuffix("a") ? "b" : "a")
            let missing: [HTTPFields] = [[:], [.authorization: "Digest x"], [.authorization: "Bearer"]]
            for headers in missing {
                let answer = try await made.post("/webhook/ping", headers, Self.point)
                #expect(answer.status == 401)
                #expect(answer["detail"] == "Bearer token required" || headers[.authorization] == "Bearer")
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer["request_id"]?.string == answer.headers[.requestID])
            }
            let unknown: [HTTPFields] = [
                [.authorization: "Bearer \(other)"], [.authorization: "Bearer stlog_"], [.authorization: "Bearer x"],
                [.authorization: "Basic !!!"], Self.basic("wrong"), Self.basic(other),
            ]
            for headers in unknown {
                let answer = try await made.post("/webhook/ping", headers, Self.point)
                #expect(answer.status == 401)
                #expect(answer["detail"] == "Invalid or expired token", "\(headers)")
            }
            #expect(try await made.post("/in/\(other)/webhook/ping", [:], Self.point).status == 401)
            #expect(try await made.post("/in/osmand?id=\(other)&lat=1&lon=1", [:]).status == 401)
            #expect(try await made.post("/in/osmand?id=car&lat=1&lon=1", [:]).status == 401)
        }
    }

    @Test("a token that may not stand in an address is refused there, and works in a header")
    func address() async throws {
        try await LogbookSite.with { made in
            let token = try await made.logbook.makeToken(account: made.anna.account, name: "header only").secret
                .reveal()
            for path in ["/in/\(token)/webhook/ping", "/in/osmand?id=\(token)&lat=52&lon=5"] {
                let answer = try await made.post(path, [:], Self.point)
                #expect(answer.status == 401)
                #expect(answer["detail"]?.string?.contains("may not stand in an address") == true)
            }
            let peer = made.peer()
            let headers: HTTPFields = [.authorization: "Bearer \(token)"]
            let answer = try await made.ask(.post, "/webhook/ping", headers, body: Self.point, over: peer)
            #expect(answer.status == 200)
        }
    }

    @Test("a revoked token, and that of a disabled account, end at once, also on a connection that showed them")
    func ended() async throws {
        try await LogbookSite.with { made in
            let (peer, other) = (made.peer(), made.peer())
            for (person, peer) in [(made.anna, peer), (made.bo, other)] {
                let answer = try await made.ask(.post, "/webhook/ping", person.reporting, body: Self.point, over: peer)
                #expect(answer.status == 200)
            }
            try await made.logbook.revokeToken(made.anna.deviceID, account: made.anna.account)
            let gone = try await made.ask(.post, "/webhook/ping", made.anna.reporting, body: Self.point, over: peer)
            #expect(gone.status == 401)
            try await made.people.access.disable(made.bo.account, by: made.anna.visitor)
            // A connection remembers for a second.
            made.clock.advance(2)
            let disabled = try await made.ask(.post, "/webhook/ping", made.bo.reporting, body: Self.point, over: other)
            #expect(disabled.status == 401)
        }
    }

    @Test("a device reports and can do nothing else")
    func onlyReports() async throws {
        try await LogbookSite.with { made in
            for path in ["/trips", "/cars", "/locations", "/stats", "/auth/me", "/api/jobs", "/ledger", "/"] {
                let answer = try await made.ask(.get, path, made.anna.reporting)
                #expect(answer.status == 401, "\(path)")
            }
            let answer = try await made.post("/trips", made.anna.reporting, "{}")
            #expect(answer.status == 401)
        }
    }

    @Test("an API token reports with the right to drive; a session when a page of ours sends it")
    func accounts() async throws {
        try await LogbookSite.with { made in
            #expect(try await made.post("/webhook/ping", made.anna.bearer, Self.point).status == 200)
            let reader = try await made.people.access.makeToken(
                name: "reader", scopes: [.read], expiresAt: nil, by: made.anna.visitor
            ).secret.reveal()
            let refused = try await made.post("/webhook/ping", [.authorization: "Bearer \(reader)"], Self.point)
            #expect(refused.status == 403)
            let broken = try await made.post("/webhook/ping", [.authorization: "Bearer stwd_x"], Self.point)
            #expect(broken.status == 401)
            var cookie = made.anna.cookie
            #expect(try await made.post("/in/phone", cookie, Self.point).status == 403)
            cookie[.fetchSite] = "same-origin"
            #expect(try await made.post("/in/phone", cookie, Self.point).status == 200)
            cookie[.fetchSite] = "cross-site"
            #expect(try await made.post("/in/phone", cookie, Self.point).status == 403)
            var token = made.anna.cookie
            token[OwnPage.header] = made.anna.visitor.formToken
            #expect(try await made.post("/in/phone", token, Self.point).status == 200)
        }
    }

    @Test("no token stands in the log, in a book, or in an answer")
    func secrecy() async throws {
        try await LogbookSite.with { made in
            let device = made.anna.device
            _ = try await made.post("/in/\(device)/webhook/ping", [:], Self.point)
            _ = try await made.post("/in/osmand?id=\(device)&lat=52.1&lon=5.1", [:])
            let tracker =
                #"{"device_id":"\#(device)","location":{"timestamp":"2026-09-21T14:00:00Z","coords":"#
                + #"{"latitude":52.1,"longitude":5.1}}}"#
            let sent = try await made.post("/in/\(device)/osmand", [:], tracker)
            #expect(sent.status == 200, "\(sent.text)")
            let wrong = try await made.post("/in/\(device)/osmand?id=\(device)&lat=\(device)&lon=5", [:])
            #expect(wrong.status == 422)
            #expect(!wrong.text.contains(device))
            #expect(!made.log.lines.isEmpty)
            #expect(!made.log.lines.contains { $0.contains(device) })
            let entries = try await made.site.installation.ledger.entries(
                in: Logbook.book(vehicle: made.anna.vehicle.id), from: 0, limit: 100)
            for entry in entries {
                let text = String(decoding: try entry.payload.canonicalBytes(), as: UTF8.self)
                #expect(!text.contains("stlog_"), "\(text)")
            }
        }
    }

    @Test("a device may report for a while as fast as it likes, and then as often as was agreed")
    func pace() async throws {
        var limits = RequestLimits(perMinute: 0)
        limits.ofDevice = 2
        try await LogbookSite.with(limits: limits) { made in
            var statuses: [Int] = []
            for _ in 0..<21 {
                statuses.append(try await made.post("/webhook/ping", made.anna.reporting, Self.point).status)
            }
            #expect(statuses.dropLast().allSatisfy { $0 == 200 })
            #expect(statuses.last == 429)
            #expect(try await made.post("/webhook/ping", made.bo.reporting, Self.point).status == 200)
            made.clock.advance(31)
            #expect(try await made.post("/webhook/ping", made.anna.reporting, Self.point).status == 200)
        }
    }
}
