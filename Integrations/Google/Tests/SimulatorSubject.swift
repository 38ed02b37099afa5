// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import GoogleSimulator
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

/// A simulated account service and a program that talks to it, without a server in between.
struct SimulatorSubject {
    static let drive = "https://www.googleapis.com/auth/drive"
    static let email = "https://www.googleapis.com/auth/userinfo.email"
    static let verifier = String(repeating: "v", count: 64)

    let clock = RecordingClock()
    var google: GoogleSimulator
    var client = "desktop"
    var redirect = "http://127.0.0.1:50000/"

    init(client: String = "desktop") {
        google = GoogleSimulator(clock: clock)
        self.client = client
    }

    var clientID: String { "\(client).apps.example.com" }
    var clientSecret: String { "\(client)-secret" }

    static var challenge: String {
        let digest = Data(SHA256.hash(data: Array(verifier.utf8))).base64EncodedString()
        return digest.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// What the browser is answered.
    func authorize(_ changes: [String: String?] = [:]) async -> SimulatedReply {
        var query: [String: String] = [
            "response_type": "code", "client_id": clientID, "redirect_uri": redirect, "scope": Self.drive,
            "state": "s/1 &", "code_challenge": Self.challenge, "code_challenge_method": "S256",
            "access_type": "offline",
        ]
        for (name, value) in changes { query[name] = value }
        return await google.respond(to: SimulatedRequest(.get, "/o/oauth2/v2/auth?" + Self.form(query)))
    }

    /// What came back to the program: the parameters of the redirect.
    func callback(_ changes: [String: String?] = [:]) async throws -> [String: String] {
        let reply = await authorize(changes)
        let location = try #require(reply.headerFields[.location], "\(reply.status)")
        let parts = location.split(separator: "?", maxSplits: 1)
        #expect(reply.status == .found)
        return SimulatedRequest.parameters(parts.count == 2 ? parts[1] : "")
    }

    /// The token endpoint's answer, with the program's credentials in the form.
    func token(_ form: [String: String?]) async throws -> (status: Int, json: JSON) {
        var all: [String: String] = ["client_id": clientID, "client_secret": clientSecret]
        for (name, value) in form { all[name] = value }
        return try await post("/token", all)
    }

    func post(
        _ path: String, _ form: [String: String], _ fields: HTTPFields = [:]
    ) async throws -> (status: Int, json: JSON) {
        let request = SimulatedRequest(
            .post, path, authority: "127.0.0.1:9", headerFields: fields, body: Array(Self.form(form).utf8))
        let reply = await google.respond(to: request)
        return (reply.status.code, try JSON(parsing: reply.body))
    }

    /// A whole consent.
    func consent(_ changes: [String: String?] = [:]) async throws -> JSON {
        let code = try #require(try await callback(changes)["code"])
        let (status, json) = try await token(exchange(code))
        #expect(status == 200, "\(json)")
        return json
    }

    func exchange(_ code: String) -> [String: String?] {
        [
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirect,
            "code_verifier": Self.verifier,
        ]
    }

    func refresh(_ json: JSON) async throws -> (status: Int, json: JSON) {
        try await token(["grant_type": "refresh_token", "refresh_token": json["refresh_token"]?.string])
    }

    @discardableResult
    func control(_ name: String, _ json: JSON = [:]) async throws -> SimulatedReply {
        await google.respond(
            to: SimulatedRequest(.post, "/_simulator/accounts/\(name)", body: try json.canonicalBytes()))
    }

    func check(_ json: JSON) async -> BearerGrant? { await google.check(json["access_token"]?.string) }

    static func form(_ parameters: [String: String]) -> String {
        parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\(escape($0.value))" }.joined(separator: "&")
    }

    private static func escape(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = UnicodeScalar(byte)
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                ? String(Character(scalar)) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
        }.joined()
    }
}
