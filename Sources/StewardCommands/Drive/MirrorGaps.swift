// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore

/// Says what a mirror could not fetch, and why.
struct MirrorGaps {
    let files: Files
    /// The mirror's id.
    let mirror: String

    func show(_ printer: Printer) async throws {
        for status in [Coverage.Status.missing, .changed] {
            for file in try await files.covered(mirror, status: status, limit: 20).items {
                printer.problem("\(status.rawValue) \(file.path): \(file.reason ?? "not fetched yet")")
            }
        }
        for folder in try await files.unreadFolders(mirror, limit: 20) {
            printer.problem("unread \(folder.path): \(folder.reason)")
        }
    }
}
