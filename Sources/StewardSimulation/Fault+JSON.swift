// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore

extension Fault {
    /// Reads a fault from its JSON form, as posted to `/_simulator/faults`.
    ///
    /// `kind` is one of `status` (with `status`), `rateLimited` (with `seconds` and, for the date form, `"form":
    /// "date"`), `delay` (`milliseconds`), `silence`, `disconnect` (`afterBytes`), `truncate` (`toBytes`, `full`),
    /// `challenge` (`status`), `body` (`text`), `lostReply`, `disconnectUpload` (`afterBytes`), `slowBody` and
    /// `slowUpload` (`pieceBytes`, `milliseconds`). `path`, `method`, `query`, `skip` and `count` are optional.
    /// - Throws: `invalidRequest` naming the member that is missing or unknown.
    public init(_ json: JSON) throws(IntegrationError) {
        guard let members = json.members, let name = json["kind"]?.string else {
            throw IntegrationError(.invalidRequest, "A fault is a JSON object with a kind, as {\"kind\": \"silence\"}.")
        }
        let allowed = [
            "kind", "path", "skip", "count", "status", "seconds", "form", "milliseconds", "afterBytes", "toBytes",
            "full", "text",
            "method", "query", "pieceBytes",
        ]
        for member in members where !allowed.contains(member.key) {
            throw IntegrationError(.invalidRequest, "A fault has no member \(member.key).")
        }
        self.init(
            try Self.kind(name, json), path: json["path"]?.string ?? "*",
            method: json["method"]?.string.flatMap { HTTPRequest.Method($0) }, query: json["query"]?.string,
            skip: Self.number(json["skip"]) ?? 0, count: Self.number(json["count"]))
    }

    /// The fault in the form that `init(_:)` reads.
    public var json: JSON {
        var members: [JSON.Member] = [.init("path", .string(path)), .init("skip", .integer(Int64(skip)))]
        if let method { members.append(.init("method", .string(method.rawValue))) }
        if let query { members.append(.init("query", .string(query))) }
        if let count { members.append(.init("count", .integer(Int64(count)))) }
        return .object(kind.members + members)
    }

    /// Reads one fault, or a list of them.
    /// - Throws: `invalidRequest` when the bytes are no JSON or hold no faults.
    public static func list(parsing bytes: [UInt8]) throws(IntegrationError) -> [Fault] {
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch {
            throw IntegrationError(.invalidRequest, "The faults are no JSON: \(error.message)", cause: error)
        }
        var faults: [Fault] = []
        for item in json.array ?? [json] { faults.append(try Fault(item)) }
        return faults
    }

    private static func number(_ json: JSON?) -> Int? { json?.integer.map { Int(clamping: $0) } }

    private static func kind(_ name: String, _ json: JSON) throws(IntegrationError) -> Kind {
        func needed(_ key: String) throws(IntegrationError) -> Int {
            if let value = number(json[key]) { return value }
            throw IntegrationError(.invalidRequest, "A fault of kind \(name) needs a whole number \(key).")
        }
        switch name {
        case "status": return .status(try needed("status"))
        case "rateLimited":
            guard let seconds = number(json["seconds"]) else { return .rateLimited(.none) }
            return .rateLimited(json["form"]?.string == "date" ? .date(seconds) : .seconds(seconds))
        case "delay": return .delay(.milliseconds(try needed("milliseconds")))
        case "silence": return .silence
        case "disconnect": return .disconnect(afterBytes: number(json["afterBytes"]))
        case "truncate": return .truncate(toBytes: try needed("toBytes"), full: json["full"]?.bool ?? true)
        case "challenge": return .challenge(status: number(json["status"]) ?? 200)
        case "lostReply": return .lostReply
        case "disconnectUpload": return .disconnectUpload(afterBytes: try needed("afterBytes"))
        case "slowBody":
            return .slowBody(
                pieceBytes: try needed("pieceBytes"), delay: .milliseconds(try needed("milliseconds")))
        case "slowUpload":
            return .slowUpload(
                pieceBytes: try needed("pieceBytes"), delay: .milliseconds(try needed("milliseconds")))
        case "body": return .body(Array((json["text"]?.string ?? "").utf8))
        default:
            throw IntegrationError(
                .invalidRequest,
                "There is no fault \(name); known are status, rateLimited, delay, silence, disconnect, truncate, "
                    + "challenge, body, lostReply, disconnectUpload, slowBody and slowUpload.")
        }
    }
}

extension Fault.Kind {
    fileprivate var members: [JSON.Member] {
        switch self {
        case .status(let code): [.init("kind", "status"), .init("status", .integer(Int64(code)))]
        case .rateLimited(.none): [.init("kind", "rateLimited")]
        case .rateLimited(.seconds(let wait)): [.init("kind", "rateLimited"), .init("seconds", .integer(Int64(wait)))]
        case .rateLimited(.date(let wait)):
            [.init("kind", "rateLimited"), .init("seconds", .integer(Int64(wait))), .init("form", "date")]
        case .delay(let span):
            [.init("kind", "delay"), .init("milliseconds", .integer(Int64(span / .milliseconds(1))))]
        case .silence: [.init("kind", "silence")]
        case .lostReply: [.init("kind", "lostReply")]
        case .disconnectUpload(let bytes):
            [.init("kind", "disconnectUpload"), .init("afterBytes", .integer(Int64(bytes)))]
        case .slowBody(let bytes, let delay): Self.slow("slowBody", bytes, delay)
        case .slowUpload(let bytes, let delay): Self.slow("slowUpload", bytes, delay)
        case .disconnect(nil): [.init("kind", "disconnect")]
        case .disconnect(let bytes?): [.init("kind", "disconnect"), .init("afterBytes", .integer(Int64(bytes)))]
        case .truncate(let bytes, let full):
            [.init("kind", "truncate"), .init("toBytes", .integer(Int64(bytes))), .init("full", .bool(full))]
        case .challenge(let status): [.init("kind", "challenge"), .init("status", .integer(Int64(status)))]
        case .body(let bytes): [.init("kind", "body"), .init("text", .string(String(decoding: bytes, as: UTF8.self)))]
        }
    }

    private static func slow(_ kind: String, _ bytes: Int, _ delay: Duration) -> [JSON.Member] {
        [
            .init("kind", .string(kind)), .init("pieceBytes", .integer(Int64(bytes))),
            .init("milliseconds", .integer(Int64(delay / .milliseconds(1)))),
        ]
    }
}
