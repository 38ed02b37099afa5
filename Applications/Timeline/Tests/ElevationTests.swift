// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Elevations of SRTM tiles")
struct ElevationTests {
    /// A tile of 3 arc-seconds whose posts are made by row and column from the north-western corner.
    private static func tile(side: Int = 1201, _ height: (_ row: Int, _ column: Int) -> Int16) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * side * side)
        for row in 0..<side {
            for column in 0..<side {
                let value = UInt16(bitPattern: height(row, column))
                bytes.append(UInt8(value >> 8))
                bytes.append(UInt8(truncatingIfNeeded: value))
            }
        }
        return bytes
    }

    @Test("heights are big-endian metres from the north-western corner, between posts in proportion")
    func heights() throws {
        let folder = try TemporaryFolder("tiles")
        try folder.write("N52E005.hgt", Self.tile { row, column in Int16(row - column / 2) })
        try folder.write("s34w071.HGT", Self.tile(side: 3601) { _, _ in -12 })
        try folder.write("README.txt", [1])
        let tiles = try ElevationTiles(folder: folder.path)
        #expect(tiles.count == 2)
        #expect(try tiles.height(latitude: 53, longitude: 5) == 0)
        #expect(try tiles.height(latitude: 52, longitude: 5) == 1200)
        #expect(try tiles.height(latitude: 53, longitude: 6) == -600)
        let between = try #require(try tiles.height(latitude: 53 - 10.25 / 1200, longitude: 5 + 3.5 / 1200))
        #expect(abs(between - 8.75) < 1e-6)
        #expect(try tiles.height(latitude: -33.5, longitude: -70.5) == -12)
        #expect(try tiles.height(latitude: 51.9, longitude: 5.5) == nil)
        #expect(
            try tiles.height(latitude: 90, longitude: 180) == nil && tiles.height(latitude: -90, longitude: -180) == nil
        )
    }

    @Test("a post at or below 1000 metres under the sea is a hole: the nearest one counts, or none")
    func holes() throws {
        let folder = try TemporaryFolder("tiles")
        try folder.write(
            "N00E000.hgt",
            Self.tile { row, column in
                column >= 600 ? (row % 2 == 0 ? -32768 : -1000) : column == 599 ? -999 : 40
            })
        let tiles = try ElevationTiles(folder: folder.path)
        func height(_ column: Double) throws -> Double? {
            try tiles.height(latitude: 0.5, longitude: column / 1200)
        }
        #expect(try height(100.5) == 40 && height(599.4) == -999 && height(599.6) == nil && height(800) == nil)
    }

    @Test("a folder without tiles, and a tile of another size, are refused by name")
    func wrong() throws {
        let folder = try TemporaryFolder("tiles")
        #expect(throws: TimelineError(.notFound, "")) { try ElevationTiles(folder: folder.path) }
        #expect(throws: TimelineError(.notFound, "")) { try ElevationTiles(folder: folder.path("none")) }
        try folder.write("N52E005.hgt", [0, 1, 2])
        let tiles = try ElevationTiles(folder: folder.path)
        #expect(throws: TimelineError(.invalid, "")) { try tiles.height(latitude: 52.5, longitude: 5.5) }
    }

    @Test("rows without an elevation get one, from where the last look-up stopped", arguments: TimelineBench.engines)
    func enrich(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("tiles")
        try folder.write("N52E005.hgt", Self.tile { _, _ in 7 })
        try await TimelineBench.with(engine) { timeline in
            var options = TimelineImportOptions()
            options.tiles = try ElevationTiles(folder: folder.path)
            let first = try await timeline.take(
                Sample.export([Sample.path([("10:00:00", "52.5°, 5.5°"), ("11:00:00", "10.5°, 10.5°")])]), options)
            #expect(first.enriched == 1 && first.withoutHeight == 1)
            #expect(try await timeline.control(.elevation) == at("11:00:00"))
            try folder.write("N10E010.hgt", Self.tile { _, _ in 300 })
            options.tiles = try ElevationTiles(folder: folder.path)
            // What comes late is looked up, though others were newer.
            options.reprocess = true
            let second = try await timeline.take(
                Sample.export([Sample.path([("10:30:00", "52.6°, 5.5°")])]), options)
            #expect(second.enriched == 2 && second.withoutHeight == 0)
            #expect(try await timeline.all().map(\.elevation) == [7, 7, 300])
            #expect(try await timeline.control(.elevation) == at("11:00:00"))
            let none = try await timeline.addElevations(options)
            #expect(none.enriched == 0 && none.withoutHeight == 0)
        }
    }

    @Test("reprocessing elevations looks at every row without one", arguments: TimelineBench.engines)
    func again(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("tiles")
        try folder.write("N52E005.hgt", Self.tile { _, _ in 7 })
        try await TimelineBench.with(engine) { timeline in
            var options = TimelineImportOptions()
            options.tiles = try ElevationTiles(folder: folder.path)
            _ = try await timeline.take(
                Sample.export([Sample.path([("10:00:00", "10.5°, 10.5°"), ("11:00:00", "52.5°, 5.5°")])]), options)
            try folder.write("N10E010.hgt", Self.tile { _, _ in 300 })
            options.tiles = try ElevationTiles(folder: folder.path)
            #expect(try await timeline.addElevations(options).enriched == 0)
            options.reprocessElevation = true
            options.isDryRun = true
            #expect(try await timeline.addElevations(options).enriched == 1)
            options.isDryRun = false
            #expect(try await timeline.addElevations(options).enriched == 1)
            #expect(try await timeline.all().map(\.elevation) == [300, 7])
        }
    }
}
