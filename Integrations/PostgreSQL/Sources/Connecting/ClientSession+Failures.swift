// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

extension ClientSession {
    /// What a client program's end means. Its texts are English, because it runs with LC_ALL=C; the server's may be of
    /// another language, so its SQLSTATE is looked at first.
    func failure(of result: ProgramResult, database: String) async -> IntegrationError {
        let line = Self.telling(result.errorText)
        if case .signalled(let signal) = result.ending {
            return IntegrationError(
                .unavailable,
                "\(result.name) was ended by signal \(signal) before it was done\(line.map { ": \($0)" } ?? "").")
        }
        let text = result.errorText
        let stated = Self.state(in: text).flatMap { Self.meaning(ofState: $0) }
        let meaning = Self.making(in: text) ?? stated ?? Self.meaning(ofText: text)
        if let (code, advice) = meaning {
            return IntegrationError(code, sentence(result.name, database, line, advice))
        }
        let wrong = [
            "invalid connection option", "invalid port", "invalid integer value", "invalid sslmode", "invalid URI",
        ]
        if wrong.contains(where: { text.contains($0) }) {
            return IntegrationError(
                .invalidRequest, sentence(result.name, database, line, "correct the connection's settings"))
        }
        // A server that answers was reached, so that this is about signing in or about what was asked.
        let answers = await isAnswering() ?? false
        let code: IntegrationError.Code = answers ? .invalidRequest : .unavailable
        let advice = answers ? "the server answers, but not to this" : "the server does not answer"
        return IntegrationError(code, sentence(result.name, database, line, advice))
    }

    private func sentence(_ program: String, _ database: String, _ line: String?, _ advice: String) -> String {
        "\(program) failed on database \(database) of \(place): \(line ?? "it said nothing"); \(advice)."
    }

    /// Whether the server takes connections, asked by signing in where there is no pg_isready.
    func answers() async -> Bool {
        if let known = await isAnswering() { return known }
        do throws(IntegrationError) {
            _ = try await serverVersion()
            return true
        } catch {
            return error.code != .unavailable && error.code != .cancelled
        }
    }

    /// Whether the server takes connections; `nil` when that cannot be asked.
    func isAnswering() async -> Bool? {
        guard let found = try? await finder.first("pg_isready") else { return nil }
        let seconds = keywords["connect_timeout"] ?? "10"
        let program = program(found, ["--quiet", "--timeout=\(seconds)", "--dbname=\(conninfo(maintenance))"])
        guard let result = try? await program.run(limits: Program.Limits(time: .seconds(60)), clock: clock) else {
            return nil
        }
        switch result.ending {
        case .exited(0): return true
        // Started and not ready yet (1), or nobody there (2).
        case .exited(1), .exited(2): return false
        // Settings that libpq does not understand.
        default: return nil
        }
    }

    /// The line that says what went wrong: the first error's, without what psql and pg_dump put before it.
    static func telling(_ text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let marks = ["FATAL:", "ERROR:", "error:"]
        let line = lines.first { line in marks.contains { line.contains($0) } } ?? lines.last
        guard var line else { return nil }
        for mark in marks {
            if let range = line.firstRange(of: mark) { line = String(line[range.upperBound...]) }
        }
        while line.first == " " { line.removeFirst() }
        // psql's verbose form: the SQLSTATE stands before the text.
        if let range = line.firstMatch(of: #/^[0-9A-Z]{5}: /#)?.range { line.removeSubrange(range) }
        while line.last == "." { line.removeLast() }
        return String(line.prefix(300))
    }

    private static func state(in text: String) -> String? {
        text.firstMatch(of: #/(?:ERROR|FATAL|PANIC):\s+([0-9A-Z]{5}):/#).map { String($0.1) }
    }

    private static func meaning(ofState state: String) -> (IntegrationError.Code, String)? {
        switch state {
        case "28P01", "28000": (.unauthorized, signIn)
        case "42501": (.forbidden, rights)
        case "3D000": (.notFound, "correct the database's name")
        case "53100": (.storageFull, "the server's disk is full; free some of it")
        case "55P03": (.unavailable, "a table stayed locked; try again when what locks it has ended")
        default:
            switch state.prefix(2) {
            case "08", "53", "57": (.unavailable, "try again later")
            default: nil
            }
        }
    }

    private static let signIn = "check the role's name and its password or password file"
    private static let rights = "the role may not read this; the backup's checks print the GRANT statements it lacks"

    /// A right that no GRANT on a table gives.
    private static func making(in text: String) -> (IntegrationError.Code, String)? {
        guard text.contains("permission denied to create database") else { return nil }
        return (.forbidden, "give the role CREATEDB, or use the connection of a role that has it")
    }

    private static func meaning(ofText text: String) -> (IntegrationError.Code, String)? {
        if text.contains(#/database ".*" does not exist/#) { return (.notFound, "correct the database's name") }
        if text.contains(#/role ".*" does not exist/#) { return (.unauthorized, signIn) }
        return meanings.first { text.contains($0.0) }.map { ($0.1, $0.2) }
    }

    /// What libpq, pg_dump and an English server say, in the order in which it counts.
    private static let meanings: [(String, IntegrationError.Code, String)] = [
        ("password authentication failed", .unauthorized, signIn),
        ("no password supplied", .unauthorized, "give the role a password in a password file of mode 0600"),
        ("authentication failed", .unauthorized, signIn),
        ("is not permitted to log in", .forbidden, "give the role the right LOGIN"),
        ("no pg_hba.conf entry", .forbidden, "let this machine in with a line of the server's pg_hba.conf"),
        ("server version mismatch", .unsupported, "use a pg_dump that is not older than the server"),
        ("row-level security", .forbidden, "give the role BYPASSRLS, or a dump would leave rows out"),
        ("permission denied", .forbidden, rights),
        ("could not obtain lock", .unavailable, "a table stayed locked; try again when what locks it has ended"),
        // How pg_dump ends its waiting for a lock.
        ("due to statement timeout", .unavailable, "a table stayed locked; try again when what locks it has ended"),
        ("certificate verify failed", .invalidRequest, "check sslrootcert, or whether this is the right server"),
        ("does not match host name", .invalidRequest, "the certificate is another server's; check the host"),
        ("root certificate file", .invalidRequest, "correct the setting sslrootcert"),
        ("server does not support SSL", .invalidRequest, "let the server speak TLS, or correct the setting sslmode"),
        ("definition of service", .invalidRequest, "correct the setting service or its file"),
        ("No space left on device", .storageFull, "free some space"),
        ("Broken pipe", .unavailable, "nobody read what it wrote to the end"),
        ("could not write", .unavailable, "what it wrote could not be kept"),
        ("too many clients", .unavailable, "try again later"),
        ("remaining connection slots", .unavailable, "try again later"),
        ("could not translate host name", .unavailable, "check the host's name"),
        ("Connection refused", .unavailable, "start the server, or check host and port"),
        ("Is the server running", .unavailable, "start the server, or check host and port"),
        ("timeout expired", .unavailable, "the server does not answer; check host, port and firewall"),
        ("the database system is", .unavailable, "try again when the server is up"),
        ("terminating connection", .unavailable, "the server ended the connection; try again"),
        ("server closed the connection", .unavailable, "the server went away; try again"),
        ("connection to server was lost", .unavailable, "the server went away; try again"),
        ("SSL SYSCALL error", .unavailable, "the server went away; try again"),
        ("No such file or directory", .unavailable, "start the server, or check host and port"),
    ]
}
