// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("List seats")
struct SeatAllocationTests {
    private func allocate(_ votes: [Int], seats: Int, caps: [Int: Int] = [:]) -> SeatAllocation {
        SeatAllocation(
            votes.enumerated().map { .init(party: $0 + 1, votes: $1, cap: caps[$0 + 1] ?? .max) }, seats: seats)
    }

    @Test("quota, whole seats, remainders and their order, as in the textbook example of ten seats")
    func example() {
        // 100,000 votes, quota 10,000: 4, 1, 1, 1, 0, 0 whole seats; remainders 7,000, 6,000, 5,800, 2,000, 6,100,
        // 3,100.
        let allocation = allocate([47_000, 16_000, 15_800, 12_000, 6_100, 3_100], seats: 10)
        #expect(allocation.quota == 10_000)
        #expect(allocation.lines.map(\.whole) == [4, 1, 1, 1, 0, 0])
        #expect(allocation.lines.map(\.order) == [1, 3, 4, 6, 2, 5])
        #expect(allocation.lines.map(\.seats) == [5, 2, 1, 1, 1, 0])
        #expect(allocation.ties.isEmpty)
        #expect(allocation.unfilled == 0)
    }

    @Test("a party takes no more seats than it has names; the seats go on to the next remainders")
    func caps() {
        let allocation = allocate([60, 30, 10], seats: 10, caps: [1: 2])
        #expect(allocation.lines.map(\.seats) == [2, 5, 3])
        let allLists = allocate([60, 40], seats: 10, caps: [1: 2, 2: 3])
        #expect(allLists.lines.map(\.seats) == [2, 3])
        #expect(allLists.unfilled == 5)
    }

    @Test("equal remainders for the last seat are reported as a tie")
    func tie() {
        let allocation = allocate([10, 10, 10], seats: 4)
        #expect(allocation.lines.map(\.seats) == [2, 1, 1])
        #expect(allocation.ties == [.init(parties: [1, 2, 3], seats: 1)])
    }

    @Test("no votes give no seats")
    func empty() {
        #expect(allocate([0, 0], seats: 10).lines.map(\.seats) == [0, 0])
        #expect(allocate([], seats: 10).lines.isEmpty)
    }

    @Test("what changes between two allocations")
    func changes() {
        let before = allocate([60, 40], seats: 10)
        let after = allocate([70, 30], seats: 10)
        #expect(before.changes(to: after) == [.init(party: 1, from: 6, to: 7), .init(party: 2, from: 4, to: 3)])
    }

    @Test("all seats are given, and nobody is more than one away from the exact share (fixed seed)")
    func quotaRule() {
        var generator = SplitMix64(seed: 57)
        for _ in 0..<500 {
            let votes = (0..<57).map { _ in Int.random(in: 0...2_000_000, using: &generator) }
            let allocation = allocate(votes, seats: 100)
            #expect(allocation.lines.reduce(0) { $0 + $1.seats } == 100)
            let total = votes.reduce(0, +)
            for line in allocation.lines {
                let floor = line.votes * 100 / total
                #expect((floor...floor + 1).contains(line.seats))
            }
        }
    }
}
