// SPDX-License-Identifier: Apache-2.0
public import StewardCore

extension DriveFault {
    /// Reads a fault from its JSON form, as posted to `/_simulator/drive/faults`.
    ///
    /// `kind` is one of `reason` (with `reason`, and optionally `status`, `message`, `retryAfter`), `replyLost`,
    /// `pageTokenRejected`, `incompleteSearch`, `emptyMultiParent`, `truncatedList`, `shortPages` (`items`),
    /// `storageLimit` (`bytes`), `storedPrefix` (`bytes`), `uploadGone`, `quotaPage`, `changedETag`. `method`,
    /// `fileId`, `skip` and `count` are optional.
    /// - Throws: `invalidRequest` naming the member that is missing or unknown.
    public init(_ json: JSON) throws(IntegrationError) {
        guard let members = json.members, let name = json["kind"]?.string else {
            throw IntegrationError(
                .invalidRequest, "A fault of Drive is a JSON object with a kind, as {\"kind\": \"replyLost\"}.")
        }
        let allowed = [
            "kind", "method", "fileId", "skip", "count", "reason", "status", "message", "retryAfter", "items",
            "bytes",
        ]
        for member in members where !allowed.contains(member.key) {
            throw IntegrationError(.invalidRequest, "A fault of Drive has no member \(member.key).")
        }
        self.init(
            try Self.kind(name, json), method: json["method"]?.string ?? "*", fileId: json["fileId"]?.string,
            skip: Self.number(json["skip"]) ?? 0, count: Self.number(json["count"]))
    }

    /// Reads one fault, or a list of them.
    /// - Throws: `invalidRequest` when the bytes are no JSON or hold no faults.
    public static func list(parsing bytes: [UInt8]) throws(IntegrationError) -> [DriveFault] {
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch {
            throw IntegrationError(.invalidRequest, "The faults are no JSON: \(error.message)", cause: error)
        }
        var faults: [DriveFault] = []
        for item in json.array ?? [json] { faults.append(try DriveFault(item)) }
        return faults
    }

    private static func number(_ json: JSON?) -> Int? { json?.integer.map { Int(clamping: $0) } }

    private static func kind(_ name: String, _ json: JSON) throws(IntegrationError) -> Kind {
        func needed(_ key: String) throws(IntegrationError) -> JSON {
            if let value = json[key] { return value }
            throw IntegrationError(.invalidRequest, "A fault of kind \(name) needs \(key).")
        }
        switch name {
        case "reason":
            return .reason(
                try needed("reason").string ?? "", status: number(json["status"]), message: json["message"]?.string,
                retryAfter: number(json["retryAfter"]))
        case "replyLost": return .replyLost
        case "pageTokenRejected": return .pageTokenRejected
        case "incompleteSearch": return .incompleteSearch
        case "emptyMultiParent": return .emptyMultiParent
        case "truncatedList": return .truncatedList
        case "shortPages": return .shortPages(number(try needed("items")) ?? 1)
        case "storageLimit": return .storageLimit(try needed("bytes").integer ?? 0)
        case "storedPrefix": return .storedPrefix(try needed("bytes").integer ?? 0)
        case "uploadGone": return .uploadGone
        case "quotaPage": return .quotaPage
        case "changedETag": return .changedETag
        default:
            throw IntegrationError(
                .invalidRequest,
                "Drive has no fault \(name); known are reason, replyLost, pageTokenRejected, incompleteSearch, "
                    + "emptyMultiParent, truncatedList, shortPages, storageLimit, storedPrefix, uploadGone, quotaPage "
                    + "and changedETag.")
        }
    }

    /// The fault in the form that `init(_:)` reads.
    public var json: JSON {
        var members: [JSON.Member] = kind.members
        members.append(.init("method", .string(method)))
        if let fileId { members.append(.init("fileId", .string(fileId))) }
        members.append(.init("skip", .integer(Int64(skip))))
        if let count { members.append(.init("count", .integer(Int64(count)))) }
        return .object(members)
    }
}

extension DriveFault.Kind {
    fileprivate var members: [JSON.Member] {
        switch self {
        case .reason(let reason, let status, let message, let retryAfter):
            var members: [JSON.Member] = [.init("kind", "reason"), .init("reason", .string(reason))]
            if let status { members.append(.init("status", .integer(Int64(status)))) }
            if let message { members.append(.init("message", .string(message))) }
            if let retryAfter { members.append(.init("retryAfter", .integer(Int64(retryAfter)))) }
            return members
        case .replyLost: return [.init("kind", "replyLost")]
        case .pageTokenRejected: return [.init("kind", "pageTokenRejected")]
        case .incompleteSearch: return [.init("kind", "incompleteSearch")]
        case .emptyMultiParent: return [.init("kind", "emptyMultiParent")]
        case .truncatedList: return [.init("kind", "truncatedList")]
        case .shortPages(let items): return [.init("kind", "shortPages"), .init("items", .integer(Int64(items)))]
        case .storageLimit(let bytes): return [.init("kind", "storageLimit"), .init("bytes", .integer(bytes))]
        case .storedPrefix(let bytes): return [.init("kind", "storedPrefix"), .init("bytes", .integer(bytes))]
        case .uploadGone: return [.init("kind", "uploadGone")]
        case .quotaPage: return [.init("kind", "quotaPage")]
        case .changedETag: return [.init("kind", "changedETag")]
        }
    }
}
