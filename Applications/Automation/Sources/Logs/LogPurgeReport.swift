// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What a purge took out of one file, or would take out.
package struct LogPurgeReport: Sendable, Hashable {
    package let path: String
    package var totalLines: Int64 = 0
    package var purgedLines: Int64 = 0
    /// Lines whose stamp is no time that there is. They stay.
    package var unparsableLines: Int64 = 0
    /// How large it was, and is now or would be.
    package var bytesBefore: Int64 = 0
    package var finalBytes: Int64 = 0
    package let isDryRun: Bool

    package var retained: Int64 { totalLines - purgedLines }
    /// In megabytes of 1,048,576 bytes, with two decimals.
    package var finalSizeMB: Double { (Double(finalBytes) / 1_048_576 * 100).rounded() / 100 }

    /// As in results and `--json`.
    package var json: JSON {
        [
            "file": .string(path), "total_lines": .integer(totalLines), "purged_lines": .integer(purgedLines),
            "retained": .integer(retained), "unparsable": .integer(unparsableLines),
            "final_size_mb": .number(finalSizeMB), "final_bytes": .integer(finalBytes),
            "freed_bytes": .integer(bytesBefore - finalBytes), "dry_run": .bool(isDryRun),
        ]
    }

    /// One sentence.
    package var sentence: String {
        let would = isDryRun ? " would go" : " went"
        let stays = "\(retained) stay (\(finalSizeMB) MB)"
        let odd = unparsableLines == 0 ? "" : "; \(unparsableLines) stamps could not be read"
        return "\(path): of \(totalLines) lines \(purgedLines)\(would), \(stays)\(odd)."
    }
}
