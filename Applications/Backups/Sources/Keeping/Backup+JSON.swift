// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardIntegration

extension Backup {
    /// The facts of how it was made, as entries and manifests hold them.
    package var record: JSON {
        .known([
            "backup": .string(id.text), "database": .string(database), "is_globals": isGlobals ? true : nil,
            "run": run.map { .string($0) }, "format": .string(format.rawValue), "file": .string(file),
            "made_at_ms": .milliseconds(madeAt), "milliseconds": milliseconds.map { .integer($0) },
            "bytes": .integer(bytes), "sha256": .string(sha256), "md5": md5.map { .string($0) },
            "dump_bytes": .integer(dumpBytes), "dump_sha256": .string(dumpSHA256),
            "server_version": serverVersion.map { .string($0) }, "tool_version": toolVersion.map { .string($0) },
            "tables": tables.map { .array($0.map(\.json)) }, "extensions": .texts(extensions),
            "roles": .texts(roles), "warnings": .texts(warnings), "globals": globals.map { .string($0.text) },
            "compression": compression.map { .integer(Int64($0)) }, "encryption": encryption.json,
        ])
    }

    /// Reads ``record``; `nil` when a member that every backup has is missing.
    package init?(_ json: JSON, isAdopted: Bool = false) {
        guard let id = json["backup"]?.string, let database = json["database"]?.string,
            let format = json["format"]?.string.flatMap(DumpFormat.init), let file = json["file"]?.string,
            let madeAt = json["made_at_ms"]?.date, let bytes = json["bytes"]?.integer,
            let sha256 = json["sha256"]?.string,
            let dumpBytes = json["dump_bytes"]?.integer, let dumpSHA256 = json["dump_sha256"]?.string,
            let encryption = json["encryption"].flatMap(Encryption.init)
        else { return nil }
        self.init(
            id: BackupID(id), database: database, isGlobals: json["is_globals"]?.bool ?? false,
            run: json["run"]?.string, format: format, file: file, madeAt: madeAt,
            milliseconds: json["milliseconds"]?.integer, bytes: bytes, sha256: sha256, md5: json["md5"]?.string,
            dumpBytes: dumpBytes, dumpSHA256: dumpSHA256, serverVersion: json["server_version"]?.string,
            toolVersion: json["tool_version"]?.string,
            tables: json["tables"]?.array?.compactMap { DumpedTable($0) },
            extensions: json["extensions"]?.texts ?? [], roles: json["roles"]?.texts ?? [],
            warnings: json["warnings"]?.texts ?? [], globals: json["globals"]?.string.map { BackupID($0) },
            compression: json["compression"]?.integer.map { Int($0) }, encryption: encryption, isAdopted: isAdopted)
    }
}

extension DumpedTable {
    var json: JSON { ["schema": .string(schema), "name": .string(name), "rows": .integer(rows)] }

    init?(_ json: JSON) {
        guard let schema = json["schema"]?.string, let name = json["name"]?.string, let rows = json["rows"]?.integer
        else { return nil }
        self.init(schema: schema, name: name, rows: rows)
    }
}
