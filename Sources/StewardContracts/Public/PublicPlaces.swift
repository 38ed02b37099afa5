// SPDX-License-Identifier: Apache-2.0
public import StewardIntegration

/// What a simulator shares with everyone, as the contract of public folders must find it.
public struct PublicPlaces: Sendable {
    /// Folders; the first holds the others, directly or further down. One has more than 50 items, and one an item with
    /// U+0E33 in its name.
    public let folders: [PublicFolder]
    /// Small files, at least one with a name in Thai.
    public let files: [File]
    /// A file that the service gives only after a page that asks for a confirmation; at least 1,000 bytes.
    public let confirmed: File
    /// The id of a document of the service's own, which has no bytes; `nil` when there are none.
    public let document: String?
    /// The id of a file that too many people have read today.
    public let overQuota: String
    /// The id of a file that is not shared with everyone.
    public let privateFile: String
    /// The id of a folder that is not shared with everyone.
    public let privateFolder: String
    /// An id that nothing has.
    public let missing: String
    /// Links in each form that the service uses, with the id that each points at.
    public let links: [String: String]
    /// Puts other content in place of a file's, in the simulator.
    public let replace: @Sendable (_ id: String, _ bytes: [UInt8]) async throws -> Void

    /// Describes what is shared.
    public init(
        folders: [PublicFolder], files: [File], confirmed: File, document: String? = nil, overQuota: String,
        privateFile: String, privateFolder: String, missing: String, links: [String: String],
        replace: @escaping @Sendable (_ id: String, _ bytes: [UInt8]) async throws -> Void
    ) {
        self.folders = folders
        self.files = files
        self.confirmed = confirmed
        self.document = document
        self.overQuota = overQuota
        self.privateFile = privateFile
        self.privateFolder = privateFolder
        self.missing = missing
        self.links = links
        self.replace = replace
    }

    /// A file that everyone can read.
    public struct File: Sendable {
        /// The service's id.
        public let id: String
        /// Its name.
        public let name: String
        /// Its content.
        public let bytes: [UInt8]
        /// Describes a file.
        public init(id: String, name: String, bytes: [UInt8]) {
            self.id = id
            self.name = name
            self.bytes = bytes
        }
    }
}
