// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import NIOCore
import StewardCore
import StewardLedger
import StewardStore
import Testing

@testable import StewardServer

@Suite("What devices and programs report")
struct IntakeRoutesTests {
    /// Half an hour before the clock of the site.
    private static let moment = 1_789_998_200

    private static let forms: [(path: String, body: String, type: String, answer: String?)] = [
        (
            "/in/owntracks",
            #"{"_type":"location","lat":52.1,"lon":5.1,"tst":\#(moment),"acc":8,"tid":"an"}"#,
            "application/json; charset=utf-8", "[]"
        ),
        ("/in/osmand?id=phone&lat=52.1&lon=5.1&timestamp=\(moment)", "", "text/plain; charset=utf-8", ""),
        ("/in/osmand", "id=phone&lat=52.1&lon=5.1", "text/plain; charset=utf-8", ""),
        (
            "/in/osmand",
            #"{"device_id":"p","location":{"timestamp":"2026-09-21T13:43:20Z","coords":"#
                + #"{"latitude":52.1,"longitude":5.1,"accuracy":5}}}"#, "text/plain; charset=utf-8", ""
        ),
        (
            "/in/overland",
            #"{"locations":[{"type":"Feature","geometry":{"type":"Point","coordinates":[5.1,52.1]},"properties":"#
                + #"{"timestamp":"2026-09-21T13:43:20Z","speed":3,"horizontal_accuracy":5,"device_id":"p"}}]}"#,
            "application/json; charset=utf-8", #"{"result":"ok"}"#
        ),
        (
            "/in/torque?id=abc&time=\(moment)000&kff1005=5.1&kff1006=52.1&kd=30", "",
            "text/plain; charset=utf-8", "OK!"
        ),
        (
            "/in/report", #"{"odometer":50010.4,"unit":"km","lat":52.1,"lng":5.1}"#,
            "application/json; charset=utf-8", nil
        ),
        (
            "/in/evcc",
            #"{"loadpoints":[{"connected":true,"vehicleOdometer":50011,"vehicleName":"car","vehicleSoc":60}]}"#,
            "application/json; charset=utf-8", nil
        ),
        ("/in/teslamate", #"{"odometer":50012.5,"shift_state":"P"}"#, "application/json; charset=utf-8", nil),
        (
            "/in/phone",
            #"{"points":[{"lat":52.1,"lng":5.1,"timestamp":"2026-09-21T13:43:20Z"},"#
                + #"{"lat":52.2,"lng":5.1,"timestamp":"2026-09-21T13:44:20Z","event":"end"}]}"#,
            "application/json; charset=utf-8", nil
        ),
    ]

    @Test("each form is taken as its senders send it, and answered as they expect")
    func forms() async throws {
        try await LogbookSite.with { made in
            for form in Self.forms {
                made.clock.advance(1)
                let before = try await made.entries(of: made.anna)
                let answer = try await made.post(form.path, made.anna.reporting, form.body)
                #expect(answer.status == 200, "\(form.path): \(answer.text)")
                #expect(answer.headers[.contentType] == form.type, "\(form.path)")
                if let text = form.answer { #expect(answer.text == text, "\(form.path)") }
                if form.answer == nil {
                    #expect(answer["status"] == "recorded", "\(form.path)")
                    #expect(answer["vehicles"]?.array?.first == .string(made.anna.vehicle.id))
                }
                #expect(try await made.entries(of: made.anna) == before + 1, "\(form.path)")
            }
        }
    }

    @Test("what a person reads from an odometer is the person's word, what a device sends is the device's")
    func readings() async throws {
        try await LogbookSite.with { made in
            let body = #"{"odometer":50010,"unit":"km"}"#
            #expect(try await made.post("/in/report", made.anna.bearer, body).status == 200)
            made.clock.advance(60)
            #expect(try await made.post("/in/report", made.anna.reporting, body).status == 200)
            let book = Logbook.book(vehicle: made.anna.vehicle.id)
            let arrivals = try await made.site.installation.ledger.entries(in: book, from: 1, limit: 10)
            #expect(arrivals.compactMap { $0.payload["form"]?.string } == ["manual", "report"])
            let devices = arrivals.map { $0.payload["observations"]?.array?.first?["device"]?.string ?? "" }
            #expect(devices == ["", made.anna.deviceID])
        }
    }

    @Test("the same batch sent again is kept once")
    func again() async throws {
        let body =
            #"{"locations":[{"type":"Feature","geometry":{"type":"Point","coordinates":[5.1,52.1]},"properties":"#
            + #"{"timestamp":"2026-09-21T13:43:20Z"}}]}"#
        try await LogbookSite.with { made in
            _ = try await made.post("/in/overland", made.anna.reporting, body)
            let entries = try await made.entries(of: made.anna)
            made.clock.advance(600)
            #expect(try await made.post("/in/overland", made.anna.reporting, body).text == #"{"result":"ok"}"#)
            #expect(try await made.entries(of: made.anna) == entries)
        }
    }

    /// Bodies that no honest sender makes.
    private static let hostile: [String] = [
        "", "null", "[]", "{}", "{", "[[[[", "\u{0}", "lat=nan&lon=inf", "a=%", "a=%zz", "<xml/>", "--x\r\n\r\n",
        #"{"lat":NaN,"lng":5}"#, #"{"lat":1e999,"lng":5}"#, #"{"lat":52,"lng":181}"#, #"{"lat":-90.0001,"lng":5}"#,
        #"{"lat":52,"lng":5,"timestamp":"0001-01-01T00:00:00Z"}"#,
        #"{"lat":52,"lng":5,"timestamp":"9999-12-31T23:59:59Z"}"#, #"{"lat":52,"lng":5,"timestamp":-1e18}"#,
        #"{"lat":{},"lng":[]}"#, #"{"lat":true,"lng":null}"#, #"{"lat":52,"lat":53,"lng":5}"#,
        #"{"_type":"location","lat":"x","lon":5,"tst":1}"#, #"{"_type":{},"lat":1}"#,
        #"{"locations":{"a":1}}"#, #"{"locations":[1,2,3]}"#, #"{"locations":[]}"#,
        #"{"device_id":1,"location":"here"}"#, #"{"loadpoints":[[]]}"#, #"{"odometer":-5}"#, #"{"odometer":1e300}"#,
        #"{"odometer":"many"}"#, #"{"points":[{"lat":52,"lng":5}]}"#,
        #"{"device_id":"\#(String(repeating: "x", count: 90_000))"}"#,
        String(repeating: "[", count: 100_000), "\u{FEFF}{}",
    ]

    @Test(
        "hostile bodies are refused, or hold nothing: never is it the server that fails", arguments: IntakeForm.allCases
    )
    func hostileForms(form: IntakeForm) async throws {
        try await LogbookSite.with { made in
            for body in Self.hostile {
                for query in ["", "?id=x&lat=999&lon=5", "?id=x&timestamp=999999999999999999999"] {
                    let answer = try await made.post("/in/\(form.rawValue)\(query)", made.anna.reporting, body)
                    #expect(
                        answer.status == 200 || (400..<500).contains(answer.status), "\(body.prefix(60)) \(answer.text)"
                    )
                    guard answer.status != 200 else { continue }
                    #expect(answer.headers[.contentType] == "application/problem+json")
                    #expect(answer["detail"]?.string.map { $0.count < 1000 } == true)
                }
            }
            let bytes: [[UInt8]] = [
                [0xFF, 0xFE, 0x00], Array(repeating: 0x80, count: 4000), [0x7B, 0x22, 0xC3, 0x28],
            ]
            for bytes in bytes {
                let answer = try await made.ask(.post, "/in/\(form.rawValue)", made.anna.reporting, bytes: bytes)
                #expect(answer.status == 200 || (400..<500).contains(answer.status))
            }
        }
    }

    @Test("hostile bodies of webhooks too", arguments: Shortcuts.Call.allCases)
    func hostileCalls(call: Shortcuts.Call) async throws {
        try await LogbookSite.with { made in
            for body in Self.hostile {
                let answer = try await made.post("/webhook/\(call.rawValue)", made.anna.reporting, body)
                #expect(
                    answer.status == 200 || (400..<500).contains(answer.status), "\(body.prefix(60)) \(answer.text)")
            }
        }
    }

