// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCatalog
import StewardIntegration
import Tally

/// How many planted errors the checks find, by kind.
struct BenchPlants: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plants", abstract: "Plant errors in copies of real announcements and count those found.")

    @Option(help: "The folder with ect and ocr61.") var data: String
    @Option(help: "Plants of each kind.") var count = 1000
    @Option(help: "The seed.") var seed: UInt64 = 2569

    func run() async throws {
        guard let snapshots = Catalog.entry("ElectionCommission")?.snapshotting else {
            throw ValidationError("No integration reads snapshots.")
        }
        let dataset = try snapshots.readSnapshot(from: data + "/ect")
        let documents = try ImportSource.open(data + "/ocr61/matched").readAll().documents
        let context = CheckContext(
            register: try RegisterBuilder.register(from: dataset), feed: try FeedBuilder.feed(from: dataset))
        let trial = PlantTrial(documents, context: context)
        print("| kind | planted | found | rate | found most by | median votes misplaced by those missed |")
        print("|---|---|---|---|---|---|")
        for kind in PlantKind.allCases {
            let score = trial.run(kind, count: count, seed: seed)
            let rules = score.byRule.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }.prefix(3)
            let names = rules.map { "\($0.key.code) \($0.value)" }.joined(separator: ", ")
            let rate = String(format: "%.1f %%", score.rate * 100)
            let missed = score.medianMissedVotes.map(String.init) ?? "–"
            print("| \(kind.rawValue) | \(score.planted) | \(score.found) | \(rate) | \(names) | \(missed) |")
        }
    }
}
