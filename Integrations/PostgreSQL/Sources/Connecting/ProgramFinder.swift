// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardProcess

/// Finds PostgreSQL's programs: in the folder that a setting names, else in PGBACKUP_PGDUMP, PGBIN, PATH and where they
/// are usually installed, the newest first.
struct ProgramFinder: Sendable {
    /// A program with the version that it says it has.
    struct Found: Sendable, Hashable {
        let path: String
        let version: ProgramVersion
    }

    let folder: String?
    let environment: [String: String]
    var installRoot = "/usr/lib/postgresql"

    /// Every place where there is a program of this name, best first, each once.
    func candidates(_ name: String) -> [String] {
        if let folder { return [folder + "/" + name].filter(Self.isExecutable) }
        var folders: [String] = []
        var paths: [String] = []
        if let dump = environment["PGBACKUP_PGDUMP"], dump.hasPrefix("/") {
            if name == "pg_dump" { paths.append(dump) }
            folders.append(Self.parent(of: dump))
        }
        if let bin = environment["PGBIN"], bin.hasPrefix("/") { folders.append(bin) }
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        folders += path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        paths += folders.map { $0 + "/" + name }
        let installed = installedFolders.map { $0 + "/" + name }.filter(Self.isExecutable)
        // Debian's wrapper forwards to the installed ones; asking those directly says which one it is.
        paths = paths.filter { Self.isExecutable($0) && (installed.isEmpty || !Self.isWrapper($0)) } + installed
        var seen: Set<String> = []
        return paths.filter { seen.insert($0).inserted }
    }

    /// The programs of this name with their versions, best first. What cannot say its version is left out.
    func all(_ name: String) async throws(IntegrationError) -> [Found] {
        var found: [Found] = []
        for path in candidates(name) {
            if let version = try await version(of: path) { found.append(Found(path: path, version: version)) }
        }
        return found
    }

    /// The best program of this name that is not older than `oldest`.
    /// - Throws: `invalidRequest` when there is none, `unsupported` when all are older.
    func first(_ name: String, notOlderThan oldest: ProgramVersion? = nil) async throws(IntegrationError) -> Found {
        var older: Found?
        for path in candidates(name) {
            guard let version = try await version(of: path) else { continue }
            let found = Found(path: path, version: version)
            guard let oldest, version < oldest else { return found }
            older = older ?? found
        }
        guard let older, let oldest else { throw Self.missing(name, folder) }
        throw IntegrationError(
            .unsupported,
            """
            \(name) \(older.version) is older than the server's version \(oldest) and would refuse it; install the \
            package postgresql-client-\(oldest.majorText) or name its folder in the setting bin-folder.
            """)
    }

    private static func missing(_ name: String, _ folder: String?) -> IntegrationError {
        let place = folder.map { "in \($0)" } ?? "here"
        return IntegrationError(
            .invalidRequest,
            "There is no \(name) \(place); install the package postgresql-client or correct the setting bin-folder.")
    }

    private func version(of path: String) async throws(IntegrationError) -> ProgramVersion? {
        do {
            let result = try await Program(path, ["--version"], environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin"])
                .run(limits: Program.Limits(time: .seconds(20), output: 4096))
            return result.isSuccess ? ProgramVersion(in: result.text) : nil
        } catch is ProcessError {
            return nil
        } catch {
            throw IntegrationError(.cancelled, "Looking for \(path) was cancelled.")
        }
    }

    /// As `/usr/lib/postgresql/17/bin`, the newest first.
    private var installedFolders: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: installRoot)) ?? []
        let versions = names.compactMap { name in ProgramVersion(in: name).map { (name, $0) } }
        return versions.sorted { $0.1 > $1.1 }.map { "\(installRoot)/\($0.0)/bin" }
    }

    private static func isExecutable(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
            && FileManager.default.isExecutableFile(atPath: path)
    }

    private static func isWrapper(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path))?.hasSuffix("pg_wrapper") ?? false
    }

    private static func parent(of path: String) -> String {
        path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }
}
