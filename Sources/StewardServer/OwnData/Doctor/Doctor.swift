// SPDX-License-Identifier: Apache-2.0
package import Automation
package import Foundation
import StewardCore

/// Looks an installation over: its folder, keys, disk, clock, versions, blobs, books, connections, schedules, alerts
/// and the machine. Changes nothing.
package struct Doctor: Sendable {
    /// How thorough it is.
    package struct Options: Sendable {
        /// Leaves out what takes long: the hashes of all blobs.
        package var isQuick = false
        /// Asks no outside service.
        package var isOffline = false
        /// How long a service may take.
        package var patience: Duration = .seconds(20)

        package init(isQuick: Bool = false, isOffline: Bool = false) {
            self.isQuick = isQuick
            self.isOffline = isOffline
        }
    }

    /// What a machine answers who asks it for the time: its name and its `Date` field.
    package typealias AskDate = @Sendable (_ authority: String) async -> Date?

    let folder: DataFolder
    let options: Options
    let environment: [String: String]
    let askDate: AskDate
    let health: (@Sendable (Installation) -> HealthSources)?

    /// - Parameters:
    ///   - environment: where the mail variables are.
    ///   - askDate: asks a machine for the time; `nil` asks it over HTTPS.
    ///   - health: what the checks of the machine look at, as `\.healthSources`; `nil` leaves them out.
    package init(
        _ folder: DataFolder, options: Options = Options(), environment: [String: String], askDate: AskDate? = nil,
        health: (@Sendable (Installation) -> HealthSources)? = nil
    ) {
        self.folder = folder
        self.options = options
        self.environment = environment
        self.askDate = askDate ?? Self.dateOverHTTPS
        self.health = health
    }

    /// What can be said before the database is opened.
    package func examineFolder() -> [Checkup] {
        [owner(), rights("data folder", folder.path)] + [key("signing key", folder.signingKey), secretsKey()]
            + [disk(), zones(), mail()]
    }

    /// What an open installation shows. What cannot be asked is failing, and the rest is looked at.
    /// - Parameter progress: told how many of how many blobs are hashed.
    package func examine(
        _ installation: Installation, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> [Checkup] {
        var all: [Checkup] = []
        let parts: [(name: String, look: () async throws -> [Checkup])] = [
            ("database", { try await database(installation) }), ("clock", { try await clock(installation) }),
            ("certificate", { try await certificate(installation) }),
            ("stored secrets", { [try await secrets(installation)] }),
            ("blobs", { [try await blobs(installation, progress)] }), ("ledger", { try await books(installation) }),
            ("connections", { try await connections(installation) }),
            ("schedules", { try await schedules(installation) }), ("alerts", { [try await alerts(installation)] }),
            ("machine", { try await machine(installation) }),
        ]
        for part in parts {
            do { all += try await part.look() } catch {
                all.append(
                    Checkup(
                        part.name, .failing, "It cannot be examined: \(error)", repair: "See what the message names."))
            }
        }
        return all
    }
}
