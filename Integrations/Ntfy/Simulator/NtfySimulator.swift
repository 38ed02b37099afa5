// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
public import StewardSimulation

/// A server of ntfy with one protected topic, `alerts`, and one open one, `public`; every other topic is open too.
///
/// Written from https://docs.ntfy.sh/publish/ and https://docs.ntfy.sh/subscribe/api/ as of November 2026, and the
/// error codes of server/errors.go.
public struct NtfySimulator: Simulator {
    /// The service's name on the command line.
    public let name = "ntfy"
    private let token: String
    private let box = NtfyBox()

    /// Makes a server whose topic `alerts` takes messages with this access token.
    public init(token: String = "tk_right") { self.token = token }

    /// Publishing and reading.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(.post, "/", source: "docs.ntfy.sh/publish/#publish-as-json, 2026-11", limit: 1 << 20) {
                await publishJSON($0)
            },
            SimulatedRoute(
                .get, "/{topic}/publish", example: "/public/publish?message=hello",
                source: "docs.ntfy.sh/publish/#webhooks-publish-via-get, 2026-11"
            ) { request in
                await publish(
                    request, topic: request.parameters["topic"] ?? "",
                    NtfyParts(message: request.query["message"] ?? "", title: request.query["title"]))
            },
            SimulatedRoute(.get, "/v1/health", source: "docs.ntfy.sh/config/#health-checks, 2026-11") { _ in
                .json(["healthy": true])
            },
        ]
    }

    /// `GET /_simulator/messages`: everything that was taken, in order, as subscribers see it.
    public var controls: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/_simulator/messages", source: "control path") { _ in .json(await box.json) }
        ]
    }

    private func publishJSON(_ request: SimulatedRequest) async -> SimulatedReply {
        // Twice the longest message, for what stands around it.
        guard request.body.count <= 2 * NtfyParts.longestMessage + 1024 else {
            return Self.refusal(413, 41303, "JSON body too large")
        }
        guard let json = try? JSON(parsing: request.body), let topic = json["topic"]?.string else {
            return Self.refusal(400, 40017, "invalid request: request body must be message JSON")
        }
        let priority = json["priority"]?.integer ?? 3
        guard (1...5).contains(priority) else { return Self.refusal(400, 40007, "invalid priority parameter") }
        let parts = NtfyParts(
            message: json["message"]?.string ?? "", title: json["title"]?.string, priority: priority,
            tags: json["tags"]?.array?.compactMap(\.string) ?? [], sequence: json["sequence_id"]?.string)
        return await publish(request, topic: topic, parts)
    }

    private func publish(_ request: SimulatedRequest, topic: String, _ parts: NtfyParts) async -> SimulatedReply {
        guard NtfyParts.isTopic(topic) else { return Self.refusal(400, 40009, "invalid request: topic invalid") }
        if let given = request.headerFields[.authorization], given != "Bearer \(token)" {
            return Self.refusal(401, 40101, "unauthorized")
        }
        guard topic != "alerts" || request.headerFields[.authorization] != nil else {
            return Self.refusal(403, 40301, "forbidden")
        }
        if let sequence = parts.sequence, !NtfyParts.isTopic(sequence) {
            return Self.refusal(400, 40049, "invalid request: sequence ID invalid")
        }
        guard parts.message.utf8.count <= NtfyParts.longestMessage else {
            return Self.refusal(400, 40014, "invalid request: attachments not allowed")
        }
        return .json(await box.take(topic, parts))
    }

    private static func refusal(_ status: Int, _ code: Int64, _ error: String) -> SimulatedReply {
        .json(
            ["code": .integer(code), "http": .integer(Int64(status)), "error": .string(error)],
            status: .init(code: status))
    }
}

/// What a publisher says.
struct NtfyParts: Sendable {
    var message: String
    var title: String?
    var priority: Int64 = 3
    var tags: [String] = []
    var sequence: String?

    static let longestMessage = 4096

    static func isTopic(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x5F
            }
    }
}

/// What was published; a message with the sequence id of another one of its topic takes its place.
private actor NtfyBox {
    private var messages: [(topic: String, sequence: String, json: JSON)] = []
    private var count: Int64 = 0

    func take(_ topic: String, _ parts: NtfyParts) -> JSON {
        count += 1
        let id = "msg" + String(count, radix: 36)
        var members: [JSON.Member] = [
            .init("id", .string(id)), .init("time", .integer(1_795_262_400 + count)),
            .init("expires", .integer(1_795_305_600 + count)), .init("event", "message"),
            .init("topic", .string(topic)),
            .init("message", .string(parts.message.isEmpty ? "triggered" : parts.message)),
        ]
        if let title = parts.title { members.append(.init("title", .string(title))) }
        if parts.priority != 3 { members.append(.init("priority", .integer(parts.priority))) }
        if !parts.tags.isEmpty { members.append(.init("tags", .array(parts.tags.map(JSON.string)))) }
        if let sequence = parts.sequence { members.append(.init("sequence_id", .string(sequence))) }
        let json = JSON.object(members)
        let sequence = parts.sequence ?? id
        if let place = messages.firstIndex(where: { $0.topic == topic && $0.sequence == sequence }) {
            messages[place].json = json
        } else {
            messages.append((topic, sequence, json))
        }
        return json
    }

    var json: JSON { .array(messages.map(\.json)) }
}
