// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Tally

/// Many people at once, on several nodes.
@Suite struct ReviewConcurrencyTests {
    private typealias Made = ReviewElection

    @Test("of two people who answer at once on two nodes, both are recorded once", arguments: TestDatabases.engines)
    func twoNodes(engine: DatabaseEngine) async throws {
        try await Made.with(engine, nodes: 2) { made in
            _ = try await made.nodes[1].desk(Made.name)
            async let first = made.enter(.digits, by: Made.anna)
            async let second = made.enter(.digits, by: Made.bo, node: 1)
            _ = try await (first, second)
            let shown = try await made.shown(to: Made.chai)
            #expect(shown.settled != nil && shown.entries.count == 2)
            #expect(shown.entries.allSatisfy { $0.isIndependent })
        }
    }

    @Test("what needs one person is settled by one of many who answer at once", arguments: TestDatabases.engines)
    func oneOfMany(engine: DatabaseEngine) async throws {
        try await Made.with(engine, nodes: 2) { made in
            let recorded = await withTaskGroup(of: Bool.self) { group in
                for person in 0..<8 {
                    group.addTask {
                        let reviewer = Reviewer(id: "account:\(person)")
                        let submission = ReviewSubmission(
                            caseID: Made.bad, answer: person.isMultiple(of: 2) ? .digits : .words, turn: 0)
                        let shown = try? await made.nodes[person % 2].enter(submission, by: reviewer, in: Made.name)
                        return shown?.own != nil
                    }
                }
                var count = 0
                for await isRecorded in group where isRecorded { count += 1 }
                return count
            }
            #expect(recorded == 1)
            let shown = try await made.shown(Made.bad, to: Made.anna)
            #expect(shown.entries.count == 1)
        }
    }

    @Test("one form sent five times at once is recorded once", arguments: TestDatabases.engines)
    func sentAtOnce(engine: DatabaseEngine) async throws {
        try await Made.with(engine, nodes: 2) { made in
            let size = try await made.elections.state(Made.name).size
            try await withThrowingTaskGroup(of: Void.self) { group in
                for place in 0..<5 {
                    group.addTask {
                        let submission = ReviewSubmission(caseID: Made.winning, answer: .digits, turn: 0)
                        _ = try await made.nodes[place % 2].enter(submission, by: Made.anna, in: Made.name)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await made.elections.state(Made.name).size == size + 1)
        }
    }
}
