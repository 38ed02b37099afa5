// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

/// Whatever a file is, it gives things that a book can hold, or a `LogbookError` with a sentence.
@Suite struct HostileImportTests {
    private typealias Sample = ImportSample

    static let files: [(name: String, text: String)] = [
        ("gpx", GPXTests.good), ("points", CSVTests.points), ("records", GoogleImportTests.records),
        ("semantic", GoogleImportTests.semantic), ("android", GoogleImportTests.android),
        ("trips", GoogleImportTests.trips),
        ("table", "date;start;end;distance;type\n2026-11-20;08:30;09:00;\"5,5\";B\n2026-11-20;10:30;11:00;5;P\n"),
    ]

    private func complaint(_ bytes: [UInt8]) -> String? {
        do {
            let batch = try Sample.read(bytes, pieces: 333).batch
            if let fault = batch.received.observations.compactMap(\.fault).first { return fault }
            return batch.trips.compactMap(\.fault).first
        } catch let error as LogbookError {
            return error.description.isEmpty ? "an error without a sentence" : nil
        } catch {
            return "another error: \(error)"
        }
    }

    @Test(arguments: files)
    func `no file with changed bytes does harm`(name: String, text: String) {
        var random = IntakeRandom(seed: 0xF11E)
        let good = Array(text.utf8)
        #expect(complaint(good) == nil)
        for _ in 0..<600 {
            var bytes = good
            for _ in 0...Int(random.next() % 2) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                default: bytes.remove(at: place)
                }
            }
            if let complaint = complaint(bytes) {
                Issue.record("\(complaint): \(String(decoding: bytes, as: UTF8.self))")
                return
            }
        }
    }

    @Test(arguments: files.filter { $0.name != "points" && $0.name != "table" })
    func `a file that is cut anywhere imports nothing`(name: String, text: String) async throws {
        let good = Array(text.utf8)
        let end = try #require(good.lastIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "}") })
        for length in stride(from: 0, to: end, by: 7) {
            var handed = 0
            let bytes = Array(good[..<length])
            await #expect(throws: LogbookError.self, "\(length)") {
                _ = try await FileImport.read(
                    twice: { ByteStream(bytes) }, options: try Sample.options(), hand: { _ in handed += 1 })
            }
            #expect(handed == 0)
        }
    }

    @Test func `a table that is cut inside a row imports nothing`() async throws {
        let good = Array(CSVTests.points.utf8)
        let cut = try #require(good.firstIndex(of: UInt8(ascii: "5")))
        let bytes = Array(good[..<(cut + 12)])
        var handed = 0
        await #expect(throws: LogbookError.self) {
            _ = try await FileImport.read(
                twice: { ByteStream(bytes) }, options: try Sample.options(), hand: { _ in handed += 1 })
        }
        #expect(handed == 0)
    }

    @Test func `a good file is handed over in pieces, once`() async throws {
        let bytes = Array(GoogleImportTests.android.utf8)
        var observations = 0
        let summary = try await FileImport.read(
            twice: { ByteStream(bytes) }, options: try Sample.options(),
            hand: { observations += $0.received.observations.count })
        #expect(summary.observations == 4)
        #expect(observations == 4)
    }

    @Test func `a file that changes between its readings is noticed`() async throws {
        let first = Array(CSVTests.points.utf8)
        var isSecond = false
        await #expect(throws: LogbookError(.conflict, "")) {
            _ = try await FileImport.read(
                twice: {
                    defer { isSecond = true }
                    return ByteStream(isSecond ? first + [0x0D, 0x0A] : first)
                }, options: try Sample.options(), hand: { _ in })
        }
    }

    @Test func `a large file needs no more memory than its elements`() throws {
        // Elements are handed over while the file goes on; none is kept.
        let point = #"{"latitudeE7":520907374,"longitudeE7":51214201,"timestamp":"2026-11-22T08:00:00Z"},"#
        var file = FileImport(options: try Sample.options())
        _ = try file.read(Array(#"{"locations":["#.utf8))
        let piece = Array(String(repeating: point, count: 700).utf8)
        var observations = 0
        for _ in 0..<30 {
            let batch = try file.read(piece)
            #expect(batch.received.observations.count <= 1_400)
            observations += batch.received.observations.count
        }
        #expect(observations >= 20_300)
    }

    @Test func `deep nesting is refused`() {
        let deep = "{\"locations\":[" + String(repeating: "[", count: 100_000)
        let closed = "{\"locations\":[" + String(repeating: "[", count: 500) + String(repeating: "]", count: 500) + "]}"
        #expect(!Sample.sentence(deep).isEmpty)
        #expect(Sample.sentence(closed).contains("locations"))
    }
}
