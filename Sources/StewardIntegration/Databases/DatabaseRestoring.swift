// SPDX-License-Identifier: Apache-2.0

/// Puts dumps back into a server.
public protocol DatabaseRestoring: Sendable {
    /// Whether there is a database of this name.
    /// - Throws: `IntegrationError`.
    func hasDatabase(_ name: String) async throws -> Bool

    /// Makes a database of a dump, and stops at the first statement that fails: then the database is removed again,
    /// unless it was there before.
    /// - Throws: `IntegrationError`; `conflict` when there is a database of this name and the request does not replace
    ///   it; `invalidRequest` when the dump cannot be restored, with the reason in a sentence (what is missing in it,
    ///   or which extension or role the server lacks).
    func restore(_ request: RestoreRequest, from source: RestoreSource) async throws -> RestoreSummary

    /// What is in a database now, as ``DatabaseDumping/survey(of:counting:)``.
    /// - Throws: `IntegrationError`.
    func survey(of database: String, counting: Bool) async throws -> DatabaseSurvey

    /// The rows of one read-only statement, each value as text, `nil` for null. At most 1,000 rows.
    /// - Throws: `IntegrationError`; `invalidRequest` when the statement fails.
    func rows(of statement: String, in database: String) async throws -> [[String?]]

    /// Removes a database; gives whether there was one.
    /// - Throws: `IntegrationError`.
    @discardableResult
    func removeDatabase(_ name: String) async throws -> Bool
}

/// Where a dump is read from.
public enum RestoreSource: Sendable, Hashable {
    /// An open descriptor, read to its end; it stays open.
    case descriptor(Int32)
    /// A folder in directory format, read by so many workers.
    case folder(String, workers: Int)
}

/// How a dump is restored.
public struct RestoreRequest: Sendable, Hashable {
    /// The database that is made.
    public let database: String
    /// The dump's form.
    public let format: DumpFormat
    /// Whether a database of this name is removed first. Without, one that is there is left alone.
    public let replaces: Bool
    /// Roles that are made first, without a password and without the right to sign in, where they are missing.
    public let roles: [String]
    /// Whether owners and rights are left out, so that the dump's roles are not needed.
    public let withoutOwners: Bool
    /// Makes a request.
    public init(
        _ database: String, _ format: DumpFormat, replaces: Bool = false, roles: [String] = [],
        withoutOwners: Bool = false
    ) {
        self.database = database
        self.format = format
        self.replaces = replaces
        self.roles = roles
        self.withoutOwners = withoutOwners
    }
}

/// What is known of a restore that succeeded.
public struct RestoreSummary: Sendable, Hashable {
    /// The restoring program's version, as `15.20`.
    public let toolVersion: String
    /// The server's version, as `15.20`.
    public let serverVersion: String
    /// What the program warned of, a line each.
    public let warnings: [String]
    /// Makes a summary.
    public init(toolVersion: String, serverVersion: String, warnings: [String] = []) {
        self.toolVersion = toolVersion
        self.serverVersion = serverVersion
        self.warnings = warnings
    }
}

/// Starts empty servers that live only as long as somebody needs them.
public protocol DatabaseProving: Sendable {
    /// Makes an empty server of this machine's own programs in a new folder inside `folder`, reachable by a private
    /// socket alone, hands it to `body`, ends it, and removes all of it, on every path.
    ///
    /// When this process is killed, the server ends too; what it leaves on disk is removed by
    /// ``sweepScratchServers(in:)``.
    /// - Throws: `IntegrationError`, `unsupported` when this machine has no server programs; what `body` throws.
    func withScratchServer<Value: Sendable>(
        in folder: String, limits: ScratchLimits, _ body: @Sendable (any DatabaseRestoring) async throws -> Value
    ) async throws -> Value

    /// Ends and removes what killed processes left in `folder`; those of living ones stay. Gives the names of what was
    /// removed.
    @discardableResult
    func sweepScratchServers(in folder: String) async -> [String]
}

/// What a scratch server may use up.
public struct ScratchLimits: Sendable, Hashable {
    /// Bytes of memory for shared buffers and sorting together.
    public var memory: Int64
    /// Bytes that its folder may grow to; `nil` for what the disk has.
    public var disk: Int64?
    /// How long it may live.
    public var time: Duration
    /// Makes limits.
    public init(memory: Int64 = 256 << 20, disk: Int64? = nil, time: Duration = .seconds(6 * 3600)) {
        self.memory = memory
        self.disk = disk
        self.time = time
    }
}
