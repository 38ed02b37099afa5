// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

extension BackupProgress {
    /// The same for a job and for a progress bar.
    package var jobProgress: JobProgress {
        switch self {
        case .dumping(let database, let bytes, let total):
            JobProgress(bytes: bytes, ofBytes: total, message: "Dumping \(database)")
        case .storing(let backup, let bytes, let total):
            JobProgress(bytes: bytes, ofBytes: total, message: "Copying \(backup) off-site")
        }
    }
}
