// SPDX-License-Identifier: Apache-2.0

/// List seats by the largest remainder with the Hare quota, with every step.
///
/// The quota is all votes ÷ seats. Each party gets as many whole seats as quotas; the seats left go to the largest
/// remainders in order. A party gets no more seats than it has names on its list; what it cannot take goes on to the
/// next remainders, in further rounds if need be. Everything is computed in whole numbers:
/// votes × seats = whole × total + remainder.
package struct SeatAllocation: Sendable, Hashable {
    /// A party's votes and the most seats it can take.
    package struct Entrant: Sendable, Hashable {
        package var party: Int
        package var votes: Int
        package var cap: Int

        package init(party: Int, votes: Int, cap: Int = .max) {
            self.party = party
            self.votes = votes
            self.cap = cap
        }
    }
    /// One party's line of the calculation.
    package struct Line: Sendable, Hashable {
        package let party: Int
        package let votes: Int
        package let cap: Int
        /// Whole quotas, before the cap.
        package let whole: Int
        /// What is left of votes × seats after the whole quotas, in units of 1 ÷ total votes of a seat.
        package let remainder: Int
        /// The place in the order of remainders, from 1.
        package fileprivate(set) var order: Int
        /// Seats from remainders.
        package fileprivate(set) var extra: Int
        package var seats: Int { min(whole, cap) + extra }
    }
    /// Parties whose equal remainders compete for fewer seats than they are; the law decides by lot, we take the lower
    /// number and say so.
    package struct Tie: Sendable, Hashable {
        package let parties: [Int]
        package let seats: Int
    }
    package let seats: Int
    package let totalVotes: Int
    /// By party number.
    package private(set) var lines: [Line]
    package private(set) var ties: [Tie] = []
    /// Seats nobody can take, because all lists are used up.
    package private(set) var unfilled = 0

    /// All votes ÷ seats, for people; the calculation does not use it.
    package var quota: Double { seats > 0 ? Double(totalVotes) / Double(seats) : 0 }

    package init(_ entrants: [Entrant], seats: Int = 100) {
        self.seats = seats
        let total = entrants.reduce(0) { $0 + max(0, $1.votes) }
        totalVotes = total
        lines = entrants.map { entrant in
            let scaled = max(0, entrant.votes) * seats
            return Line(
                party: entrant.party, votes: entrant.votes, cap: entrant.cap, whole: total > 0 ? scaled / total : 0,
                remainder: total > 0 ? scaled % total : 0, order: 0, extra: 0)
        }.sorted { $0.party < $1.party }
        if total > 0 { distribute() }
    }

    private mutating func distribute() {
        let order = lines.indices.sorted { left, right in
            lines[left].remainder != lines[right].remainder
                ? lines[left].remainder > lines[right].remainder : lines[left].party < lines[right].party
        }
        for (place, index) in order.enumerated() { lines[index].order = place + 1 }
        var left = seats - lines.reduce(0) { $0 + $1.seats }
        while left > 0 {
            let open = order.filter { lines[$0].seats < lines[$0].cap && lines[$0].votes > 0 }
            guard !open.isEmpty else {
                unfilled = left
                return
            }
            noteTie(open, left)
            for index in open.prefix(left) { lines[index].extra += 1 }
            left -= min(left, open.count)
        }
    }

    private mutating func noteTie(_ open: [Int], _ left: Int) {
        guard left < open.count, lines[open[left - 1]].remainder == lines[open[left]].remainder else { return }
        let remainder = lines[open[left]].remainder
        let equal = open.filter { lines[$0].remainder == remainder }
        let before = open.prefix(left).count { lines[$0].remainder != remainder }
        ties.append(Tie(parties: equal.map { lines[$0].party }.sorted(), seats: left - before))
    }

    /// Seats by party number, parties without a seat included.
    package var seatsByParty: [Int: Int] {
        Dictionary(lines.map { ($0.party, $0.seats) }, uniquingKeysWith: { first, _ in first })
    }

    /// Which parties' seats differ in another allocation of the same parties.
    package func changes(to other: SeatAllocation) -> [Consequence.SeatChange] {
        let theirs = other.seatsByParty
        return lines.compactMap { line in
            let seats = theirs[line.party] ?? 0
            return seats == line.seats ? nil : .init(party: line.party, from: line.seats, to: seats)
        }
    }
}
