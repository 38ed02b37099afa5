// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Where copies of a set's backups go: a folder of a connection that keeps files.
package struct OffsitePlace: Sendable, Hashable {
    /// The connection's name.
    package var connection: String
    /// The folder's id there; `nil` for the one that everything begins in.
    package var folder: String?

    package init(connection: String, folder: String? = nil) {
        self.connection = connection
        self.folder = folder
    }

    package var json: JSON { .known(["connection": .string(connection), "folder": folder.map { .string($0) }]) }

    package init?(_ json: JSON) {
        guard let connection = json["connection"]?.string else { return nil }
        self.init(connection: connection, folder: json["folder"]?.string)
    }
}
