// SPDX-License-Identifier: Apache-2.0

/// Dumps the databases of a server.
///
/// Bytes go to a descriptor that the caller opened, as the end of a pipe: a dump passes through no memory but the
/// pipe's.
public protocol DatabaseDumping: Sendable {
    /// What dumping these databases needs, each looked at: programs, versions, sign-in, rights, TLS. Changes nothing.
    ///
    /// Never throws: what went wrong is a check that says how to repair it.
    func dumpChecks(of databases: [String]) async -> [DatabaseCheck]

    /// The databases that this connection may enter, without templates, in alphabetical order.
    /// - Throws: `IntegrationError`.
    func databaseNames() async throws -> [String]

    /// What is in a database now. With `counting` every table's rows are counted; else they are the server's estimates.
    /// - Throws: `IntegrationError`; `notFound` when there is no such database.
    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey

    /// Writes a dump of a database, as it is at one instant, to an open descriptor, uncompressed. The descriptor stays
    /// open.
    /// - Throws: `IntegrationError`, also when the tool ended with another status than success: what was written until
    ///   then is no dump. `unsupported` for a format that is no stream.
    func dump(_ request: DumpRequest, to descriptor: Int32) async throws -> DumpSummary

    /// Writes a dump in directory format into a folder that does not exist yet, with several workers.
    /// - Throws: `IntegrationError`.
    func dump(_ request: DumpRequest, into folder: String, workers: Int) async throws -> DumpSummary

    /// Writes what belongs to the whole server (roles, tablespaces) as SQL, without passwords.
    /// - Throws: `IntegrationError`.
    func dumpGlobals(to descriptor: Int32) async throws -> DumpSummary

    /// What reads along while a dump of this format streams by, and says whether it is whole and what is in it.
    func dumpReader(of format: DumpFormat) -> any DumpReading

    /// Runs `body` while the server runs. One that is stopped is started first, where the settings allow it, and
    /// stopped again on every path; one that runs is left alone.
    /// - Throws: `IntegrationError`; what `body` throws.
    func withServer<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value
}

/// The form of a dump.
public enum DumpFormat: String, Sendable, Hashable, CaseIterable {
    /// SQL, as a person can read it.
    case plain
    /// PostgreSQL's archive: tables can be restored one by one.
    case custom
    /// A folder with one file for each table, made by several workers; no stream.
    case directory
}

/// What is to be dumped.
public struct DumpRequest: Sendable, Hashable {
    /// The database's name.
    public let database: String
    /// In which form.
    public let format: DumpFormat
    /// Makes a request.
    public init(_ database: String, _ format: DumpFormat) {
        self.database = database
        self.format = format
    }
}

/// What is known of a dump that succeeded.
public struct DumpSummary: Sendable, Hashable {
    /// The dumping program's version, as `15.20`.
    public let toolVersion: String
    /// The server's version, as `15.20`.
    public let serverVersion: String
    /// What the program warned of, a line each; empty when nothing.
    public let warnings: [String]
    /// Makes a summary.
    public init(toolVersion: String, serverVersion: String, warnings: [String] = []) {
        self.toolVersion = toolVersion
        self.serverVersion = serverVersion
        self.warnings = warnings
    }
}

/// Reads along while a dump streams by. A value of one reader: it is fed every byte in order, and then finished.
public protocol DumpReading: Sendable {
    /// The next bytes, of any number.
    mutating func take(_ bytes: UnsafeRawBufferPointer)
    /// What was in it; called once, after the last byte.
    mutating func finish() -> DumpContent
}

/// What a dump holds, as read from the dump itself.
public struct DumpContent: Sendable, Hashable {
    /// Why it is not whole, as one sentence; `nil` when its end is there.
    public let flaw: String?
    /// The database that it says it is of; `nil` when it does not say.
    public let database: String?
    /// The rows of each table that has data in it; `nil` when this form does not tell.
    public let tables: [DumpedTable]?
    /// Extensions that restoring it will ask for, in alphabetical order.
    public let extensions: [String]
    /// Roles that it names, as owners or as holders of rights, in alphabetical order.
    public let roles: [String]
    /// Makes a content.
    public init(
        flaw: String?, database: String? = nil, tables: [DumpedTable]?, extensions: [String] = [], roles: [String] = []
    ) {
        self.flaw = flaw
        self.database = database
        self.tables = tables
        self.extensions = extensions
        self.roles = roles
    }
}

/// A table and how many rows of it a dump or a database has.
public struct DumpedTable: Sendable, Hashable {
    /// Its schema, as `public`.
    public let schema: String
    /// Its name.
    public let name: String
    /// How many rows.
    public let rows: Int64
    /// Makes a table.
    public init(schema: String, name: String, rows: Int64) {
        self.schema = schema
        self.name = name
        self.rows = rows
    }
}

/// What is in a database.
public struct DatabaseSurvey: Sendable, Hashable {
    /// Its name.
    public let database: String
    /// The server's version, as `15.20`.
    public let serverVersion: String
    /// Its size on the server's disk, in bytes.
    public let bytes: Int64
    /// Its encoding, as `UTF8`.
    public let encoding: String
    /// Its collation, as `C.UTF-8`.
    public let collation: String
    /// Its extensions by name, with their versions.
    public let extensions: [String: String]
    /// The roles that own something in it or hold rights on it, in alphabetical order.
    public let roles: [String]
    /// Its tables, by schema and name.
    public let tables: [DumpedTable]
    /// Whether the rows were counted; else they are estimates.
    public let isCounted: Bool
    /// Makes a survey.
    public init(
        database: String, serverVersion: String, bytes: Int64, encoding: String, collation: String,
        extensions: [String: String], roles: [String], tables: [DumpedTable], isCounted: Bool
    ) {
        self.database = database
        self.serverVersion = serverVersion
        self.bytes = bytes
        self.encoding = encoding
        self.collation = collation
        self.extensions = extensions
        self.roles = roles
        self.tables = tables
        self.isCounted = isCounted
    }
}

/// One thing that was looked at.
public struct DatabaseCheck: Sendable, Hashable {
    /// How it stands.
    public enum Verdict: String, Sendable, Hashable {
        /// As it should be.
        case ok
        /// It works, and somebody should know.
        case warning
        /// It does not work.
        case failing
        /// It could not be looked at, because an earlier check failed.
        case skipped
    }
    /// Which thing, in lower-case words joined by dashes, as `dump-program`.
    public let name: String
    /// How it stands.
    public let verdict: Verdict
    /// What was found, in one sentence.
    public let sentence: String
    /// What repairs it, as a sentence or as commands to run; `nil` when nothing is to be done.
    public let repair: String?
    /// Makes a check.
    public init(_ name: String, _ verdict: Verdict, _ sentence: String, repair: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.sentence = sentence
        self.repair = repair
    }
}
