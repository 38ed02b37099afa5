// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Logbook

/// The files of these tests.
private enum ImportFile {
    /// A table of points: an hour and a half of driving, more than fits into one entry.
    static let points: String = {
        var text = "time,latitude,longitude\n"
        for second in 0..<4_500 {
            let place = 52.0 + Double(second) / 10_000
            let time = Date(timeIntervalSince1970: 1_789_000_000 + Double(second)).formatted(.iso8601)
            text += "\(time),\(place),5.12\n"
        }
        return text
    }()

    /// Two trips, and a line that is none.
    static let trips = """
        date;start;end;from;to;distance;type;purpose
        2026-09-01;08:00;08:30;Utrecht;Amersfoort;22.4;business;Visit
        2026-09-01;17:00;17:30;Amersfoort;Utrecht;22.6;private;
        2026-09-02;;;;;;;

        """

    /// The same without the line that is none.
    static let goodTrips = trips.replacing("2026-09-02;;;;;;;\n", with: "")
}

@Suite struct ImportingTests {
    private func take(
        _ text: String, _ bench: KeeperBench, _ request: ImportRequest = ImportRequest(), pieces: Int = 10_000,
        progress: (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportOutcome {
        let bytes = Array(text.utf8)
        return try await bench.logbook.importFile(
            request, account: "anna", open: { ByteStream(bytes, pieces: pieces) }, progress: progress)
    }

    private func entries(of vehicle: String, _ bench: KeeperBench) async throws -> Int64 {
        try await bench.logbook.ledger.size(of: Logbook.book(vehicle: vehicle))
    }

    private func trips(of vehicle: String, _ bench: KeeperBench) async throws -> [Trip] {
        try await bench.logbook.view(of: vehicle, account: "anna").trips
    }

    @Test(arguments: TestDatabases.engines)
    func `a file that is imported twice doubles nothing, however it is cut into pieces`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let first = try await take(ImportFile.points, bench)
            #expect(first.newObservations == 4_500 && first.knownObservations == 0)
            let (size, found) = (try await entries(of: vehicle, bench), try await trips(of: vehicle, bench))
            #expect(size == 4 && found.count == 1)
            for pieces in [100_000, 777] {
                let again = try await take(ImportFile.points, bench, pieces: pieces)
                #expect(again.newObservations == 0 && again.knownObservations == 4_500)
                #expect(try await entries(of: vehicle, bench) == size)
            }
            #expect(try await trips(of: vehicle, bench) == found)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `trips of a table come in once, also when one was changed or voided since`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            #expect(try await take(ImportFile.goodTrips, bench).newTrips == 2)
            let known = try await trips(of: vehicle, bench)
            #expect(known.map(\.distance.distance.metres) == [22_400, 22_600])
            #expect(known.map(\.origin) == [.imported, .imported] && known[0].purpose == "Visit")
            try await bench.logbook.correct(
                known[0].id, to: [.start: .instant(known[0].start.instant - 60_000_000)], reason: "Clock",
                account: "anna")
            try await bench.logbook.void(known[1].id, reason: "Twice", account: "anna")
            let again = try await take(ImportFile.goodTrips, bench)
            #expect(again.newTrips == 0 && again.knownTrips == 2)
            #expect(try await trips(of: vehicle, bench).count == 2)
            // The same trips in another file: those that nobody changed are known by their times.
            let other = try await take(ImportFile.goodTrips + "\n", bench)
            #expect(other.sha256 != again.sha256 && other.knownTrips == 1 && other.newTrips == 1)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `a long table of trips comes in once, and the lists are what the book says`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            // More than are written at once.
            let rows = (0..<300).map { row in
                let (month, day, hour) = (1 + row / 100, 10 + row % 10, 10 + row / 10 % 10)
                return "2026-0\(month)-\(day),\(hour):00,\(hour):\(10 + row % 40),\(5 + row)\n"
            }
            let text = "date,start,end,distance\n" + rows.joined()
            #expect(try await take(text, bench).newTrips == 300)
            let again = try await take(text, bench)
            #expect(again.newTrips == 0 && again.knownTrips == 300)
            let sums = try await bench.logbook.sums(of: "anna")
            #expect(sums.trips == 300 && sums.distance.metres == (0..<300).reduce(0) { $0 + (5 + $1) * 1_000 })
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }

    @Test func `two trips of one file with the same times are two`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let text = """
                date,start,end,distance,notes
                2026-09-01,08:00,08:30,5,one
                2026-09-01,08:00,08:30,6,other

                """
            #expect(try await take(text, bench).newTrips == 2)
            #expect(try await take(text, bench).newTrips == 0)
            let found = try await trips(of: vehicle, bench)
            #expect(Set(found.map(\.id)).count == 2)
        }
    }

    @Test(arguments: [
        (ImportFile.trips, "4"), ("<gpx version=\"1.1\"><trk><trkseg><trkpt lat=\"52\" lon=\"5\">", "ends"),
        (ImportFile.points + "2026-09-01T08:00:00Z,95,5\n", "4502"), ("", "empty"),
    ])
    func `a broken file imports nothing and says where it is broken`(text: String, place: String) async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let error = await #expect(throws: LogbookError.self) { try await take(text, bench) }
            #expect(error?.description.contains(place) ?? false, "\(error?.description ?? "")")
            #expect(try await entries(of: vehicle, bench) == 1)
        }
    }

    @Test func `a dry run says what would come in, and takes nothing`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let dry = try await take(ImportFile.goodTrips, bench, ImportRequest(isDryRun: true))
            #expect(dry.isDryRun && dry.newTrips == 2 && dry.shares.map(\.vehicle) == [vehicle])
            #expect(try await entries(of: vehicle, bench) == 1)
            let real = try await take(ImportFile.goodTrips, bench)
            #expect(real.summary == dry.summary && real.sha256 == dry.sha256 && real.shares == dry.shares)
            #expect(try await take(ImportFile.goodTrips, bench, ImportRequest(isDryRun: true)).newTrips == 0)
        }
    }

    @Test func `progress goes through the file twice`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            _ = try await bench.vehicle()
            var heard: [ImportProgress] = []
            _ = try await take(ImportFile.goodTrips, bench, pieces: 50) { heard.append($0) }
            let bytes = Int64(ImportFile.goodTrips.utf8.count)
            #expect(heard.last { !$0.isTaking }?.bytes == bytes && heard.last?.bytes == bytes)
            #expect(heard.map(\.isTaking) == heard.map(\.isTaking).sorted { !$0 && $1 })
        }
    }

    @Test func `each row goes to the vehicle that it names, and nothing is guessed`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let (enyaq, golf) = (try await bench.vehicle("Enyaq"), try await bench.vehicle("Golf"))
            let text = """
                time,odometer,vehicle
                2026-09-01T08:00:00Z,50000,Enyaq
                2026-09-01T09:00:00Z,20000,golf
                2026-09-02T08:00:00Z,50100,ENYAQ

                """
            let outcome = try await take(text, bench)
            #expect(outcome.shares.map(\.vehicle) == [enyaq, golf])
            #expect(outcome.shares.map(\.observations) == [2, 1])
            let sizes = try await (entries(of: enyaq, bench), entries(of: golf, bench))
            // One names none that there is, the other none at all.
            for bad in [text + "2026-09-03T08:00:00Z,50200,Fabia\n", text + "2026-09-03T08:00:00Z,50200,\n"] {
                await #expect(throws: LogbookError.self) { try await take(bad, bench) }
            }
            #expect(try await entries(of: enyaq, bench) == sizes.0)
            #expect(try await entries(of: golf, bench) == sizes.1)
            let all = try await take(text, bench, ImportRequest(vehicle: golf))
            #expect(all.shares.map(\.vehicle) == [golf] && all.newObservations == 3)
        }
    }

    @Test func `nobody imports into another's vehicle, or without one`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let bos = try await bench.vehicle(of: "bo")
            await #expect(throws: LogbookError(.notFound, "")) { try await take(ImportFile.goodTrips, bench) }
            _ = try await bench.vehicle()
            await #expect(throws: LogbookError(.notFound, "")) {
                try await take(ImportFile.goodTrips, bench, ImportRequest(vehicle: bos))
            }
            #expect(try await entries(of: bos, bench) == 1)
        }
    }

    @Test func `an import that was broken off goes on when it is repeated`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let bytes = Array(ImportFile.points.utf8)
            let opened = Mutex(0)
            await #expect(throws: Broken.self) {
                try await bench.logbook.importFile(ImportRequest(), account: "anna") {
                    let turn = opened.withLock { turns in
                        turns += 1
                        return turns
                    }
                    return ByteStream(bytes, pieces: 10_000, breakingAfter: turn == 2 ? 12 : nil)
                }
            }
            let before = try await entries(of: vehicle, bench)
            #expect(before == 2)
            let rest = try await take(ImportFile.points, bench)
            #expect(rest.knownObservations == 2_000 && rest.newObservations == 2_500)
            #expect(try await entries(of: vehicle, bench) == 4)
            #expect(try await bench.observations(of: vehicle).count == 4_500)
        }
    }

    @Test func `a file that changes between the two readings is refused`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            _ = try await bench.vehicle()
            let opened = Mutex(0)
            await #expect(throws: LogbookError(.conflict, "")) {
                try await bench.logbook.importFile(ImportRequest(), account: "anna") {
                    let turn = opened.withLock { turns in
                        turns += 1
                        return turns
                    }
                    let text = turn == 1 ? ImportFile.goodTrips : ImportFile.goodTrips.replacing("22.4", with: "22.5")
                    return ByteStream(Array(text.utf8), pieces: 100)
                }
            }
        }
    }

    @Test func `the same file with another time zone says something else, and is taken`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            _ = try await take(ImportFile.goodTrips, bench)
            #expect(try await take(ImportFile.goodTrips, bench, ImportRequest(zone: "Asia/Bangkok")).newTrips == 2)
            let starts = try await trips(of: vehicle, bench).map(\.start.instant).sorted()
            #expect(starts.count == 4 && starts[1] - starts[0] == 5 * 3_600_000_000)
            await #expect(throws: LogbookError(.invalid, "")) {
                try await take(ImportFile.goodTrips, bench, ImportRequest(zone: "Nowhere/At all"))
            }
        }
    }

    fileprivate struct Broken: Error {}
}

extension ByteStream {
    /// Bytes in pieces of a size; after some pieces the disk fails.
    fileprivate init(_ bytes: [UInt8], pieces: Int, breakingAfter most: Int? = nil) {
        self.init {
            let place = Mutex(0)
            return {
                try place.withLock { place in
                    if let most, place >= most { throw ImportingTests.Broken() }
                    let start = place * pieces
                    place += 1
                    return start < bytes.count ? Array(bytes[start..<Swift.min(start + pieces, bytes.count)]) : nil
                }
            }
        }
    }
}
