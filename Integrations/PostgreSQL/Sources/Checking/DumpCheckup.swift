// SPDX-License-Identifier: Apache-2.0
import StewardCore
public import StewardIntegration

extension PostgreSQL {
    /// Looks at the programs, the password file, the server, signing in, the versions, TLS and the role's rights in
    /// each database, in this order; what an earlier failure makes impossible is skipped.
    public func dumpChecks(of databases: [String]) async -> [DatabaseCheck] {
        do throws(IntegrationError) {
            var checkup = DumpCheckup(session: try session(), control: configuration.control)
            await checkup.run(databases)
            return checkup.checks
        } catch {
            return [DatabaseCheck("settings", .failing, error.message, repair: "Correct the connection's settings.")]
        }
    }
}

/// One look at everything that a dump needs.
struct DumpCheckup {
    let session: ClientSession
    let control: ServerControl
    private(set) var checks: [DatabaseCheck] = []

    init(session: ClientSession, control: ServerControl) {
        self.session = session
        self.control = control
    }

    mutating func run(_ databases: [String]) async {
        let rest = ["sign-in", "dump-program", "globals-program", "tls"] + databases.map { "database-\($0)" }
        guard await checkPrograms() else { return skip(["server"] + rest, "there is no psql") }
        checkPasswordFile(databases)
        guard await checkServer() else { return skip(rest, "the server does not answer") }
        guard let version = await checkSignIn(databases) else {
            return skip(Array(rest.dropFirst()), "nobody can sign in")
        }
        await checkVersions(version)
        await checkTLS(databases)
        for database in databases { await checkRights(database) }
    }

    mutating func add(
        _ name: String, _ verdict: DatabaseCheck.Verdict, _ sentence: String, repair: String? = nil
    ) {
        checks.append(DatabaseCheck(name, verdict, sentence, repair: repair))
    }

    private mutating func skip(_ names: [String], _ why: String) {
        for name in names { add(name, .skipped, "Not looked at: \(why).") }
    }

    private mutating func checkPrograms() async -> Bool {
        do throws(IntegrationError) {
            let found = try await session.finder.first("psql")
            add("programs", .ok, "psql \(found.version) is at \(found.path).")
            return true
        } catch {
            add("programs", .failing, error.message, repair: "apt-get install postgresql-client")
            return false
        }
    }

    private mutating func checkServer() async -> Bool {
        if case .windowsService(let name) = control {
            add(
                "server-control", .warning, "The Windows service \(name) cannot be started from here.",
                repair: "Start it on its own machine, and set server-control to none.")
        }
        if await session.answers() {
            add("server", .ok, sentence("answers."))
            return true
        }
        guard let controller = ServerController(control, session) else {
            add(
                "server", .failing, sentence("does not answer."),
                repair: "Start the server, or correct host and port; try: pg_isready --dbname=\"\(address(nil))\"")
            return false
        }
        do throws(IntegrationError) {
            if try await controller.isStopped() {
                add("server", .ok, "\(controller.name) is stopped; Steward starts it for a backup, and stops it again.")
            } else {
                add(
                    "server", .failing, sentence("does not answer, and \(controller.name) runs."),
                    repair: "Correct host and port.")
            }
        } catch {
            add("server", .failing, error.message, repair: "Correct server-name or server-program.")
        }
        return false
    }

    /// The server's version, once somebody is signed in.
    private mutating func checkSignIn(_ databases: [String]) async -> ProgramVersion? {
        var failure: IntegrationError?
        // A role may be let into the databases that it dumps and nowhere else.
        for database in [session.maintenance] + databases {
            do throws(IntegrationError) {
                let version = try await session.serverVersion(in: database)
                let role = try await session.value("select current_user;", in: database)
                add("sign-in", .ok, "Signed in as \(role); the server is PostgreSQL \(version).")
                return version
            } catch { failure = failure ?? error }
        }
        guard let failure else { return nil }
        add("sign-in", .failing, failure.message, repair: signInRepair(failure.code))
        return nil
    }

    private func signInRepair(_ code: IntegrationError.Code) -> String {
        switch code {
        case .unauthorized:
            "Correct user and password, or the line in the password file; try: psql \"\(address(session.maintenance))\""
        case .forbidden: "Let this machine and this role in with a line of the server's pg_hba.conf, and reload it."
        case .notFound: "Name a database that exists in the setting database."
        default: "Try: psql \"\(address(session.maintenance))\""
        }
    }

    private mutating func checkRights(_ database: String) async {
        let name = "database-\(database)"
        do throws(IntegrationError) {
            let (role, missing) = try await session.rights(in: database)
            let statements = missing.statements(to: role.grantee, login: role.login)
            let future = missing.futureStatements(to: role.grantee)
            guard missing.count == 0 else {
                add(
                    name, .failing,
                    "\(role.login) may not read all of database \(database), so that it cannot be dumped: "
                        + "\(missing.names).",
                    repair: script(database, statements + future))
                return
            }
            guard future.isEmpty else {
                add(
                    name, .warning,
                    "\(role.login) may read all of database \(database), but not what will be made in it.",
                    repair: script(database, future))
                return
            }
            let more = role.isSuperuser ? " It is a superuser, which is more than a dump needs." : ""
            add(
                name, role.isSuperuser ? .warning : .ok, "\(role.login) may read all of database \(database).\(more)",
                repair: role.isSuperuser ? "Dump with a role that may only read: see README.md, “Set up”." : nil)
        } catch {
            add(name, .failing, error.message, repair: databaseRepair(error.code, database))
        }
    }

    private func databaseRepair(_ code: IntegrationError.Code, _ database: String) -> String {
        switch code {
        case .notFound: "Correct the database's name, or take it out of the backup."
        case .forbidden:
            "GRANT CONNECT ON DATABASE \(RolePreset.quoted(database)) "
                + "TO \(RolePreset.quoted(session.user ?? "backup"));"
        default: "Try: psql \"\(address(database))\""
        }
    }

    private func script(_ database: String, _ statements: [String]) -> String {
        (["-- in database \(database), as its owner or a superuser:"] + statements).joined(separator: "\n")
    }

    private func sentence(_ rest: String) -> String {
        let place = session.place
        return place.prefix(1).uppercased() + place.dropFirst() + " " + rest
    }

    /// For a person to copy; without a password.
    func address(_ database: String?) -> String {
        var keywords = session.keywords
        for key in ["connect_timeout", "application_name"] { keywords[key] = nil }
        keywords["dbname"] = database
        return ConnectionURI.text(keywords)
    }
}
