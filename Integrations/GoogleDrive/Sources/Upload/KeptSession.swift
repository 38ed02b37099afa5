// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
package import StewardIntegration

/// What is kept of an upload's session, so that another process can go on with it, and with nothing else.
package struct KeptSession: Sendable, Hashable {
    /// Where the service takes the bytes. Who knows it can write.
    package var address: Secret
    /// The new file's id; `nil` when a file is replaced.
    package var id: String?
    /// Where the content was to go.
    package var target: String
    /// Bytes; `nil` when unknown.
    package var length: Int64?
    /// When the content was last changed, in milliseconds since 1970.
    package var modified: Int64?

    package init(address: Secret, id: String?, content: FileContent, target: FileTarget) {
        self.address = address
        self.id = id
        self.target = Self.text(target)
        length = content.length
        modified = Self.fingerprint(content)
    }

    /// Reads what was kept; `nil` when another version kept it.
    package init?(_ kept: Secret) {
        guard let json = try? JSON(parsing: Array(kept.reveal().utf8)), json["version"]?.integer == 1,
            let address = json["address"]?.string, let target = json["target"]?.string
        else { return nil }
        self.address = Secret(address)
        self.target = target
        id = json["id"]?.string
        length = json["length"]?.integer
        modified = json["modified"]?.integer
    }

    /// Whether it was begun for the same content and the same place.
    package func fits(_ content: FileContent, _ target: FileTarget) -> Bool {
        length == content.length && modified == Self.fingerprint(content) && self.target == Self.text(target)
    }

    /// As it is kept.
    package func secret() throws(IntegrationError) -> Secret {
        var members: [JSON.Member] = [
            .init("version", 1), .init("address", .string(address.reveal())), .init("target", .string(target)),
        ]
        if let id { members.append(.init("id", .string(id))) }
        if let length { members.append(.init("length", .integer(length))) }
        if let modified { members.append(.init("modified", .integer(modified))) }
        return Secret(String(decoding: try GoogleDriveClient.bytes(of: .object(members)), as: UTF8.self))
    }

    private static func text(_ target: FileTarget) -> String {
        switch target {
        case .new(let name, let folder, let id): "new \(folder)/\(id ?? "")/\(name)"
        case .replacing(let id): "replacing \(id)"
        }
    }

    private static func fingerprint(_ content: FileContent) -> Int64? {
        content.modifiedAt.map { Int64(($0.timeIntervalSince1970 * 1_000).rounded()) }
    }
}
