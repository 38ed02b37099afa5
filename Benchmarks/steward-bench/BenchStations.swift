// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer
import Tally

/// Writes every station and set form, and every announcement, of an election whose official data is recorded already.
struct BenchStations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stations", abstract: "Write the forms of a whole made election as JSON Lines.")

    @Option(help: "The data folder with the election.") var data: String
    @Option(help: "The election.") var election = "th-2026"
    @Option(help: "Polling units in all.") var units: Int
    @Option(help: "The file to write.") var to: String

    func run() async throws {
        let official = try await Installation.with(DataFolder(data), server: nil) { installation in
            try await installation.elections.data(election)
        }
        let generator = ElectionGenerator(register: official.register, feed: official.feed, seed: 2569)
        let source = SourceFile(format: .steward, path: "made", sha256: "")
        guard FileManager.default.createFile(atPath: to, contents: nil) else {
            throw ValidationError("\(to) cannot be written.")
        }
        let file = try FileHandle(forWritingTo: URL(filePath: to))
        let areas = generator.areas
        var (documents, cells, left) = (0, 0, units)
        for (number, area) in areas.enumerated() {
            guard let counts = generator.finalCounts(area) else { continue }
            let share = left / (areas.count - number)
            left -= share
            var lines: [UInt8] = []
            func write(_ document: TallyDocument) {
                StewardJSON.append(document, to: &lines)
                documents += 1
                cells += document.rows.count + document.fields.count
            }
            for count in [counts.constituency, counts.partyList] {
                write(generator.announcement(count, source: source))
                generator.stationForms(count, units: share, source: source, write)
            }
            try file.write(contentsOf: Data(lines))
        }
        try file.close()
        print("{\"documents\":\(documents),\"cells\":\(cells),\"units\":\(units - left)}")
    }
}
