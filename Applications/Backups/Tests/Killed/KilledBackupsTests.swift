// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import Backups

/// A real process backs up, copies, proves, prunes and restores a real database, and is killed at random moments.
///
/// Not timed by an injected clock: what is shown is that nothing depends on where the process dies.
@Suite("Backups whose process is killed", .serialized)
struct KilledBackupsTests {
    /// How often the process is killed; `STEWARD_BACKUP_KILLS` says otherwise.
    static let kills = ProcessInfo.processInfo.environment["STEWARD_BACKUP_KILLS"].flatMap { Int($0) } ?? 60

    @Test(
        "whatever it was at, nothing half is a backup, no server stays, nothing good is lost, and the next run goes on",
        .enabled(if: PostgresServer.isInstalled && hasPrograms))
    func killed() async throws {
        let rig = try await KilledRig()
        try await rig.succeed("run")
        try await rig.succeed("prove")
        var random = SeededGenerator(seed: 20_261_122)
        var kills = 0
        var ended: [String: Int] = [:]
        while kills < Self.kills {
            for (action, longest) in KilledRig.actions {
                let process = try rig.start(action)
                try await Task.sleep(for: .milliseconds(random.below(longest)))
                if let status = process.ended() {
                    // A later action may find what a killed one left to be done first; it must not fail.
                    #expect(status == 0, "\(action) ended with \(status): \(rig.output)")
                    ended[action, default: 0] += 1
                } else if process.kill() {
                    kills += 1
                }
                try await rig.check(after: action)
                if kills == Self.kills { break }
            }
        }
        // And whoever comes next goes on.
        for action in KilledRig.actions.map(\.name) { try await rig.succeed(action) }
        try await rig.check(after: "all")
        let history = try await rig.history()
        #expect(history.backups.contains { !$0.isPresent }, "Nothing was ever removed.")
        #expect(history.backups.filter(\.isPresent).allSatisfy { !$0.copies.isEmpty })
        #expect(history.backups.count { $0.provedAt != nil } > 0 && !ended.isEmpty)
    }
}
