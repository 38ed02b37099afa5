// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Testing

@testable import Backups

@Suite("When a proof is due, and when somebody has to be told")
struct ProofStateTests {
    /// Something that stands in the book, so many days after the first backup was made.
    private struct Event {
        let days: Double
        let kind: String
        let payload: JSON
    }
    private static let first = Backup.sample("a", database: "shop")
    private static let second = Backup.sample("b", database: "shop")
    private static let made = Event(days: 0, kind: BackupEntry.made, payload: first.record)
    private static let madeAgain = Event(days: 7, kind: BackupEntry.made, payload: second.record)
    private static func proved(_ days: Double) -> Event {
        Event(days: days, kind: BackupEntry.proved, payload: ["backup": .string(first.id.text), "seconds": 2])
    }

    private static func state(_ events: [Event], _ rule: ProofRule = ProofRule(), days: Double) async throws
        -> ProofState
    {
        try await Bench.with { bench in
            for event in events {
                let wanted = first.madeAt.addingTimeInterval(event.days * 86_400)
                bench.clock.advance(.seconds(wanted.timeIntervalSince(bench.clock.now)))
                try await bench.record(event.kind, event.payload)
            }
            let now = first.madeAt.addingTimeInterval(days * 86_400)
            return ProofState("shop", in: try await bench.history(), rule: rule, now: now)
        }
    }

    @Test("a first backup is to be proved; nothing is when there is none, or nobody asks for it")
    func firstProof() async throws {
        #expect(try await Self.state([Self.made], days: 0).isDue)
        #expect(try await !Self.state([], days: 0).isDue)
        #expect(try await !Self.state([Self.made], ProofRule(everyDays: nil), days: 400).isDue)
        #expect(try await Self.state([Self.made], ProofRule(isAfterEveryRun: true, everyDays: nil), days: 0).isDue)
    }

    @Test("a week after the last proof the newest is to be proved, and not one that was already")
    func weekly() async throws {
        let events = [Self.made, Self.proved(0.1), Self.madeAgain]
        #expect(try await !Self.state(events, days: 6.9).isDue)
        #expect(try await Self.state(events, days: 7.1).isDue)
        #expect(try await Self.state(events, days: 7.07).isDue)
        #expect(try await !Self.state([Self.made, Self.proved(0.1)], days: 30).isDue)
    }

    @Test("a quarter without a proof is told, from the first backup on where there never was one")
    func overdue() async throws {
        #expect(try await !Self.state([Self.made, Self.proved(10)], days: 101).isOverdue)
        #expect(try await Self.state([Self.made, Self.proved(10)], days: 103).isOverdue)
        #expect(try await Self.state([Self.made], days: 93).isOverdue)
        #expect(try await !Self.state([Self.made], days: 91).isOverdue)
    }

    @Test("a failed proof is said until one holds, and takes no earlier proof's time away")
    func failures() async throws {
        let failed = Event(
            days: 8, kind: BackupEntry.disproved,
            payload: ["backup": .string(Self.second.id.text), "reason": "It is torn.", "step": "restore"])
        let state = try await Self.state([Self.made, Self.proved(0.1), Self.madeAgain, failed], days: 9)
        #expect(state.failure == "It is torn." && state.newestProved == Self.first.id)
        #expect(state.newest == Self.first.id && state.provedAt != nil)
    }
}
