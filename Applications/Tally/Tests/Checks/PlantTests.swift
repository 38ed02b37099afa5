// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("Planted errors")
struct PlantTests {
    @Test("the same seed plants the same errors", arguments: PlantKind.allCases)
    func deterministic(kind: PlantKind) throws {
        let documents = SmallElection().announcements
        var (first, second) = (SplitMix64(seed: 7), SplitMix64(seed: 7))
        for _ in 0..<20 {
            let left = Plant.random(kind, in: documents, using: &first)
            let right = Plant.random(kind, in: documents, using: &second)
            #expect(left?.note == right?.note)
            #expect(left?.document.rows == right?.document.rows)
        }
    }

    @Test("a plant changes its document, and what preserves the sum preserves it", arguments: PlantKind.allCases)
    func changes(kind: PlantKind) throws {
        let documents = SmallElection().announcements
        var generator = SplitMix64(seed: 3)
        for _ in 0..<50 {
            guard let plant = Plant.random(kind, in: documents, using: &generator) else { continue }
            let before = documents[plant.index]
            #expect(plant.document.rows != before.rows || plant.document.fields != before.fields)
            #expect(plant.document.area == before.area)
            if [.rowShift, .swappedCandidates, .permutation].contains(kind) {
                let sums = [before, plant.document].map { $0.rows.reduce(0) { $0 + ($1.votes.number ?? 0) } }
                #expect(sums[0] == sums[1])
            }
        }
    }

    @Test("in a small election most plants of every kind are found", arguments: PlantKind.allCases)
    func small(kind: PlantKind) {
        let election = SmallElection()
        let score = PlantTrial(election.announcements, context: election.context).run(kind, count: 100, seed: 2569)
        #expect(score.planted == 100)
        #expect(score.found + score.missed.count == 100)
        #expect(score.rate >= 0.9, "\(score.missed.map(\.note))")
    }

    @Test("a document without a plant is not found: the trial's own baseline is silent")
    func control() {
        let election = SmallElection()
        let outcome = ElectionCheck(election.context).run(election.announcements)
        let again = ElectionCheck(outcome.context).run(election.announcements)
        #expect(Set(again.findings.map(\.id)) == Set(outcome.findings.map(\.id)))
    }

    @Test(
        "in the real election plants are found at the rates that are published",
        .enabled(if: RealElection.isPresent, "the election's files are not beside the project"),
        arguments: [
            (PlantKind.digitSwap, 0.93), (.digitChange, 0.92), (.rowShift, 0.97), (.phantomRow, 0.99),
            (.swappedCandidates, 0.94), (.wrongFile, 0.97), (.doubledDocument, 1), (.permutation, 0.97),
        ])
    func real(kind: PlantKind, least: Double) throws {
        let score = try RealElection.trial.get().run(kind, count: 100, seed: 2569)
        #expect(score.planted == 100)
        #expect(score.rate >= least)
    }
}

extension RealElection {
    /// The trial on the real documents; its baseline is computed once.
    static let trial: Result<PlantTrial, any Error> = Result {
        let data = try RealElection.data.get()
        return PlantTrial(data.matched, context: CheckContext(register: data.register, feed: data.feed))
    }
}
