// SPDX-License-Identifier: Apache-2.0

/// The complete count of one ballot in one constituency, made up so that every identity of the forms holds.
package struct FinalCount: Sendable, Equatable {
    package var area: Area
    package var kind: BallotKind
    /// Votes in order of the ballot's numbers.
    package var votes: [(number: Int, votes: Int)]
    package var invalid: Int
    package var noChoice: Int
    package var eligible: Int
    package var received: Int
    /// Ballots counted at stations, in advance inside, and in advance outside: 3.1, 3.2 and 3.3 of the announcement.
    package var atStations: Int
    package var advanceInside: Int
    package var advanceOutside: Int

    package var good: Int { votes.reduce(0) { $0 + $1.votes } }
    package var ballots: Int { good + invalid + noChoice }

    package static func == (left: Self, right: Self) -> Bool {
        left.area == right.area && left.kind == right.kind && left.invalid == right.invalid
            && left.noChoice == right.noChoice && left.eligible == right.eligible
            && left.votes.elementsEqual(right.votes) { $0 == $1 }
    }
}
