// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a scratch server is made with: the newest server programs, and a user who may run them.
struct ScratchPrograms: Sendable {
    /// The folder of `initdb` and `postgres`.
    let folder: String
    let version: ProgramVersion
    /// The user who runs the server; `nil` for this process's own.
    let guise: Guise?
    let setpriv: String

    /// Finds them.
    /// - Throws: `IntegrationError` with `unsupported`, naming what is missing.
    init(_ finder: ProgramFinder) async throws(IntegrationError) {
        let anywhere = ProgramFinder(folder: nil, environment: finder.environment, installRoot: finder.installRoot)
        let found = try await finder.all("initdb") + anywhere.all("initdb")
        let whole = found.filter { FileManager.default.isExecutableFile(atPath: Self.folder(of: $0) + "/postgres") }
        guard let newest = whole.max(by: { $0.version < $1.version }) else {
            throw IntegrationError(
                .unsupported,
                "There are no PostgreSQL server programs here to try a dump on; install the package postgresql.")
        }
        let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let setpriv else {
            throw IntegrationError(
                .unsupported,
                "A scratch server must end with this process, for which setpriv is missing; install util-linux.")
        }
        self.setpriv = setpriv
        folder = Self.folder(of: newest)
        version = newest.version
        guise = try Self.guise(setpriv)
    }

    /// Where the program really is: one that is linked has its companions there.
    private static func folder(of found: ProgramFinder.Found) -> String {
        let real = realpath(found.path, nil)
        defer { free(real) }
        let path = real.map { String(cString: $0) } ?? found.path
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }

    /// PostgreSQL refuses to run as root; and what a dump does should not be done by a user who owns anything.
    private static func guise(_ setpriv: String) throws(IntegrationError) -> Guise? {
        guard geteuid() == 0 else { return nil }
        for user in ["nobody", "postgres"] {
            guard let entry = getpwnam(user)?.pointee, entry.pw_uid != 0 else { continue }
            return Guise(user: user, userID: entry.pw_uid, groupID: entry.pw_gid, setpriv: setpriv)
        }
        throw IntegrationError(
            .unsupported,
            "PostgreSQL does not run as root, and there is neither a user nobody nor one postgres to run it.")
    }
}
