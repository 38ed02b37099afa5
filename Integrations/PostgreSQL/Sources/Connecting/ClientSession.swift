// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

/// Everything that the client programs need to reach one server: what stands in their arguments, what stands in their
/// environment, and where they are.
struct ClientSession: Sendable {
    /// Connection keywords, without a database and without a password.
    let keywords: [String: String]
    /// The database for questions about the whole server.
    private(set) var maintenance: String
    /// The programs' environment; nothing else is inherited.
    let environment: [String: String]
    /// Environment variables that must not be seen.
    let secrets: [String: Secret]
    let finder: ProgramFinder
    let clock: any Timekeeping
    var limits = Limits()

    /// How long things may take.
    struct Limits: Sendable {
        /// One question.
        var question: Duration = .seconds(600)
        /// One dump or restore.
        var dump: Duration = .seconds(24 * 3600)
        /// How long a dump waits for a lock.
        var lockWait: Duration = .seconds(600)
    }

    /// The connection string for a database; it holds no password.
    func conninfo(_ database: String) -> String {
        Conninfo.text(keywords.merging(["dbname": database]) { _, own in own })
    }

    /// A program that reaches the server through its environment and the connection string in its arguments.
    func program(_ found: ProgramFinder.Found, _ arguments: [String]) -> Program {
        Program(found.path, arguments, environment: environment, secrets: secrets)
    }

    /// What is run, with every failure but another status than 0 told as an `IntegrationError`.
    func run(
        _ what: String, _ body: () async throws -> ProgramResult
    ) async throws(IntegrationError) -> ProgramResult {
        do { return try await body() } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "\(what) was cancelled.")
        } catch let error as ProcessError {
            let code: IntegrationError.Code =
                switch error.code {
                case .notStarted: .invalidRequest
                case .outputTooLong: .malformedReply
                default: .unavailable
                }
            throw IntegrationError(code, "\(what) failed: \(error.message)", cause: error)
        } catch {
            throw IntegrationError(.unavailable, "\(what) failed.", cause: error)
        }
    }
}

extension ClientSession {
    /// The variables of libpq and what it finds its files by. Whatever else is in an environment stays out.
    static func isTaken(_ name: String) -> Bool {
        // These Steward decides itself. An encoding would make pg_dump convert what it dumps.
        let ours: Set<String> = [
            "PGBACKUP_PGDUMP", "PGBIN", "PGPASSWORD", "PGCONNECT_TIMEOUT", "PGAPPNAME", "PGCLIENTENCODING",
        ]
        return name == "HOME" || name == "KRB5CCNAME" || (name.hasPrefix("PG") && !ours.contains(name))
    }

    /// Reads the environment file and puts settings, URI, service and variables together as libpq does: a setting
    /// counts before the URI, the URI before the service, the service before a variable.
    /// - Parameter given: The variables that the caller hands over.
    init(
        _ configuration: PostgreSQLConfiguration, environment given: [String: String], clock: any Timekeeping
    ) throws(IntegrationError) {
        var variables = given
        if let file = configuration.environmentFile {
            variables.merge(try VariableFile.read(file)) { _, own in own }
        }
        let uri: ConnectionURI? = if let uri = configuration.uri { try ConnectionURI(uri) } else { nil }
        var keywords = (uri?.keywords ?? [:]).merging(configuration.keywords) { _, own in own }
        if let service = configuration.service { keywords["service"] = service }
        if let file = configuration.passwordFile { keywords["passfile"] = file }
        keywords["connect_timeout"] = String(max(2, configuration.connectLimit.components.seconds))
        keywords["application_name"] = "steward"
        let database = keywords.removeValue(forKey: "dbname")
        self.keywords = keywords

        var environment = variables.filter { Self.isTaken($0.key) }
        if let file = configuration.serviceFile { environment["PGSERVICEFILE"] = file }
        environment["LC_ALL"] = "C"
        environment["PATH"] = "/usr/bin:/bin"
        self.environment = environment
        let password = configuration.password ?? uri?.password ?? variables["PGPASSWORD"].map { Secret($0) }
        secrets = password.map { ["PGPASSWORD": $0] } ?? [:]
        finder = ProgramFinder(folder: configuration.programFolder, environment: variables)
        self.clock = clock
        maintenance = database ?? "postgres"
        if database == nil, let found = resolved("dbname") { maintenance = found }
        limits.dump = configuration.timeLimit
        limits.lockWait = configuration.lockWait
    }
}
