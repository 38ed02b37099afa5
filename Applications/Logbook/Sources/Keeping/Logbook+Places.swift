// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

/// What a driver's book says now, to be changed from.
package struct DriverRecord: Sendable, Hashable {
    package let setup: DriverSetup
    /// How many entries the book has; to be named when something is changed, so that no change is lost.
    package let size: Int64
}

extension Logbook {
    /// Places, rules and profile of an account.
    /// - Throws: `LogbookError` with `damaged`; the ledger's errors.
    package func driver(_ account: String) async throws -> DriverRecord {
        let (setup, size) = try await driverSetup(of: account)
        return DriverRecord(setup: setup, size: size)
    }

    /// How many places an account may have.
    package static let mostPlaces = 1_000

    /// Adds a place, or changes the one of the same name.
    /// - Parameter size: the driver's book's size that the change was made from; `nil` takes whatever is there.
    /// - Throws: `LogbookError` with `invalid`, `tooMuch`, `conflict`; the ledger's errors.
    package func putPlace(_ place: PlaceEntry, account: String, from size: Int64? = nil) async throws {
        try place.place.validate()
        let known = try await driver(account)
        let names = Set(
            known.setup.words.compactMap { word -> String? in
                if case .place(let place) = word.content { place.name } else { nil }
            })
        guard names.contains(place.place.name) || names.count < Self.mostPlaces else {
            throw LogbookError(.tooMuch, "You have \(names.count) places, and more are not kept.")
        }
        try await say(LogbookEntry.place, place.json, account, from: size)
    }

    /// Removes a place: from a day on, or as though it had never been.
    /// - Throws: `LogbookError` with `notFound`, `invalid`, `conflict`; the ledger's errors.
    package func removePlace(_ removal: PlaceRemoval, account: String, from size: Int64? = nil) async throws {

        let known = try await driver(account)
        var isThere = false
        for word in known.setup.words {
            switch word.content {
            case .place(let place) where place.name == removal.name: isThere = true
            case .placeRemoved(removal.name): isThere = false
            default: break
            }
        }
        guard isThere else { throw LogbookError(.notFound, "There is no place “\(removal.name)” of yours.") }
        try await say(LogbookEntry.placeRemoved, removal.json, account, from: size)
    }

    /// Puts rules in the place of those there are.
    /// - Throws: `LogbookError` with `invalid`, `conflict`; the ledger's errors.
    package func setRules(_ rules: RulesEntry, account: String, from size: Int64? = nil) async throws {
        try rules.validate()
        try await say(LogbookEntry.rules, rules.json, account, from: size)
    }

    /// Says who the driver is.
    /// - Throws: `LogbookError` with `invalid`, `conflict`; the ledger's errors.
    package func setProfile(_ profile: DriverProfile, account: String, from size: Int64? = nil) async throws {
        try profile.validate()
        try await say(LogbookEntry.profile, profile.json, account, from: size)
    }

    private func say(_ kind: String, _ payload: JSON, _ account: String, from size: Int64?) async throws {
        let draft = EntryDraft(
            kind: kind, actor: "account:\(account)", payload: payload,
            idempotencyKey: size.map { "setup after \($0)" })
        if let size, try await ledger.size(of: Self.book(driver: account)) != size {
            throw Self.wasChanged("Your setup")
        }
        let entry = try await ledger.append(draft, to: Self.book(driver: account))
        guard entry.kind == kind, entry.payload == payload.canonical else { throw Self.wasChanged("Your setup") }
    }
}
