// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The totals that stand at all three levels of `stats_cons.json`.
package struct VoteTotals: Sendable, Hashable {
    package var turn_out = 0
    package var valid_votes = 0
    package var invalid_votes = 0
    package var blank_votes = 0
    package var party_list_turn_out = 0
    package var party_list_valid_votes = 0
    package var party_list_invalid_votes = 0
    package var party_list_blank_votes = 0
    package var counted_vote_stations = 0
    /// A fraction, or a whole 0.
    package var percent_count = 0.0
    private var seen: UInt16 = 0
    /// Whether a member is not what it should be.
    private var isFaulty = false

    package init() {}

    /// Reads a member that belongs to the totals; `false` leaves it unread.
    mutating func read(
        _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout RowFaults, _ cost: RowFaults.Cost = .row
    ) throws(JSONError) -> Bool {
        switch key {
        case "turn_out": turn_out = try count(0, &reader, &faults, cost)
        case "valid_votes": valid_votes = try count(1, &reader, &faults, cost)
        case "invalid_votes": invalid_votes = try count(2, &reader, &faults, cost)
        case "blank_votes": blank_votes = try count(3, &reader, &faults, cost)
        case "party_list_turn_out": party_list_turn_out = try count(4, &reader, &faults, cost)
        case "party_list_valid_votes": party_list_valid_votes = try count(5, &reader, &faults, cost)
        case "party_list_invalid_votes": party_list_invalid_votes = try count(6, &reader, &faults, cost)
        case "party_list_blank_votes": party_list_blank_votes = try count(7, &reader, &faults, cost)
        case "counted_vote_stations": counted_vote_stations = try count(8, &reader, &faults, cost)
        case "percent_count":
            percent_count = noted(try faults.real(&reader, cost)) ?? 0
            seen |= 1 << 9
        default: return false
        }
        return true
    }

    private mutating func count(
        _ bit: UInt16, _ reader: inout JSONReader, _ faults: inout RowFaults, _ cost: RowFaults.Cost
    ) throws(JSONError) -> Int {
        seen |= 1 << bit
        return noted(try faults.count(&reader, cost)) ?? 0
    }

    private mutating func noted<Value>(_ member: Member<Value>) -> Value? {
        if case .faulty = member { isFaulty = true }
        return member.value
    }

    /// The name of a member that was not there.
    private var absent: String? { seen == 0x3FF ? nil : Self.names[(~seen).trailingZeroBitCount] }

    /// Checks that every member was there.
    func requireAll(_ reader: borrowing JSONReader) throws(JSONError) {
        guard let absent else { return }
        throw reader.error(.missingKey, "The member \(absent) is missing.")
    }

    /// These totals; `nil` when a member is missing or is not what it should be.
    func whole(
        _ reader: borrowing JSONReader, _ faults: inout RowFaults, _ cost: RowFaults.Cost = .row
    ) -> VoteTotals? {
        if let absent { faults.lacks(absent, reader, cost) }
        return absent == nil && !isFaulty ? self : nil
    }

    private static let names = [
        "turn_out", "valid_votes", "invalid_votes", "blank_votes", "party_list_turn_out", "party_list_valid_votes",
        "party_list_invalid_votes", "party_list_blank_votes", "counted_vote_stations", "percent_count",
    ]

    /// The eight sums and the stations, by name, for comparison.
    package var counts: [(name: String, value: Int)] {
        [
            ("turn_out", turn_out), ("valid_votes", valid_votes), ("invalid_votes", invalid_votes),
            ("blank_votes", blank_votes), ("party_list_turn_out", party_list_turn_out),
            ("party_list_valid_votes", party_list_valid_votes),
            ("party_list_invalid_votes", party_list_invalid_votes),
            ("party_list_blank_votes", party_list_blank_votes), ("counted_vote_stations", counted_vote_stations),
        ]
    }
}
