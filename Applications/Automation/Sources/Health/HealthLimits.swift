// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// From when on a health check warns and fails. As the payload of `automation.health`, each may be set.
package struct HealthLimits: Sendable, Hashable {
    /// Less free disk is a warning; a tenth of it fails.
    package var freeDiskBytes: Int64 = 5 << 30
    /// Fewer free inodes than this part of all are a warning; a fifth of it fails.
    package var freeInodes = 0.1
    /// Less memory that programs can have than this part is a warning; a third of it fails.
    package var freeMemory = 0.1
    /// A higher load for each processor over 15 minutes is a warning; four times as much fails.
    package var load = 2.0
    /// More errors in the system's journal of the last day are a warning.
    package var journalErrors = 100
    /// Days before the end of a certificate at which a renewal should have come.
    package var certificateDays = 21
    /// After so many days a backup is late, and after twice as many it fails.
    package var backupDays = 2
    /// After so many days a proof is late: weekly proofs, and a week of patience.
    package var proofDays = 14
    /// After so many days a proof is missing: one a quarter at least.
    package var longestProofDays = 92
    /// A credential is to be changed after so many days, and a warning comes so many before.
    package var credentialDays = 90
    package var credentialNotice = 14
    /// After so many days a book should be verified again.
    package var bookDays = 35

    package init() {}

    /// Reads the members of a payload; what is missing has its standard value.
    /// - Throws: `AutomationError` with `invalid`, naming the member.
    package init(_ json: JSON) throws(AutomationError) {
        let payload = try PayloadReader(
            json, of: "automation.health",
            knowing: [
                "free_disk_gb", "load", "journal_errors", "certificate_days", "backup_days", "proof_days",
                "longest_proof_days",
                "credential_days", "credential_notice_days", "book_days", "folders",
            ])
        if let gigabytes = try payload.decimal("free_disk_gb") {
            freeDiskBytes = Int64(min(gigabytes, 1e9) * 1_073_741_824)
        }
        load = try payload.decimal("load") ?? load
        journalErrors = try payload.number("journal_errors", in: 0...1000).map { Int($0) } ?? journalErrors
        func days(_ key: String, _ standard: Int) throws(AutomationError) -> Int {
            try payload.number(key, in: 0...36_500).map { Int($0) } ?? standard
        }
        certificateDays = try days("certificate_days", certificateDays)
        backupDays = try days("backup_days", backupDays)
        proofDays = try days("proof_days", proofDays)
        longestProofDays = try days("longest_proof_days", longestProofDays)
        credentialDays = try days("credential_days", credentialDays)
        credentialNotice = try days("credential_notice_days", credentialNotice)
        bookDays = try days("book_days", bookDays)
        folders = try payload.texts("folders")
    }

    /// Further folders whose disks are looked at.
    package var folders: [String] = []
}
