// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

@testable import StewardLedger

/// Entries of a book for tests, without a ledger.
enum EntrySample {
    /// - Parameter seconds: since 1970.
    static func entry(
        _ sequence: Int64, _ kind: String, _ payload: JSON, at seconds: Int64, actor: String = "anna"
    ) -> Entry {
        Entry(
            book: "logbook/test", sequence: sequence, time: Date(timeIntervalSince1970: Double(seconds)), kind: kind,
            actor: actor, payload: payload, previous: [], hash: [])
    }
}
