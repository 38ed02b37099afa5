// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

/// Backups of a real database go to a simulated drive, which is away for a while, and are restored from there.
@Suite("Copies of backups on a drive", .enabled(if: PostgresServer.isInstalled && BackupsOnDrive.hasPrograms))
struct BackupCopiesTests {
    @Test("are compared, made up for when the drive was away, and restored when the file here is lost")
    func copies() async throws {
        try await BackupsOnDrive.with { rig in
            let first = try await rig.run()
            #expect(first.status == 0 && first.json["stored"]?.array?.count == 2, "\(first.err)")
            try await rig.compare(first)

            // The drive is away: the backup is made, the run and an alert say what is missing.
            try await rig.away(true)
            let second = try await rig.run()
            #expect(second.status == 3 && second.json["success"] == true, "\(second.err)")
            let backup = try #require(rig.backup(second))
            #expect(second.json["not_stored"]?.array?.count == 2 && second.json["stored"] == [])
            #expect(second.err.contains("ERROR \(backup) is not off-site: "))
            let alert = try #require(try await rig.alerts().first)
            #expect(alert["topic"]?.string == "backup:copy nightly/\(rig.database)")

            // It is back: the next run copies what is missing, too, and nothing twice.
            try await rig.away(false)
            let third = try await rig.run()
            #expect(third.status == 0 && third.json["stored"]?.array?.count == 4, "\(third.err)")
            #expect(third.json["stored"]?.array?.contains(.string(backup)) == true)
            #expect(try await rig.alerts().isEmpty)
            #expect(try await rig.files().count == 6)
            try await rig.compare(second)
            try await rig.compare(third)

            // The file here is lost: the copy takes its place, and is proved.
            let file = try #require(rig.file(second))
            for lost in [file, file + ".json"] { try FileManager.default.removeItem(atPath: lost) }
            #expect(try await rig.run().json["missing"] == [.string(backup)])
            let lost = try await rig.drive.steward.run("backup", "verify", backup)
            #expect(lost.status != 0 && lost.err.contains(file), "\(lost.err)")
            try await rig.fetch(file)
            #expect(try await rig.run().json["found"] == [.string(backup)])
            let proof = try await rig.drive.steward.run("backup", "verify", backup)
            #expect(proof.status == 0 && proof.err.contains("1000 rows"), "\(proof.out) \(proof.err)")
        }
    }
}

/// A real database, a set of backups for it, and a simulated drive for the copies.
struct BackupsOnDrive {
    let drive: SimulatedDrive
    let database: String
    private let server: PostgresServer

    /// Whether the programs that backups pass through are installed.
    static let hasPrograms = ["/usr/bin/zstd", "/usr/bin/age", "/usr/bin/age-keygen"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static func with(_ body: (BackupsOnDrive) async throws -> Void) async throws {
        let server = try await PostgresServer.shared()
        try await SimulatedDrive.with(settings: ["writes-per-second=0", "units-per-minute=0", "tries=1"]) { drive in
            let rig = BackupsOnDrive(
                drive: drive, database: "shop\(UInt32.random(in: .min ... .max))", server: server)
            try await rig.prepare()
            try await body(rig)
        }
    }

    private func prepare() async throws {
        try await server.createDatabase(database)
        try await ask("CREATE TABLE orders (id int PRIMARY KEY)")
        try await ask("INSERT INTO orders SELECT generate_series(1, 1000)")
        let key = drive.folder.path("key.txt")
        try await Program("/usr/bin/age-keygen", ["-o", key]).run().checked()
        let recipient = try await Program("/usr/bin/age-keygen", ["-y", key]).run().checked().text
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let place = ["host=\(server.folder)", "port=\(server.port ?? 5432)", "user=steward", "sslmode=disable"]
        try await drive.succeed(["connect", "postgresql", "--name", "db"] + place.flatMap { ["--set", $0] })
        try await drive.succeed([
            "backup", "add", "nightly", "--database", database, "--folder", drive.folder.path("backups"),
            "--offsite", "drive", "--recipient", recipient, "--identity-file", key,
        ])
    }

    /// What a run printed.
    struct Run {
        let status: Int
        let json: JSON
        let err: String
    }

    func run() async throws -> Run {
        let result = try await drive.steward.run(["backup", "run", "--no-proof", "--json"])
        return Run(status: result.status, json: try JSON(parsing: Array(result.out.utf8)), err: result.err)
    }

    /// The database's backup that a run made.
    private func made(_ run: Run) -> JSON? {
        run.json["made"]?.array?.first { $0["database"]?.string == database }
    }
    func backup(_ run: Run) -> String? { made(run)?["backup"]?.string }
    func file(_ run: Run) -> String? { made(run)?["file"]?.string.map { drive.folder.path("backups/" + $0) } }

    /// Whether what a run made lies on the drive, byte for byte by the service's own digest.
    func compare(_ run: Run, _ place: SourceLocation = #_sourceLocation) async throws {
        let there = try await files()
        for made in run.json["made"]?.array ?? [] {
            let path = made["file"]?.string ?? ""
            let bytes = try drive.folder.bytes("backups/" + path)
            let name = path.split(separator: "/").last.map(String.init)
            let copy = there.first { $0["name"]?.string == name }
            #expect(copy?["size"]?.integer == Int64(bytes.count), sourceLocation: place)
            let digest = Insecure.MD5.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
            #expect(copy?["md5"]?.string == digest, sourceLocation: place)
        }
    }

    /// What lies on the drive.
    func files() async throws -> [JSON] { try await drive.list("/") }

    /// Takes the drive away, or gives it back.
    func away(_ isAway: Bool) async throws {
        if isAway {
            try await drive.control(.post, "faults", ["kind": "disconnect", "afterBytes": 0, "path": "*"])
        } else {
            try await drive.control(.delete, "faults")
        }
    }

    /// What is the matter now.
    func alerts() async throws -> [JSON] {
        let result = try await drive.steward.run("alerts", "list", "--look", "--json")
        return try JSON(parsing: Array(result.out.utf8)).array ?? []
    }

    /// Puts the copy of a file where the file was.
    func fetch(_ file: String) async throws {
        let url = URL(filePath: file)
        let folder = url.deletingLastPathComponent().path
        try await drive.succeed(["drive", "get", "/" + url.lastPathComponent, "--to", folder])
    }

    private func ask(_ statement: String) async throws {
        let place = ["-h", server.folder, "-p", "\(server.port ?? 5432)", "-U", "steward", "-d", database]
        let psql = (PostgresServer.programs ?? "") + "/psql"
        try await Program(psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement] + place).run().checked()
    }
}
