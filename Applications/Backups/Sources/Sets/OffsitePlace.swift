// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Where copies of a set's backups go: a folder of a connection that keeps files.
package struct OffsitePlace: Sendable, Hashable {
    /// The connection's name.
    package var connection: String
    /// The folder's id there; `nil` for the one that everything begins in.
    package var folder: String?
    /// How long copies are kept there; `nil` for as long as the set's rule says here.
    package var retention: RetentionRule?
    /// Whether Steward removes nothing there: the place takes files and gives none up, or somebody else tidies it.
    package var isAppendOnly: Bool

    package init(
        connection: String, folder: String? = nil, retention: RetentionRule? = nil, isAppendOnly: Bool = false
    ) {
        self.connection = connection
        self.folder = folder
        self.retention = retention
        self.isAppendOnly = isAppendOnly
    }

    package var json: JSON {
        .known([
            "connection": .string(connection), "folder": folder.map { .string($0) }, "retention": retention?.json,
            "append_only": isAppendOnly ? true : nil,
        ])
    }

    package init?(_ json: JSON) {
        guard let connection = json["connection"]?.string else { return nil }
        self.init(
            connection: connection, folder: json["folder"]?.string,
            retention: json["retention"].map { RetentionRule($0) }, isAppendOnly: json["append_only"]?.bool ?? false)
    }
}
