// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Nominatim
import NominatimSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

/// Answers every call with one status and body, and keeps the calls.
private final class Answering: HTTPTransport {
    let status: Int
    let body: String
    let calls = Mutex<[HTTPRequest]>([])

    init(_ status: Int, _ body: String) {
        self.status = status
        self.body = body
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        calls.withLock { $0.append(call.request) }
        return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream(Array(body.utf8)))
    }
}

@Suite("Nominatim")
struct NominatimTests {
    private static let nothing = #"{"error":"Unable to geocode"}"#

    private static func nominatim(
        _ settings: [String: String], over transport: any HTTPTransport = Subject.transport,
        clock: any Timekeeping = SystemClock()
    ) throws -> Nominatim {
        let configuration = try Configuration(settings, fields: Nominatim.manifest.settings)
        return try Nominatim(
            configuration: configuration, context: IntegrationContext(transport: transport, clock: clock))
    }

    @Test("a request names its program and whom to write to, and asks for all that an address has")
    func request() async throws {
        let answering = Answering(200, Self.nothing)
        let settings = ["address": "https://nominatim.example.org/base", "contact": "me@example.org"]
        let found = try await Self.nominatim(settings, over: answering).address(
            at: Subject.place(-0.5, 100.123_456_78), language: "nl-BE,en;q=0.5")
        #expect(found == nil)
        let call = try #require(answering.calls.withLock { $0.first })
        let path = "/base/reverse?format=jsonv2&addressdetails=1&layer=address&zoom=18&lat=-0.500000&lon=100.123457"
        #expect(call.path == path + "&accept-language=nl-BE,en;q=0.5" && call.authority == "nominatim.example.org")
        #expect(call.headerFields[.userAgent] == "Steward (me@example.org)")
    }

    @Test("the public server is asked once a second at most, another one at once, unless the settings say so")
    func pace() async throws {
        let own = "https://nominatim.example.org"
        for (settings, wanted) in [
            ([:], 1.0), (["time-between-calls": "0s"], 1), (["time-between-calls": "2s"], 2), (["address": own], 0),
            (["address": own, "time-between-calls": "500ms"], 0.5),
        ] as [([String: String], Double)] {
            let clock = RecordingClock()
            let service = try Self.nominatim(settings, over: Answering(200, Self.nothing), clock: clock)
            for _ in 0..<4 { _ = try await service.address(at: Subject.house, language: "nl") }
            let slept = clock.sleeps.reduce(0) { $0 + $1 / .seconds(1) }
            #expect((slept - 3 * wanted).magnitude < 0.01, "\(settings)")
        }
    }

    @Test("the public server's policy is kept, and without a pause it is not")
    func policy() async throws {
        let clock = RecordingClock()
        let simulator = NominatimSimulator(isPublic: true, clock: clock)
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            let service = try Self.nominatim(
                ["address": server.address, "time-between-calls": "1s"], clock: clock)
            for _ in 0..<10 {
                #expect(try await service.address(at: Subject.house, language: "nl")?.houseNumber == "12-A")
            }
            let hasty = try Self.nominatim(["address": server.address], clock: clock)
            await #expect(throws: IntegrationError(.rateLimited, "")) {
                for _ in 0..<2 { _ = try await hasty.address(at: Subject.house, language: "nl") }
            }
        }
    }

    /// Places of the simulator with what is wanted of each.
    static let places: [(Double, Double, StreetAddress)] = [
        (
            13.75, 100.5,
            StreetAddress(
                street: "ถนนตัวอย่าง", houseNumber: "99/1", postcode: "10299", town: "กรุงเทพมหานคร", country: "TH",
                text: "99/1, ถนนตัวอย่าง, แขวงตัวอย่าง, กรุงเทพมหานคร, 10299, ประเทศไทย")
        ),
        (
            52.52, 13.4,
            StreetAddress(
                street: "Beispielplatz", houseNumber: "7", postcode: "10999", town: "Berlin", country: "DE",
                text: "7, Beispielplatz, Mitte, Berlin, 10999, Deutschland")
        ),
        (
            44.5, -73.2,
            StreetAddress(
                street: "Sample Hill Road", houseNumber: "1200", postcode: "05499-0001", town: "Sample Corners",
                country: "US",
                text: "1200, Sample Hill Road, Sample Corners, Sample County, Vermont, 05499-0001, United States")
        ),
        // Two kilometres from the house: the road, and no number.
        (
            52.0201, 5.0083,
            StreetAddress(
                street: "Proefstraat", postcode: "3999 ZZ", town: "Voorbeelddorp", country: "NL",
                text: "Proefstraat, Voorbeelddorp, Voorbeeldgemeente, Utrecht, 3999 ZZ, Nederland")
        ),
        // Twenty kilometres: the village only.
        (
            52.18, 5.0083,
            StreetAddress(
                town: "Voorbeelddorp", country: "NL", text: "Voorbeelddorp, Voorbeeldgemeente, Utrecht, Nederland")
        ),
    ]

    @Test("an address has the parts that are on the map, whatever they are called there", arguments: places)
    func parts(latitude: Double, longitude: Double, wanted: StreetAddress) async throws {
        try await LoopbackServer.withServer(NominatimSimulator(), clock: RecordingClock()) { server in
            let service = try Self.nominatim(["address": server.address])
            let found = try await service.address(at: Subject.place(latitude, longitude), language: "")
            #expect(found == wanted)
        }
    }

    @Test(
        "an answer that cannot be is malformed",
        arguments: [
            "{}", #"{"error":"Something else"}"#, #"{"error":{"code":400,"message":"no"}}"#, #"{"display_name":"x"}"#,
            #"{"display_name":"x","address":[]}"#, #"{"display_name":1,"address":{}}"#,
        ])
    func malformed(body: String) async throws {
        let service = try Self.nominatim(["address": "https://nominatim.example.org"], over: Answering(200, body))
        let error = await #expect(throws: IntegrationError.self) {
            try await service.address(at: Subject.house, language: "nl")
        }
        #expect(error?.code == .malformedReply && error?.message.contains("nominatim.example.org") == true)
    }

    @Test("a server that refuses to talk says what to do, and one without data is not healthy")
    func refused() async throws {
        let settings = ["address": "https://nominatim.example.org"]
        let blocked = try Self.nominatim(settings, over: Answering(403, "Access blocked"))
        let error = await #expect(throws: IntegrationError.self) {
            try await blocked.address(at: Subject.house, language: "nl")
        }
        #expect(error?.code == .forbidden && error?.message.contains("contact") == true)
        let empty = try Self.nominatim(settings, over: Answering(200, #"{"status":700,"message":"No database"}"#))
        guard case .failing(let failure) = await empty.health() else {
            Issue.record("A server without data is healthy.")
            return
        }
        #expect(failure.code == .unavailable && failure.message.contains("No database"))
    }

    @Test("a contact that would begin another header field is refused", arguments: ["a\r\nX: b", "a b", "(x)", "ü"])
    func contact(text: String) throws {
        let error = #expect(throws: IntegrationError.self) {
            try Self.nominatim(["contact": text], over: Answering(200, ""))
        }
        #expect(error?.code == .invalidRequest && error?.message.contains("contact") == true)
    }
}
