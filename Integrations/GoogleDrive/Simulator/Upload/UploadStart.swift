// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What the request that began an upload said; it holds until the last byte has come.
struct UploadStart: Sendable, Hashable {
    /// The path and query of the request: its `fields`, `supportsAllDrives` and the like apply to the end.
    let target: String
    /// Who asked.
    let account: String
    /// The file whose content is replaced; `nil` makes a new one.
    let fileId: String?
    /// The keys that came with it, as `X-Goog-Drive-Resource-Keys` has them.
    let resourceKeys: String?
    /// The File resource, as it was sent.
    let metadata: [UInt8]
    /// The content's media type; `nil` when it was not said.
    let mediaType: String?
    /// How long the content will be; `nil` when it was not said.
    let length: Int64?
}

extension UploadStart {
    /// For the state's folder.
    var json: JSON {
        var members: [JSON.Member] = [.init("target", .string(target)), .init("account", .string(account))]
        if let fileId { members.append(.init("fileId", .string(fileId))) }
        if let resourceKeys { members.append(.init("resourceKeys", .string(resourceKeys))) }
        members.append(.init("metadata", .string(String(decoding: metadata, as: UTF8.self))))
        if let mediaType { members.append(.init("mediaType", .string(mediaType))) }
        if let length { members.append(.init("length", .integer(length))) }
        return .object(members)
    }

    /// Reads back what ``json`` gave.
    init?(_ json: JSON) {
        guard let target = json["target"]?.string, let account = json["account"]?.string,
            let metadata = json["metadata"]?.string
        else { return nil }
        self.init(
            target: target, account: account, fileId: json["fileId"]?.string,
            resourceKeys: json["resourceKeys"]?.string, metadata: Array(metadata.utf8),
            mediaType: json["mediaType"]?.string, length: json["length"]?.integer)
    }
}
