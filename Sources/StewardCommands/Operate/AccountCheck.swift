// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// What `steward doctor` says of the accounts that are connected: how old each sign-in is, and how wide its grant.
struct AccountCheck {
    private let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    /// A sign-in that is older is worth doing again: whoever copied its credential could use it until then.
    static let oldestDays = 90

    /// One line for each account. Sends nothing.
    func results() async throws -> [Checkup] {
        var results: [Checkup] = []
        for saved in try await installation.connections.list() {
            guard let account = try? await installation.connections.open(saved.name) as? any AccountConnecting else {
                continue
            }
            let name = "account \(saved.name)"
            do {
                guard let grant = try await account.grant() else {
                    results.append(Checkup(name, .failing, "Nobody has signed in yet.", repair: repair(saved)))
                    continue
                }
                let faults = Self.faults(grant, type(of: account).knownScopes, now: installation.clock.now)
                results.append(
                    faults.isEmpty
                        ? Checkup(name, .ok, "Its sign-in is young and no wider than most tasks need.")
                        : Checkup(name, .warning, faults.joined(separator: " "), repair: repair(saved)))
            } catch {
                results.append(Checkup(name, .failing, "\(error)", repair: repair(saved)))
            }
        }
        return results
    }

    private func repair(_ saved: SavedConnection) -> String {
        "steward connect \(ConnectCommand.name(of: saved.integration)) --name \(saved.name)"
    }

    /// What is wrong with a grant: its age, and the scopes that reach further than most tasks need.
    static func faults(_ grant: AccessGrant, _ known: [ScopeMeaning], now: Date) -> [String] {
        var faults: [String] = []
        if let granted = grant.grantedAt {
            let days = Int(now.timeIntervalSince(granted) / 86_400)
            if days >= oldestDays {
                faults.append("The sign-in is \(days) days old; sign in again every \(oldestDays).")
            }
        }
        for scope in known where scope.isWide && grant.scopes.contains(scope.name) {
            let instead =
                scope.narrower.isEmpty ? "" : "; where that suffices, grant \(scope.narrower.joined(separator: ", "))"
            faults.append("\(scope.name) is wide: it lets Steward \(scope.meaning)\(instead).")
        }
        return faults
    }
}