    @Test("a million points, and a body beyond the limit, are too much; a thousand are not")
    func size() async throws {
        try await LogbookSite.with { made in
            let point = #"{"lat":52.1,"lng":5.1,"timestamp":"2026-09-21T13:43:20Z"}"#
            func points(_ count: Int) -> String {
                "[" + Array(repeating: point, count: count).joined(separator: ",") + "]"
            }
            #expect(try await made.post("/in/phone", made.anna.reporting, points(1000)).status == 200)
            let many = try await made.post("/in/phone", made.anna.reporting, points(110_000))
            #expect(many.status == 413)
            let small = "[" + Array(repeating: "{}", count: 1_000_000).joined(separator: ",") + "]"
            #expect([413, 422].contains(try await made.post("/in/phone", made.anna.reporting, small).status))
            var announced = made.anna.reporting
            announced[.contentLength] = "1000000000"
            let answer = try await made.ask(.post, "/in/phone", announced, body: "{}")
            #expect(answer.status == 413)
            #expect(answer.headers[.connection] == "close")
            // Without a length it is counted as it comes.
            var unannounced = made.anna.reporting
            unannounced[.contentLength] = "10"
            let long = [UInt8](repeating: 0x20, count: Received.mostBytes + 1)
            #expect(try await made.ask(.post, "/in/phone", unannounced, bytes: long).status == 413)
        }
    }

    @Test("a browser's page elsewhere cannot report with what a browser keeps; a program is not asked where it is")
    func origins() async throws {
        try await LogbookSite.with { made in
            var headers = made.anna.reporting
            headers[.origin] = "https://elsewhere.example"
            headers[.fetchSite] = "cross-site"
            let body = #"{"lat":52.1,"lng":5.1}"#
            let elsewhere = try await made.post("/webhook/ping", headers, body)
            #expect(elsewhere.status == 200)
            var cookie = made.anna.cookie
            cookie[.origin] = "https://elsewhere.example"
            #expect(try await made.post("/webhook/ping", cookie, body).status == 403)
        }
    }
}
