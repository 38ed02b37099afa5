// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import Tally
import StewardTestKit
import Testing

@Suite("Register and feed of tables that contradict themselves")
struct BuilderTests {
    struct Plant: Sendable, CustomTestStringConvertible {
        let name: String
        let table: String
        let column: String
        let row: Int
        let text: String?
        let number: Int?
        var testDescription: String { name }

        init(_ name: String, _ table: String, _ column: String, row: Int = 0, text: String) {
            (self.name, self.table, self.column, self.row) = (name, table, column, row)
            (self.text, number) = (text, nil)
        }
        init(_ name: String, _ table: String, _ column: String, row: Int = 0, number: Int?) {
            (self.name, self.table, self.column, self.row) = (name, table, column, row)
            (text, self.number) = (nil, number)
        }
    }

    static let plants = [
        Plant("no number of a party's votes", "party_list_votes", "party_number", number: nil),
        Plant("votes of an unknown constituency", "party_list_votes", "constituency_id", text: "XXX_1"),
        Plant("a constituency of an unknown province", "constituencies", "province_letters", text: "XXX"),
        Plant("a constituency without a number", "constituencies", "number", number: nil),
        Plant("a province without a code", "provinces", "code", number: nil),
        Plant("a province of other letters", "provinces", "letters", text: "XXX"),
        Plant("a candidate of an unknown constituency", "candidates", "constituency_id", text: "XXX_1"),
        Plant("a candidate without a number", "candidates", "number", number: nil),
        Plant("a candidate of an absurd number", "candidates", "number", number: 999_999_999),
        Plant("a candidate of number 0", "candidates", "number", number: 0),
        Plant("a candidate's votes without a number", "candidate_votes", "number", number: nil),
        Plant("a candidate's votes with an absurd number", "candidate_votes", "number", number: 999_999_999),
        Plant("a candidate's number twice", "candidates", "number", number: 2),
        Plant("a party without a number", "parties", "number", number: nil),
        Plant("a party of an absurd number", "parties", "number", number: 999_999_999),
        Plant("a party without an id", "parties", "registry_id", number: nil),
        Plant("a result of an unknown constituency", "constituency_results", "constituency_id", text: "XXX_1"),
        Plant("a constituency twice", "constituencies", "id", row: 1, text: "BKK_1"),
        Plant("an area twice", "constituencies", "number", row: 1, number: 1),
    ]

    @Test("are made of the other rows", arguments: plants)
    func planted(plant: Plant) throws {
        let dataset = try TinyDataset.dataset.changing(plant)
        let register = try RegisterBuilder.register(from: dataset)
        let feed = try FeedBuilder.feed(from: dataset)
        let whole = try RegisterBuilder.register(from: TinyDataset.dataset)
        #expect(register.parties.keys.allSatisfy { whole.parties.keys.contains($0) })
        for constituency in register.constituencies.values {
            #expect(constituency.candidates.allSatisfy { (1...9_999).contains($0.number) })
            #expect(Set(constituency.candidates.map(\.number)).count == constituency.candidates.count)
        }
        for count in feed.counts.values {
            let numbers = Array(count.constituency.votes.keys) + Array(count.partyList.votes.keys)
            #expect(numbers.allSatisfy { (1...9_999).contains($0) })
        }
        guard plant.table != "provinces" else { return #expect(register.constituencies.isEmpty) }
        // Every plant is in the first constituency or, where a key comes twice, in the second.
        let other = Area(province: 10, constituency: plant.row == 0 ? 2 : 1)
        #expect(register.constituencies[other]?.candidates.map(\.number) == [1, 2])
        #expect(
            feed.counts[other]?.constituency.votes == (plant.row == 0 ? [1: 4_500, 2: 3_500] : [1: 5_000, 2: 3_000]))
    }

    @Test("lose exactly the row that cannot be used")
    func exactly() throws {
        let area = Area(province: 10, constituency: 1)
        let absurd = Plant("", "candidates", "number", number: 999_999_999)
        let register = try RegisterBuilder.register(from: TinyDataset.dataset.changing(absurd))
        #expect(register.constituencies[area]?.candidates.map(\.number) == [2])
        let unknown = Plant("", "party_list_votes", "party_number", number: nil)
        let feed = try FeedBuilder.feed(from: TinyDataset.dataset.changing(unknown))
        #expect(feed.counts[area]?.partyList.votes == [2: 3_000, 3: 1_000])
    }

    @Test("need every table and column")
    func missing() throws {
        for name in ["provinces", "constituencies", "parties", "candidates"] {
            #expect(throws: IntegrationError.self) {
                try RegisterBuilder.register(from: TinyDataset.dataset.without(name))
            }
        }
        for name in ["progress", "constituency_results", "candidate_votes", "party_list_votes"] {
            #expect(throws: IntegrationError.self) { try FeedBuilder.feed(from: TinyDataset.dataset.without(name)) }
        }
    }
}

extension Dataset {
    fileprivate func changing(_ plant: BuilderTests.Plant) throws -> Dataset {
        var tables = tables
        let table = try #require(tables[plant.table])
        var columns = table.columns
        switch try #require(columns[plant.column]) {
        case .integers(var values):
            values[plant.row] = plant.number
            columns[plant.column] = .integers(values)
        case .texts(var values):
            values[plant.row] = plant.text
            columns[plant.column] = .texts(values)
        case .reals: Issue.record("No plant changes a column of reals.")
        }
        tables[plant.table] = DatasetTable(rowCount: table.rowCount, columns: columns)
        return Dataset(source: source, fetchedAt: fetchedAt, files: files, tables: tables, defects: defects)
    }

    fileprivate func without(_ name: String) -> Dataset {
        var tables = tables
        tables[name] = nil
        return Dataset(source: source, fetchedAt: fetchedAt, files: files, tables: tables, defects: defects)
    }
}
