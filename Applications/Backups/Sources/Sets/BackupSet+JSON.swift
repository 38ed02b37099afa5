// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardIntegration
import StewardJobs

extension BackupSet {
    /// The set as it is kept and recorded. It holds no secret: a passphrase is only named.
    package var json: JSON {
        .known([
            "name": .string(name), "connection": .string(connection), "databases": .texts(databases),
            "folder": .string(folder), "format": .string(format.rawValue),
            "compression": .integer(Int64(compression)), "encryption": encryption.json,
            "globals": .bool(includesGlobals), "workers": .integer(Int64(workers)), "zone": .string(zone.identifier),
            "offsite": offsite?.json, "proof": proof.json, "retention": retention,
        ])
    }

    /// Reads ``json``.
    /// - Throws: `BackupsError` with `damaged`, naming the member that is missing or wrong.
    package init(_ json: JSON) throws(BackupsError) {
        func member<Value>(_ key: String, _ read: (JSON) -> Value?) throws(BackupsError) -> Value {
            guard let found = json[key].flatMap(read) else {
                throw BackupsError(.damaged, "A stored backup set has no usable member “\(key)”; save the set again.")
            }
            return found
        }
        self.init(
            name: try member("name", \.string), connection: try member("connection", \.string),
            databases: try member("databases") { $0.array?.compactMap(\.string) },
            folder: try member("folder", \.string),
            format: try member("format") { $0.string.flatMap(DumpFormat.init) },
            compression: try member("compression") { $0.integer.map { Int($0) } },
            encryption: try member("encryption") { Encryption($0) },
            includesGlobals: try member("globals", \.bool),
            workers: try member("workers") { $0.integer.map { Int($0) } },
            zone: try member("zone") { $0.string.flatMap { try? LocalZone($0) } },
            offsite: json["offsite"].flatMap { OffsitePlace($0) }, proof: try member("proof") { ProofRule($0) },
            retention: json["retention"] ?? .null)
    }
}
