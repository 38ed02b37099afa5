// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardProcess

/// A server that dumps are put into: the one of a connection, or a scratch server.
struct RestoreTarget: Sendable {
    let session: ClientSession
    /// Who runs psql, which does what a dump says; `nil` for this process's own user.
    var guise: Guise?
    /// What it is called in sentences; `nil` for its address.
    var name: String?

    var place: String { name ?? session.place }

    /// Databases that no dump replaces and that are never removed.
    private static let reserved: Set<String> = ["postgres", "template0", "template1"]

    /// Runs a script over the maintenance database.
    @discardableResult
    func ask(_ script: String) async throws(IntegrationError) -> [[String?]] {
        try await session.rows(script, in: session.maintenance)
    }

    /// Refuses names that the server would cut or that are its own.
    func check(name: String) throws(IntegrationError) {
        guard !name.isEmpty, name.utf8.count <= 63, !name.utf8.contains(0) else {
            throw IntegrationError(
                .invalidRequest, "“\(name.prefix(80))” cannot be a database's name: it has 1 to 63 bytes.")
        }
        guard !Self.reserved.contains(name) else {
            throw IntegrationError(
                .invalidRequest, "The database \(name) is the server's own; choose another name.")
        }
    }
}

/// Quotes names and texts for SQL.
enum SQLText {
    static func name(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    static func literal(_ text: String) -> String {
        let quoted = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        // A backslash is only itself in this form, whatever the server's settings are.
        let escaped = quoted.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
        return "E'\(escaped)'"
    }
}

/// Another user who runs a program, for one who may do too much.
struct Guise: Sendable, Hashable {
    /// The user's name.
    let user: String
    let userID: UInt32
    let groupID: UInt32
    /// Where `setpriv` is.
    let setpriv: String

    /// What comes before a program to run it as this user, with nothing that lets it become another one.
    var words: [String] {
        [
            setpriv, "--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--no-new-privs",
            "--inh-caps=-all",
        ]
    }

    /// The same program, run by this user.
    func wrap(_ program: Program) -> Program {
        var wrapped = program
        wrapped.path = setpriv
        wrapped.arguments = words.dropFirst() + [program.path] + program.arguments
        wrapped.folder = "/"
        return wrapped
    }
}
