// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logbook
import StewardCore

/// The trips that go on with the vehicles of those who listen: each account hears of its own alone.
actor TripChanges {
    private let installation: Installation
    /// What was told last of each vehicle, and to whom.
    private var told: [String: (account: String, data: JSON)] = [:]
    private var lookedAt: Date?

    /// A look costs some reads for each vehicle, so it happens at most this often.
    static let interval = 2.0

    init(_ installation: Installation) { self.installation = installation }

    /// What became another since the last look. A logbook that cannot be read tells nothing; its pages say why.
    func changes(for listeners: Set<String>) async -> [Change] {
        let now = installation.clock.now
        if let lookedAt, abs(now.timeIntervalSince(lookedAt)) < Self.interval { return [] }
        lookedAt = now
        told = told.filter { listeners.contains($0.value.account) }
        var changes: [Change] = []
        for account in listeners.sorted() where !account.isEmpty {
            changes += (try? await news(of: account)) ?? []
        }
        return changes
    }

    private func news(of account: String) async throws -> [Change] {
        let logbook = installation.logbook
        var changes: [Change] = []
        for record in try await logbook.vehicles(of: account) {
            let id = record.vehicle.id
            let live = try await logbook.liveTrip(of: id, account: account)
            guard let data = live.map({ LogbookPageJSON.live($0, id) }) ?? ended(id), data != told[id]?.data else {
                continue
            }
            told[id] = live == nil ? nil : (account, data)
            changes.append(Change(name: "trip", id: id, isOver: live == nil, data: data, audience: account))
        }
        return changes
    }

    /// What is told once of a trip that goes on no more; `nil` when none did.
    private func ended(_ vehicle: String) -> JSON? {
        told[vehicle] == nil ? nil : ["id": .string(vehicle), "state": "ended"]
    }
}
