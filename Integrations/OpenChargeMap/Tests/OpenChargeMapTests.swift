// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import OpenChargeMap
import OpenChargeMapSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

/// Answers each call with the same reply, and keeps the calls.
private final class Answering: HTTPTransport {
    let status: Int
    let text: String
    let calls = Mutex<[HTTPRequest]>([])

    init(_ status: Int, _ text: String) {
        self.status = status
        self.text = text
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        calls.withLock { $0.append(call.request) }
        return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream(Array(text.utf8)))
    }
}

@Suite("Open Charge Map")
struct OpenChargeMapTests {
    private static let centre = Position(latitude: 52.0907, longitude: -5.1214)

    private static func find(
        _ answering: Answering, metres: Int64 = 2500, limit: Int = 20
    ) async throws -> [ChargingStation] {
        let configuration = try Configuration(["key": "k3y"], fields: OpenChargeMap.manifest.settings)
        let service = try OpenChargeMap(
            configuration: configuration, context: IntegrationContext(transport: answering))
        return try await service.chargers(
            near: try #require(centre), within: Distance(metres: metres), limit: limit)
    }

    @Test("a search is one request in kilometres and in full, with the key in its field and a name of its own")
    func request() async throws {
        let answering = Answering(200, "[]")
        #expect(try await Self.find(answering).isEmpty)
        let request = try #require(answering.calls.withLock { $0.first })
        #expect(answering.calls.withLock { $0.count } == 1)
        #expect(request.authority == "api.openchargemap.io" && request.method == .get)
        let wanted =
            "/v3/poi?output=json&client=steward&compact=false&verbose=false&camelcase=false&includecomments=false"
            + "&latitude=52.090700&longitude=-5.121400&distance=2.500&distanceunit=KM&maxresults=20"
        #expect(request.path == wanted)
        #expect(try request.headerFields[#require(HTTPField.Name("X-API-Key"))] == "k3y")
        #expect(request.headerFields[.userAgent] == "Steward")
    }

    @Test(
        "a key that is refused is unauthorized, whichever status comes with it",
        arguments: [
            (403, "REJECTED_APIKEY_INVALID"), (403, "REJECTED_APIKEY_MISSING"), (200, "REJECTED_APIKEY_INVALID"),
            (403, "You must specify an API Key, either in an X-API-Key header or key= query string parameter."),
        ])
    func refusedKey(status: Int, text: String) async throws {
        await #expect(throws: IntegrationError(.unauthorized, "")) { try await Self.find(Answering(status, text)) }
    }

    @Test("another refusal is forbidden, and nothing of its page is repeated")
    func forbidden() async throws {
        let error = await #expect(throws: IntegrationError.self) {
            try await Self.find(Answering(403, "<html>Are you human?</html>"))
        }
        #expect(error?.code == .forbidden && error?.message.contains("human") == false)
    }

    @Test("a redirect is not followed with the key", arguments: [301, 302, 307, 304])
    func redirect(status: Int) async throws {
        await #expect(throws: IntegrationError(.malformedReply, "")) { try await Self.find(Answering(status, "")) }
    }

    @Test("a key that would begin another header field is refused, and not shown")
    func key() throws {
        let configuration = try Configuration(["key": "a\r\nX-Other: b"], fields: OpenChargeMap.manifest.settings)
        let error = #expect(throws: IntegrationError.self) {
            try OpenChargeMap(
                configuration: configuration, context: IntegrationContext(transport: Answering(200, "[]")))
        }
        #expect(error?.message.contains("key") == true && error?.message.contains("X-Other") == false)
    }

    @Test("members that are missing, null or of another type cost their own value and nothing else")
    func oddities() async throws {
        let url = URL(filePath: Subject.folder + "/Tests/Fixtures/poi-other-types.json")
        let answering = Answering(200, try String(contentsOf: url, encoding: .utf8))
        let configuration = try Configuration(["key": "k"], fields: OpenChargeMap.manifest.settings)
        let service = try OpenChargeMap(configuration: configuration, context: IntegrationContext(transport: answering))
        let found = try await service.chargers(
            near: Subject.position(52.5, 5), within: Distance(metres: Int64(1000)), limit: 10)
        #expect(found.map(\.id) == ["14", "thirteen"])
        #expect(found[0].title == "Spaced" && found[0].address?.country == nil)
        #expect(found[0].connectors == [ChargingConnector(kind: "Unknown")])
        #expect(found[1].title == "Open Charge Map thirteen" && found[1].address == nil)
        #expect(found[1].operatorName == nil && found[1].isOperational == nil && found[1].cost == nil)
        #expect(found[1].attribution == "Open Charge Map" && found[1].power == nil)
    }

    @Test("malformed answers are refused with the place", arguments: Subject.malformed)
    func malformed(name: String) async throws {
        let data = try Data(contentsOf: URL(filePath: Subject.folder + "/Tests/Fixtures/Malformed/" + name))
        let error = #expect(throws: IntegrationError.self) { try PointOfInterest.list(parsing: [UInt8](data)) }
        #expect(error?.code == .malformedReply && error?.message.contains("line") == true)
    }

    @Test("what the service counts as near, in its rounding, is measured again")
    func beyond() async throws {
        let far = #"[{"ID": 1, "AddressInfo": {"Latitude": 52.2, "Longitude": -5.1214, "Distance": 1}}]"#
        #expect(try await Self.find(Answering(200, far)).isEmpty)
    }
}
