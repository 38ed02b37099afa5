// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import Testing

@testable import StewardServer

@Suite("What phones hear about their trips")
struct WebhookTests {
    private static func point(_ latitude: Double, _ longitude: Double = 5.1214) -> String {
        "{\"lat\":\(latitude),\"lng\":\(longitude)}"
    }

    /// Drives north for so many minutes, a point every 15 s at about 80 km/h; gives the last latitude.
    private static func drive(_ made: LogbookSite, minutes: Int, from start: Double) async throws -> Double {
        var latitude = start
        for _ in 0..<(minutes * 4) {
            made.clock.advance(15)
            latitude += 0.003
            let answer = try await made.post("/webhook/ping", made.anna.reporting, point(latitude))
            #expect(answer.status == 200)
            #expect(["gps_only_ping", "trip_resumed"].contains(answer["status"]?.string), "\(answer.text)")
        }
        return latitude
    }

    @Test("a trip: started, counted, left, finished; status tells of it meanwhile")
    func trip() async throws {
        try await LogbookSite.with { made in
            let headers = made.anna.reporting
            #expect(try await made.ask(.get, "/webhook/status", headers).holds(["active": false]))
            let start = try await made.post(
                "/webhook/start?user=bo&car_id=\(made.anna.vehicle.id)", headers, Self.point(52))
            #expect(start["status"] == "trip_started")
            #expect(start["user"] == "anna")
            #expect(start["car"] == "Car of anna")
            let last = try await Self.drive(made, minutes: 12, from: 52)
            let status = try await made.ask(.get, "/webhook/status", headers)
            #expect(status["active"] == true)
            #expect(status["gps_count"]?.integer ?? 0 > 20)
            #expect(status["first_gps"]?["lat"] != nil && status["last_gps"]?["is_skip"] == false)
            made.clock.advance(15)
            let end = try await made.post("/webhook/end", headers, Self.point(last))
            #expect(end["status"] == "pending")
            #expect(end["reason"] == "no_odometer")
            let finished = try await made.post("/webhook/finalize", headers)
            #expect(finished["status"] == "completed" && finished["processed"] == 1)
            let result = finished["results"]?.array?.first
            #expect(result?["action"] == "finalized" && result?["user"] == "anna")
            #expect(try await made.ask(.get, "/webhook/status", headers).holds(["active": false]))
            let trips = try await made.ask(.get, "/trips", made.anna.bearer)
            #expect(trips["trips"]?.array?.count == 1)
            #expect(trips["trips"]?.array?.first?["id"] == result?["trip_id"])
        }
    }

    @Test("a trip that time ends is finished with the whole trip, and the next ping begins another")
    func silence() async throws {
        try await LogbookSite.with { made in
            _ = try await made.post("/webhook/start", made.anna.reporting, Self.point(52))
            let last = try await Self.drive(made, minutes: 10, from: 52)
            made.clock.advance(3 * 3600)
            let answer = try await made.post("/webhook/start", made.anna.reporting, Self.point(last))
            #expect(answer["status"] == "trip_started")
            let trips = try await made.ask(.get, "/trips", made.anna.bearer)
            #expect(trips["trips"]?.array?.count == 1)
        }
    }

    @Test("nothing to end, nothing to finish, nothing to cancel: it is ignored")
    func ignored() async throws {
        try await LogbookSite.with { made in
            for call in ["end", "finalize", "cancel"] {
                let answer = try await made.post("/webhook/\(call)", made.anna.reporting)
                #expect(answer.holds(["status": "ignored", "reason": "no_active_trip"]), "\(call)")
            }
            let ping = try await made.post("/webhook/ping", made.anna.reporting, Self.point(52))
            #expect(ping["status"] == "waiting_for_car")
        }
    }

    @Test("what is cancelled, or went nowhere, is no trip")
    func cancelled() async throws {
        try await LogbookSite.with { made in
            _ = try await made.post("/webhook/start", made.anna.reporting, Self.point(52))
            let cancelled = try await made.post("/webhook/cancel", made.anna.reporting)
            #expect(cancelled.holds(["status": "cancelled"]))
            made.clock.advance(60)
            _ = try await made.post("/webhook/start", made.anna.reporting, Self.point(52))
            made.clock.advance(60)
            let finished = try await made.post("/webhook/finalize", made.anna.reporting)
            #expect(finished["results"]?.array?.first?["action"] == "skipped", "\(finished.text)")
            #expect(try await made.ask(.get, "/trips", made.anna.bearer)["trips"] == [])
        }
    }

    @Test("a coordinate that cannot be is refused with 422 and a sentence; nothing of it is kept")
    func coordinates() async throws {
        try await LogbookSite.with { made in
            let before = try await made.entries(of: made.anna)
            for body in [
                #"{"lat":91,"lng":5}"#, #"{"lat":52,"lng":-181}"#, #"{"lat":52}"#, #"{"lng":5}"#, "{}", "", "{",
                #"{"lat":"north","lng":5}"#, #"{"lat":[52],"lng":5}"#, #"{"lat":1e400,"lng":5}"#,
            ] {
                let answer = try await made.post("/webhook/ping", made.anna.reporting, body)
                #expect(answer.status == 422, "\(body): \(answer.text)")
                #expect(answer["detail"]?.string?.isEmpty == false)
                #expect(answer["request_id"]?.string?.isEmpty == false)
            }
            #expect(try await made.entries(of: made.anna) == before)
        }
    }

    @Test("another's vehicle is none; the same call with the same key counts once")
    func vehicles() async throws {
        try await LogbookSite.with { made in
            let other = try await made.post(
                "/webhook/start?car_id=\(made.bo.vehicle.id)", made.anna.reporting, Self.point(52))
            #expect(other.status == 404)
            var headers = made.anna.reporting
            headers[.init("Idempotency-Key") ?? .server] = "one"
            let before = try await made.entries(of: made.anna)
            for _ in 0..<3 { _ = try await made.post("/webhook/ping", headers, Self.point(52)) }
            #expect(try await made.entries(of: made.anna) == before + 1)
        }
    }
}
