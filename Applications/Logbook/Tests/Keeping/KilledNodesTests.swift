// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

/// Two real processes record reports into one database while they are killed at random moments and started again.
///
/// Not timed by an injected clock: what is shown here is that nothing depends on where a process dies.
@Suite(.serialized) struct KilledNodesTests {
    @Test func `on SQLite, nodes killed 500 times lose no acknowledged report and double no trip`() async throws {
        let folder = try TemporaryFolder("killed")
        defer { withExtendedLifetime(folder) {} }
        let path = folder.path("steward.sqlite")
        let database = try await SQLiteDatabase.open(at: path)
        try await run(500, on: database, ["sqlite", path], folder)
        await database.close()
    }

    @Test(.enabled(if: PostgresServer.isInstalled))
    func `on PostgreSQL, nodes killed 100 times lose no acknowledged report and double no trip`() async throws {
        let folder = try TemporaryFolder("killed")
        defer { withExtendedLifetime(folder) {} }
        try await TestDatabases.withPostgres { database, address in
            try await run(100, on: database, ["postgresql", address.reveal()], folder)
        }
    }

    /// How many phones report about each vehicle, and how many vehicles there are.
    private static let vehicles = 3

    private func run(
        _ kills: Int, on database: any Database, _ arguments: [String], _ folder: TemporaryFolder
    ) async throws {
        try await database.migrate(KeeperBench.migrations)
        let logbook = KeeperBench.logbook(database, SystemClock())
        var vehicles: [String] = []
        var words: [[String]] = [[], []]
        for number in 0..<Self.vehicles {
            let car = Vehicle(id: "", owner: "anna", name: "\(number)", country: .netherlands, zone: "Europe/Amsterdam")
            let id = try await logbook.addVehicle(car, account: "anna", actor: "account:anna").vehicle.id
            vehicles.append(id)
            for node in 0..<2 {
                let secret = try await logbook.makeToken(account: "anna", vehicle: id, name: "Phone").secret
                words[node].append("\(number)-\(node)=\(secret.reveal())")
            }
        }
        // So many drives ago that none of them is told of before it was.
        let start = Int64(Date().timeIntervalSince1970 - 5 * 365 * 86_400) * 1_000_000
        let nodes = try (0..<2).map { node in
            let file = folder.path("acknowledged-\(node)")
            return try KillableProcess(
                "logbook-node", arguments + [file, "\(start)"] + words[node], output: file)
        }
        try await Self.kill(nodes, kills)
        try await verify(logbook, vehicles, Self.acknowledged(folder))
    }

    private static func kill(_ nodes: [KillableProcess], _ kills: Int) async throws {
        for node in nodes { try node.start() }
        var random = SeededGenerator(seed: 20_261_122)
        var killed = 0
        for _ in 0..<kills {
            try await SystemClock().sleep(for: .milliseconds(40 + random.below(120)))
            let node = nodes[random.below(nodes.count)]
            if node.kill() { killed += 1 }
            try node.start()
        }
        #expect(killed == kills, "a node ended by itself")
        for node in nodes { node.kill() }
    }

    /// By the sender's name, the numbers that it was told are recorded.
    private static func acknowledged(_ folder: TemporaryFolder) throws -> [String: Set<Int64>] {
        var numbers: [String: Set<Int64>] = [:]
        for node in 0..<2 {
            let text = String(decoding: try folder.bytes("acknowledged-\(node)"), as: UTF8.self)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count == 2, let number = Int64(words[1]) else {
                    Issue.record("a node said: \(line)")
                    continue
                }
                numbers[String(words[0]), default: []].insert(number)
            }
        }
        return numbers
    }

    private func verify(
        _ logbook: Logbook, _ vehicles: [String], _ acknowledged: [String: Set<Int64>]
    ) async throws {
        let told = acknowledged.values.reduce(0) { $0 + $1.count }
        #expect(acknowledged.count == 2 * Self.vehicles && told > 1_000)
        #expect(try await logbook.recover().failures.isEmpty)
        var trips = 0
        for (number, vehicle) in vehicles.enumerated() {
            let size = try await logbook.ledger.size(of: Logbook.book(vehicle: vehicle))
            let stored = try await logbook.part(of: vehicle, in: 0..<size).observations.map(\.observation)
            #expect(Set(stored).count == stored.count, "a report is there twice")
            var count: Int64 = 0
            for node in 0..<2 {
                let device = try await logbook.tokens(of: "anna").filter { $0.vehicle == vehicle }
                    .map(\.id).filter { id in stored.contains { $0.device == id } }
                #expect(device.count == 2)
                let numbers = try #require(acknowledged["\(number)-\(node)"])
                // Numbers are sent in order: of the acknowledged ones none may be missing in between.
                #expect(Int64(numbers.count) == (numbers.max() ?? -1) + 1)
                count += Int64(numbers.count)
            }
            // Each sender may have had one report recorded of which it was not told any more.
            #expect((count...(count + 2)).contains(Int64(stored.count)), "\(count) acknowledged, \(stored.count) there")
            let view = try await logbook.view(of: vehicle, account: "anna")
            for (one, next) in zip(view.trips, view.trips.dropFirst()) {
                #expect(one.end.instant <= next.start.instant, "trips overlap")
            }
            let drives = Set(stored.map { $0.instant - stored[0].instant }.map { $0 / (3 * 3_600_000_000) }).count
            #expect((drives - 1...drives).contains(view.trips.count))
            trips += view.trips.count
            #expect(try await logbook.faults(in: vehicle) == [])
            #expect(try await logbook.ledger.verify(Logbook.book(vehicle: vehicle)).problems.isEmpty)
        }
        print("\(logbook.database.engine.rawValue): \(told) reports, \(trips) trips")
    }
}
