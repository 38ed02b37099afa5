// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// The files of a snapshot folder, as the commission served them.
enum SnapshotSource {
    /// The two files that the commission's servers write in lines that end in CRLF.
    private static let inLines = ["info_party_overview.json", "info_mp_candidate.json"]

    /// - Throws: `notFound` naming the file that is missing.
    static func files(in folder: String) throws(IntegrationError) -> [String: SimulatedFile] {
        var files: [String: SimulatedFile] = [:]
        let lists = ["info_province.json", "info_constituency.json", "info_party_candidate.json"]
        for name in lists + inLines + ["stats_cons.json", "stats_party.json"] {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                throw IntegrationError(.notFound, "The snapshot folder \(folder) has no readable file \(name).")
            }
            let bytes = inLines.contains(name) ? withCarriageReturns(data) : [UInt8](data)
            files[name] = SimulatedFile(bytes, modified: Date(timeIntervalSince1970: 1_771_764_122))
        }
        return files
    }

    private static func withCarriageReturns(_ data: Data) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + data.count / 32)
        for byte in data {
            if byte == 0x0A, bytes.last != 0x0D { bytes.append(0x0D) }
            bytes.append(byte)
        }
        return bytes
    }
}
