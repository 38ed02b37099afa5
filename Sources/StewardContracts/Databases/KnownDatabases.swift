// SPDX-License-Identifier: Apache-2.0
public import StewardIntegration

/// What the rules of ``DatabaseDumpingContract`` need to know of a server.
public struct KnownDatabases: Sendable {
    /// A database that the settings' role may read all of.
    public let name: String
    /// Every table that a dump of it holds, with its rows. Together they are more than a mebibyte of text.
    public let tables: [DumpedTable]
    /// A name that no database of the server has.
    public let missing: String
    /// A database of which the role may not read everything.
    public let forbidden: String

    /// Describes a server.
    public init(name: String, tables: [DumpedTable], missing: String, forbidden: String) {
        self.name = name
        self.tables = tables
        self.missing = missing
        self.forbidden = forbidden
    }
}
