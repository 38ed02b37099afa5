// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

extension DumpCheckup {
    /// Which pg_dump is taken, and what its version means.
    mutating func checkVersions(_ server: ProgramVersion) async {
        for (name, program) in [("dump-program", "pg_dump"), ("globals-program", "pg_dumpall")] {
            do throws(IntegrationError) {
                let found = try await session.finder.first(program, notOlderThan: server)
                let traps = session.traps(found.version, server)
                add(
                    name, traps.isEmpty ? .ok : .warning,
                    traps.first ?? "\(program) \(found.version) at \(found.path) is not older than the server.",
                    repair: traps.isEmpty
                        ? nil : "Install postgresql-client-\(server.majorText) and name its folder in bin-folder.")
            } catch {
                add(
                    name, .failing, error.message, repair: "apt-get install postgresql-client-\(server.majorText)")
            }
        }
        guard let seventeen = ProgramVersion(in: "17"), !(server < seventeen) else { return }
        add(
            "older-restores", .warning,
            "PostgreSQL 17 has the right MAINTAIN; a dump that grants it restores only into 17 or newer.",
            repair: "Prove and restore with a server that is not older than \(server.majorText).")
    }

    /// Whether libpq will read the password file, and whether it has a line for this connection.
    mutating func checkPasswordFile(_ databases: [String]) {
        if session.secrets["PGPASSWORD"] != nil {
            add(
                "password", .warning, "The password is kept by Steward; no command line shows it.",
                repair: "A password file of mode 0600 is better, and then libpq alone reads it.")
            return
        }
        let path =
            session.resolved("passfile") ?? session.environment["PGPASSFILE"]
            ?? PasswordFile.usualPath(session.environment)
        guard let path else { return }
        let file = PasswordFile(path: path)
        switch file.state {
        case .missing:
            add(
                "password", .ok,
                "No password is given and there is no \(path); the server has to let the role in without.")
        case .noFile:
            add("password", .warning, "\(path) is no plain file, so libpq ignores it.", repair: "Make it a plain file.")
        case .open(let mode):
            add(
                "password", .warning, "\(path) has mode \(mode), so libpq ignores it: others could read it.",
                repair: "chmod 0600 \(quoted(path))")
        case .unreadable:
            add(
                "password", .warning, "\(path) cannot be read by the user that Steward runs as.",
                repair: "Give it to that user: chown, then chmod 0600 \(quoted(path))")
        case .read:
            checkLine(of: file, databases)
        }
    }

    private mutating func checkLine(of file: PasswordFile, _ databases: [String]) {
        guard let user = session.user else {
            add("password", .ok, "\(file.path) is read by libpq.")
            return
        }
        let port = session.resolved("port")?.split(separator: ",").first.map(String.init) ?? "5432"
        let missing = (databases.isEmpty ? [session.maintenance] : databases).filter { database in
            !session.passwordHosts.contains { file.hasLine(host: $0, port: port, database: database, user: user) }
        }
        guard let first = missing.first else {
            add("password", .ok, "\(file.path) is read by libpq and has a line for \(user).")
            return
        }
        let host = session.passwordHosts.first ?? "localhost"
        let database = missing.count == 1 ? first : "*"
        add(
            "password", .warning,
            "\(file.path) has no line for \(user) at \(host):\(port), database \(missing.joined(separator: ", ")).",
            repair: "Add a line: \(host):\(port):\(database):\(user):PASSWORD")
    }

    /// Whether the way to the server is private.
    mutating func checkTLS(_ databases: [String]) async {
        guard session.isRemote else {
            add("tls", .ok, "The server is on this machine.")
            return
        }
        let mode = session.resolved("sslmode") ?? "prefer"
        let script = "select ssl, coalesce(version, '') from pg_stat_ssl where pid = pg_backend_pid();"
        var rows: [[String?]] = []
        for database in [session.maintenance] + databases where rows.isEmpty {
            rows = (try? await session.rows(script, in: database)) ?? []
        }
        let isEncrypted = rows.first?.first == "t"
        let protocolName = (rows.first?.last ?? nil) ?? ""
        let how = isEncrypted ? "speaks \(protocolName)" : "is not encrypted"
        if mode == "verify-full", isEncrypted {
            add("tls", .ok, "The connection \(how), and the server proves who it is.")
        } else {
            add(
                "tls", .warning,
                "The connection \(how), and with sslmode \(mode) nobody knows whether the right server answers.",
                repair: "Set sslmode to verify-full, and sslrootcert to the file of the certificates that vouch for it."
            )
        }
    }

    private func quoted(_ path: String) -> String {
        let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
        return isPlain
            ? path : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension ClientSession {
    /// A keyword's value as libpq finds it: among the keywords, in the service's, in the variable.
    func resolved(_ key: String) -> String? {
        let variables = [
            "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "sslmode": "PGSSLMODE", "passfile": "PGPASSFILE",
            "service": "PGSERVICE", "dbname": "PGDATABASE",
        ]
        if let value = keywords[key] { return value }
        if key != "service", let service = resolved("service"),
            let value = ServiceFile.keywords(of: service, in: serviceFiles)?[key]
        {
            return value
        }
        return variables[key].flatMap { environment[$0] }
    }

    /// The names by which libpq looks a server up in the password file: a socket in the usual folder is localhost.
    var passwordHosts: [String] {
        let hosts = (resolved("host") ?? "").split(separator: ",").map(String.init)
        return hosts.isEmpty ? ["localhost"] : hosts.map { $0 == "/var/run/postgresql" ? "localhost" : $0 }
    }

    /// The role that signs in, where it is said.
    var user: String? { resolved("user") }

    private var serviceFiles: [String] {
        if let file = environment["PGSERVICEFILE"] { return [file] }
        let folder = environment["PGSYSCONFDIR"] ?? "/etc/postgresql-common"
        return (environment["HOME"].map { [$0 + "/.pg_service.conf"] } ?? []) + [folder + "/pg_service.conf"]
    }

    /// Whether the way to the server leaves this machine.
    var isRemote: Bool {
        let hosts = (resolved("host") ?? "").split(separator: ",")
        return !hosts.allSatisfy { host in
            host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host.hasPrefix("127.") || host == "::1"
        }
    }
}
