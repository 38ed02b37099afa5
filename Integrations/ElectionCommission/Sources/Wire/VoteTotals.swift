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

    package init() {}

    /// Reads a member that belongs to the totals; `false` leaves it unread.
    mutating func read(_ key: JSONReader.Key, _ reader: inout JSONReader) throws(JSONError) -> Bool {
        switch key {
        case "turn_out": turn_out = try count(0, &reader)
        case "valid_votes": valid_votes = try count(1, &reader)
        case "invalid_votes": invalid_votes = try count(2, &reader)
        case "blank_votes": blank_votes = try count(3, &reader)
        case "party_list_turn_out": party_list_turn_out = try count(4, &reader)
        case "party_list_valid_votes": party_list_valid_votes = try count(5, &reader)
        case "party_list_invalid_votes": party_list_invalid_votes = try count(6, &reader)
        case "party_list_blank_votes": party_list_blank_votes = try count(7, &reader)
        case "counted_vote_stations": counted_vote_stations = try count(8, &reader)
        case "percent_count":
            percent_count = try reader.readDouble()
            seen |= 1 << 9
        default: return false
        }
        return true
    }

    private mutating func count(_ bit: UInt16, _ reader: inout JSONReader) throws(JSONError) -> Int {
        seen |= 1 << bit
        return try reader.readCount()
    }

    /// Checks that every member was there.
    func requireAll(_ reader: borrowing JSONReader) throws(JSONError) {
        guard seen != 0x3FF else { return }
        let bit = (~seen).trailingZeroBitCount
        throw reader.error(.missingKey, "The member \(Self.names[bit]) is missing.")
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
