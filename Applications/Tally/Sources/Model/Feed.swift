// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// The Election Commission's count at one moment, by constituency. It is preliminary until `percentCounted` is 100.
package struct Feed: Sendable {
    package struct Ballot: Sendable {
        package let turnout: Int
        package let valid: Int
        package let invalid: Int
        package let noChoice: Int
        /// Votes by candidate number or by the party's ballot number.
        package let votes: [Int: Int]

        package init(
            turnout: Int, valid: Int, invalid: Int, noChoice: Int, votes: [Int: Int]
        ) {
            self.turnout = turnout
            self.valid = valid
            self.invalid = invalid
            self.noChoice = noChoice
            self.votes = votes
        }
    }
    package struct Count: Sendable {
        package let constituency: Ballot
        package let partyList: Ballot
        package let stationsCounted: Int
        package let stations: Int

        package init(
            constituency: Ballot, partyList: Ballot, stationsCounted: Int, stations: Int
        ) {
            self.constituency = constituency
            self.partyList = partyList
            self.stationsCounted = stationsCounted
            self.stations = stations
        }

        package func ballot(_ kind: BallotKind) -> Ballot { kind == .constituency ? constituency : partyList }
    }
    package let source: String
    package let fetchedAt: Date
    /// The feed's own `last_update`, as it wrote it.
    package let lastUpdate: String
    package let percentCounted: Double
    package let counts: [Area: Count]

    package init(source: String, fetchedAt: Date, lastUpdate: String, percentCounted: Double, counts: [Area: Count]) {
        self.source = source
        self.fetchedAt = fetchedAt
        self.lastUpdate = lastUpdate
        self.percentCounted = percentCounted
        self.counts = counts
    }
}
