// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// A connection by its name, and what can be asked of it.
package struct FileConnection: Sendable {
    /// The name that people gave it; part of its book's name.
    package let name: String
    private let integration: any Sendable

    /// - Parameter integration: the connected integration; asked for its capabilities.
    package init(name: String, integration: any Sendable) {
        self.name = name
        self.integration = integration
    }

    /// The connection as a capability.
    /// - Throws: `FilesError` with `unsupported` when its integration has it not.
    package func storing() throws(FilesError) -> any FileStoring {
        try found(integration as? any FileStoring, "keep files")
    }
    package func trashing() throws(FilesError) -> any FileTrashing {
        try found(integration as? any FileTrashing, "use a trash")
    }
    package func searching() throws(FilesError) -> any FileSearching {
        try found(integration as? any FileSearching, "find files")
    }
    package func measuring() throws(FilesError) -> any StorageMeasuring {
        try found(integration as? any StorageMeasuring, "say how full it is")
    }
    package func reading() throws(FilesError) -> any FolderPublic {
        try found(integration as? any FolderPublic, "read what is shared with everyone")
    }
    /// `nil` when it cannot.
    package var following: (any ChangeFollowing)? { integration as? any ChangeFollowing }
    /// `nil` when it cannot.
    package var exporting: (any DocumentExporting)? { integration as? any DocumentExporting }

    private func found<Value>(_ value: Value?, _ ability: String) throws(FilesError) -> Value {
        guard let value else {
            throw FilesError(.unsupported, "The connection “\(name)” cannot \(ability); choose another connection.")
        }
        return value
    }
}

/// Opens connections by name; the layer above does.
package protocol FileConnecting: Sendable {
    /// - Throws: one sentence when there is no connection of this name, or its settings are wrong.
    func connection(named name: String) async throws -> FileConnection
}
