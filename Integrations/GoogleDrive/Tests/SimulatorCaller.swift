// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardSimulation

/// Asks a Drive simulator without a server between. The token names the account: `Bearer user@example.com`.
struct DriveCaller: Sendable {
    let simulator: GoogleDriveSimulator
    let clock: RecordingClock
    var account = "user@example.com"

    init(
        accounts: [DriveAccount] = [DriveAccount("user@example.com"), DriveAccount("friend@example.com")],
        folder: String? = nil, options: DriveOptions = DriveOptions(), clock: RecordingClock = RecordingClock(),
        scope: String = GoogleDriveSimulator.scope
    ) throws {
        self.clock = clock
        let state = try DriveState(accounts: accounts, folder: folder, clock: clock)
        simulator = GoogleDriveSimulator(state: state, options: options) { token in
            token.flatMap { $0.contains("@") ? BearerGrant(account: $0, scopes: [scope]) : nil }
        }
    }

    var state: DriveState { simulator.state }

    func by(_ account: String) -> DriveCaller {
        var caller = self
        caller.account = account
        return caller
    }

    /// Sends a request below `/drive/v3/`; parameters are percent-encoded.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ parameters: [String: String] = [:], body: String = "",
        fields: [String: String] = [:]
    ) async -> DriveAnswer {
        let query = parameters.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
        var all = HTTPFields()
        all[.authorization] = "Bearer \(account)"
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { all[name] = value }
        }
        let full = path.hasPrefix("/") ? path : "/drive/v3/\(path)"
        let target = query.isEmpty ? full : full + "?" + query
        let request = SimulatedRequest(method, target, headerFields: all, body: Array(body.utf8))
        return DriveAnswer(await simulator.respond(to: request))
    }

    func get(_ path: String, _ parameters: [String: String] = [:]) async -> DriveAnswer {
        await send(.get, path, parameters)
    }

    /// The names that a query finds, in the order of the list, across pages.
    func names(_ query: String, _ parameters: [String: String] = [:]) async -> [String] {
        var names: [String] = []
        var token: String?
        repeat {
            var all = parameters.merging(["q": query, "fields": "files(name),nextPageToken"]) { first, _ in first }
            all["pageToken"] = token
            let answer = await get("files", all)
            guard answer.status == 200 else { return ["\(answer.status) \(answer.reason ?? "")"] }
            names += (answer.json["files"]?.array ?? []).compactMap { $0["name"]?.string }
            token = answer.json["nextPageToken"]?.string
        } while token != nil
        return names
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

/// What came back.
struct DriveAnswer: Sendable {
    let status: Int
    let fields: HTTPFields
    let body: [UInt8]
    let json: JSON
    let stream: ByteStream?

    init(_ reply: SimulatedReply) {
        status = reply.status.code
        fields = reply.headerFields
        body = reply.body
        json = (try? JSON(parsing: reply.body)) ?? .null
        stream = reply.stream
    }

    var text: String { String(decoding: body, as: UTF8.self) }
    /// The reason of the first error.
    var reason: String? { json["error"]?["errors"]?.array?.first?["reason"]?.string }
    /// Where the first error is.
    var location: String? { json["error"]?["errors"]?.array?.first?["location"]?.string }
    var id: String { json["id"]?.string ?? "" }
    /// The names of the members, in order.
    var keys: [String] { json.members?.map(\.key) ?? [] }
}
