// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import StewardLedger
import StewardStore

import Testing

@testable import StewardServer

/// Everybody has a logbook of their own. The owner of this Steward, too, sees nobody else's.
@Suite("Nobody sees another's logbook")
struct LogbookIsolationTests {
    /// What there is of a person, for the names in paths.
    private static func identifiers(_ person: LogbookSite.Person, _ made: LogbookSite) async throws -> [String: String]
    {
        let trip = try await made.logbook.enter(
            {
                var trip = EnteredTrip(id: TripID("new"), start: 1_789_000_000_000_000, end: 1_789_001_000_000_000)
                trip.distance = Distance(metres: 12_345)
                return trip
            }(), vehicle: person.vehicle.id, account: person.account)
        return ["car": person.vehicle.id, "trip": trip.id.text]
    }

    /// Addresses of logbooks that name something of one's own.
    private static var named: [Route] {
        (LogbookRoutes.all).filter { !$0.parameters.isEmpty && $0.parameters != ["name"] }
    }

    private static func path(_ route: Route, _ identifiers: [String: String]) -> String {
        route.parameters.reduce(route.path) {
            $0.replacingOccurrences(of: "{\($1)}", with: identifiers[$1] ?? "x")
        }
    }

    @Test("every address answers 404 for what is another's, whoever asks, and leaves it as it was")
    func others() async throws {
        try await LogbookSite.with { made in
            for (asks, has) in [(made.anna, made.bo), (made.bo, made.anna)] {
                let identifiers = try await Self.identifiers(has, made)
                let before = try await made.entries(of: has)
                var walked = 0
                for route in Self.named {
                    let path = Self.path(route, identifiers)
                    let answer = try await made.ask(
                        route.method, path, asks.bearer, body: #"{"notes":"mine","name":"mine"}"#)
                    #expect(answer.status == 404, "\(route.method) \(path): \(answer.status) \(answer.text)")
                    walked += 1
                }
                #expect(walked > 10)
                #expect(try await made.entries(of: has) == before)
            }
        }
    }

    @Test("an address that takes another's vehicle as a parameter or in its body says that there is none")
    func parameters() async throws {
        try await LogbookSite.with { made in
            let (other, trip) = (made.bo.vehicle.id, try await Self.identifiers(made.anna, made)["trip"] ?? "")
            var walked = 0
            for route in LogbookRoutes.all + IntakeRoutes.all
            where route.queries.contains(where: { $0.name == "car_id" }) && !route.path.contains("{token}") {
                let headers = route.isForDevices ? made.anna.reporting : made.anna.bearer
                let answer = try await made.ask(
                    route.method, "\(route.path)?car_id=\(other)", headers,
                    body: route.method == .get ? nil : #"{"lat":52,"lng":5}"#)
                #expect(answer.status == 404, "\(route.method) \(route.path): \(answer.status) \(answer.text)")
                walked += 1
            }
            #expect(walked >= 10)
            let entered = try await made.post(
                "/trips", made.anna.bearer,
                #"{"car_id":"\#(other)","date":"02-09-2026","from_address":"a","to_address":"b","distance_km":3}"#)
            #expect(entered.status == 404)
            let moved = try await made.ask(.patch, "/trips/\(trip)", made.anna.bearer, body: #"{"car_id":"\#(other)"}"#)
            #expect(moved.status == 404)
        }
    }

    @Test("lists and sums hold nothing of others")
    func lists() async throws {
        try await LogbookSite.with { made in
            let trip = try await Self.identifiers(made.bo, made)["trip"] ?? ""
            try await made.logbook.putPlace(
                PlaceEntry(Place(name: "Secret place", center: try #require(Position(latitude: 52, longitude: 5)))),
                account: made.bo.account)
            _ = try await made.post("/webhook/start", made.bo.reporting, #"{"lat":52,"lng":5}"#)
            for route in LogbookRoutes.all + WebhookRoutes.all where route.method == .get && route.parameters.isEmpty {
                let answer = try await made.ask(.get, route.path, made.anna.bearer)
                for secret in [trip, made.bo.vehicle.id, "Secret place", "Car of bo", "12.345", made.bo.account] {
                    #expect(!answer.text.contains(secret), "\(route.path) holds \(secret)")
                }
            }
            #expect(try await made.ask(.get, "/webhook/status", made.anna.bearer)["active"] == false)
        }
    }

    @Test("nobody gets anything without a token or a session")
    func nobody() async throws {
        try await LogbookSite.with { made in
            let identifiers = try await Self.identifiers(made.anna, made)
            for route in LogbookRoutes.all + IntakeRoutes.all where route.scope != .open {
                let answer = try await made.ask(route.method, Self.path(route, identifiers), body: "{}")
                // A table for a spreadsheet is opened by a browser, which is led to the sign-in.
                let leadsToSignIn = answer.status == 303 && route.path == "/export.csv"
                #expect(answer.status == 401 || leadsToSignIn, "\(route.method) \(route.path): \(answer.status)")
            }
        }
    }

    @Test("a session changes nothing unless a page of ours asks; a token that only reads changes nothing at all")
    func changes() async throws {
        try await LogbookSite.with { made in
            let identifiers = try await Self.identifiers(made.anna, made)
            let reader = try await made.people.access.makeToken(
                name: "reader", scopes: [.read], expiresAt: nil, by: made.anna.visitor
            ).secret.reveal()
            let before = try await made.entries(of: made.anna)
            for route in LogbookRoutes.all + IntakeRoutes.all
            where route.method != .get && !route.path.contains("{token}") {
                let path = Self.path(route, identifiers)
                for site in [nil, "none", "same-site", "cross-site"] {
                    var headers = made.anna.cookie
                    headers[.fetchSite] = site
                    let answer = try await made.ask(route.method, path, headers, body: "{}")
                    #expect(answer.status == 403, "\(route.method) \(path) \(site ?? "") \(answer.status)")
                }
                var headers = made.anna.cookie
                headers[OwnPage.header] = made.bo.visitor.formToken
                #expect(try await made.ask(route.method, path, headers, body: "{}").status == 403)
                headers = [.authorization: "Bearer \(reader)"]
                #expect(try await made.ask(route.method, path, headers, body: "{}").status == 403)
            }
            #expect(try await made.entries(of: made.anna) == before)
        }
    }

    @Test("the books of another's logbook are not named, not read, not verified, and not found")
    func books() async throws {
        try await LogbookSite.with { made in
            _ = try await Self.identifiers(made.bo, made)
            try await made.logbook.putPlace(
                PlaceEntry(Place(name: "Secret place", center: try #require(Position(latitude: 52, longitude: 5)))),
                account: made.bo.account)
            let books = [Logbook.book(vehicle: made.bo.vehicle.id), Logbook.book(driver: made.bo.account)]
            for path in ["/api/ledger", "/ledger", "/", "/schedules/new"] {
                let answer = try await made.ask(.get, path, made.anna.cookie)
                #expect(answer.status == 200, "\(path)")
                for book in books { #expect(!answer.text.contains(book.name), "\(path)") }
            }
            for book in books {
                let name = HTML.pathComponent(book.name)
                var own = 0
                for route in Routes.all where route.path.contains("/{book}") {
                    let path = route.path.replacingOccurrences(of: "{book}", with: name)
                        .replacingOccurrences(of: "{entry}", with: "0")
                    let headers = route.isData ? made.anna.bearer : made.anna.cookie
                    let answer = try await made.ask(route.method, path, headers)
                    #expect([404, 403, 415].contains(answer.status), "\(route.method) \(path): \(answer.status)")
                    guard route.method == .get else { continue }
                    #expect(answer.status == 404, "\(path)")
                    let theirs = try await made.ask(.get, path, route.isData ? made.bo.bearer : made.bo.cookie)
                    if theirs.status == 200 { own += 1 }
                }
                #expect(own > 5, "\(book.name)")
            }
            let mine = try await made.ask(.get, "/api/ledger", made.bo.bearer)
            for book in books { #expect(mine.text.contains(book.name)) }
        }
    }
}
