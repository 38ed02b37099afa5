// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@Suite("Damage to a bundle")
struct DamageTests {
    /// The line in which a byte stands, from 1.
    private func line(of place: Int, in bytes: [UInt8]) -> Int64 {
        Int64(bytes[..<place].count { $0 == 0x0A }) + 1
    }

    /// Whether a report names exactly this file, and for the files of lines the right one.
    private func locates(_ report: VerificationReport, _ name: String, _ place: Int, _ bytes: [UInt8]) -> Bool {
        guard !report.problems.isEmpty, report.problems.allSatisfy({ $0.file == name }) else { return false }
        guard name == "book.jsonl" || name == "hashes.txt" else { return true }
        return report.problems.count == 1 && report.problems[0].line == line(of: place, in: bytes)
    }

    @Test("A changed byte anywhere in a small bundle is found, and its file, line and entry are named")
    func everyByte() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(4, blobs: ["evidence", ""], in: folder))
        var random = SplitMix(seed: 1)
        for (name, bytes) in bench.original.files.sorted(by: { $0.key < $1.key }) {
            let hasLines = name == "book.jsonl" || name == "hashes.txt"
            for place in bytes.indices {
                var masks = [UInt8(1) << UInt8(random.next() % 8)]
                if hasLines { masks += [UInt8(random.next() % 255) + 1, bytes[place] ^ 0x0A] }
                for mask in masks where mask != 0 {
                    var changed = bytes
                    changed[place] ^= mask
                    let report = try bench.verify(name, changed)
                    #expect(
                        locates(report, name, place, bytes), "\(name) byte \(place) ^ \(mask): \(report.problems)")
                }
            }
        }
        #expect(try bench.verifier.verify(bundle: bench.folder).isSound)
    }

    @Test("A changed byte in a book of one entry is found and named")
    func onlyEntry() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(1, in: folder))
        for name in ["book.jsonl", "hashes.txt", "checkpoint"] {
            let bytes = try #require(bench.original.files[name])
            for place in bytes.indices {
                var changed = bytes
                changed[place] ^= 4
                let report = try bench.verify(name, changed)
                #expect(locates(report, name, place, bytes), "\(name) byte \(place): \(report.problems)")
            }
        }
    }

    @Test("Random changed bytes in a larger book are located, and the rest is proven by the checkpoint")
    func largerBook() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(3000, size: 150, in: folder))
        var random = SplitMix(seed: 2)
        for name in ["book.jsonl", "hashes.txt"] {
            let bytes = try #require(bench.original.files[name])
            for _ in 0..<60 {
                let place = Int(random.next() % UInt64(bytes.count))
                var changed = bytes
                changed[place] ^= UInt8(random.next() % 255) + 1
                let report = try bench.verify(name, changed)
                #expect(locates(report, name, place, bytes), "\(name) byte \(place): \(report.problems)")
                #expect(report.isProven && report.entries + 2 >= 3000)
            }
        }
    }

    /// One way to spoil the lines of a file, and the line where it should be noticed.
    struct Spoiling: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let first: Int64
        let spoil: @Sendable (inout [[UInt8]]) -> Void
        init(_ name: String, _ first: Int64, _ spoil: @escaping @Sendable (inout [[UInt8]]) -> Void) {
            (testDescription, self.first, self.spoil) = (name, first, spoil)
        }
    }

    static let spoilings = [
        Spoiling("the first line removed", 1) { $0.removeFirst() },
        Spoiling("a line removed", 31) { $0.remove(at: 30) },
        Spoiling("ten lines removed", 31) { $0.removeSubrange(30..<40) },
        Spoiling("the last line removed", 60) { $0.removeLast() },
        Spoiling("the last half removed", 31) { $0.removeLast(30) },
        Spoiling("a line doubled", 32) { $0.insert($0[30], at: 31) },
        Spoiling("the last line doubled", 61) { $0.append($0[59]) },
        Spoiling("a line copied far forwards", 6) { $0.insert($0[50], at: 5) },
        Spoiling("a line copied far back", 51) { $0.insert($0[5], at: 50) },
        Spoiling("two neighbours swapped", 31) { $0.swapAt(30, 31) },
        Spoiling("two distant lines swapped", 11) { $0.swapAt(10, 50) },
        Spoiling("a line moved to the end", 6) { $0.append($0.remove(at: 5)) },
        Spoiling("the last line moved to the front", 1) { $0.insert($0.removeLast(), at: 0) },
        Spoiling("an empty line added", 21) { $0.insert([], at: 20) },
        Spoiling("a strange line added", 21) { $0.insert(Array("{}".utf8), at: 20) },
        Spoiling("two lines joined", 21) { $0[20] += $0.remove(at: 21) },
        Spoiling("a line cut in two", 21) { lines in
            let half = lines[20].count / 2
            lines.insert(Array(lines[20][half...]), at: 21)
            lines[20] = Array(lines[20][..<half])
        },
        Spoiling("a line's end cut off", 21) { $0[20].removeLast(5) },
        Spoiling("a line emptied", 21) { $0[20] = [] },
    ]

    @Test("Lines removed, added, moved, joined and cut in the book are named where they are", arguments: spoilings)
    func bookLines(spoiling: Spoiling) async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(60, in: folder))
        var copy = bench.original
        var lines = copy.lines("book.jsonl")
        spoiling.spoil(&lines)
        copy.setLines("book.jsonl", lines)
        let report = try bench.verify("book.jsonl", copy.files["book.jsonl"] ?? [])
        #expect(!report.isSound && report.problems.allSatisfy { $0.file == "book.jsonl" }, "\(report.problems)")
        #expect((1...4).contains(report.problems.count), "\(report.problems)")
        let places = report.problems.map { $0.line ?? ($0.sequence ?? 0) + 1 }
        #expect(places.contains { abs($0 - spoiling.first) <= 1 }, "\(report.problems)")
        #expect(report.isProven)
    }

    @Test("The same done to the list of hashes is put down to the list", arguments: spoilings)
    func listLines(spoiling: Spoiling) async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(60, in: folder))
        var copy = bench.original
        var lines = copy.lines("hashes.txt")
        spoiling.spoil(&lines)
        copy.setLines("hashes.txt", lines)
        let report = try bench.verify("hashes.txt", copy.files["hashes.txt"] ?? [])
        #expect(!report.isSound && report.problems.allSatisfy { $0.file == "hashes.txt" }, "\(report.problems)")
        #expect((1...4).contains(report.problems.count), "\(report.problems)")
        let places = report.problems.compactMap(\.line)
        #expect(places.contains { abs($0 - spoiling.first) <= 1 }, "\(report.problems)")
    }

    @Test("A file cut off at any place is found")
    func truncation() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(6, blobs: ["evidence"], in: folder))
        for (name, bytes) in bench.original.files {
            for length in stride(from: 0, to: bytes.count, by: name == "README.txt" ? 97 : 7) + [bytes.count - 1] {
                let report = try bench.verify(name, Array(bytes[..<length]))
                #expect(
                    !report.isSound && report.problems.allSatisfy { $0.file == name },
                    "\(name) \(length): \(report.problems)")
            }
        }
    }

    @Test("Missing, foreign and exchanged files are named")
    func files() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(6, blobs: ["evidence"], in: folder))
        for name in bench.original.files.keys {
            var copy = bench.original
            copy.files[name] = nil
            let target = folder.path("without \(name.replacingOccurrences(of: "/", with: " "))")
            try copy.write(to: target)
            let report = try LedgerVerifier().verify(bundle: target)
            #expect(report.problems.map(\.file) == [name], "\(name): \(report.problems)")
            #expect(!report.isSound)
        }
        var copy = bench.original
        copy.files["extra.txt"] = [1]
        copy.files["blobs/not-a-hash"] = [1]
        copy.files["blobs/\(BlobID(hashing: [5]).hex)"] = [5]
        try copy.write(to: folder.path("more"))
        let report = try LedgerVerifier().verify(bundle: folder.path("more"))
        #expect(Set(report.problems.map(\.file)).count == 3 && report.problems.count == 3)
    }

    @Test("Several faults at once are each named")
    func severalFaults() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(200, blobs: ["evidence"], in: folder))
        var copy = bench.original
        var lines = copy.lines("book.jsonl")
        lines[20][50] ^= 1
        lines[21][50] ^= 1
        lines[90][60] ^= 4
        lines.remove(at: 150)
        copy.setLines("book.jsonl", lines)
        copy.files["hashes.txt"]?[65 * 50] ^= 1
        copy.files["README.txt"]?[3] ^= 1
        try copy.write(to: folder.path("spoilt"))
        let report = try LedgerVerifier().verify(bundle: folder.path("spoilt"))
        #expect(report.problems.filter { $0.file == "book.jsonl" }.compactMap(\.sequence) == [20, 21, 90, 150])
        #expect(report.problems.filter { $0.file == "hashes.txt" }.compactMap(\.line) == [51])
        #expect(report.problems.filter { $0.file == "README.txt" }.count == 1)
        #expect(report.isProven && !report.isSound)
    }

    @Test("Random damage to random files never crashes and never passes")
    func fuzz() async throws {
        let folder = try TemporaryFolder("damage")
        let bench = try DamageBench(try await Fixture.bundle(12, blobs: ["evidence"], in: folder))
        var random = SplitMix(seed: 77)
        let names = bench.original.files.keys.sorted()
        for round in 0..<1500 {
            let name = names[Int(random.next() % UInt64(names.count))]
            let original = try #require(bench.original.files[name])
            var bytes = original
            for _ in 0...(random.next() % 3) {
                let place = Int(random.next() % UInt64(bytes.count + 1))
                let length = Int(random.next() % 200)
                switch random.next() % 4 {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + length))
                case 1: bytes.insert(contentsOf: bytes.prefix(length), at: place)
                case 2:
                    bytes.insert(
                        contentsOf: (0..<(length % 9)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, at: place)
                default: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
                }
            }
            guard bytes != original else { continue }
            let report = try bench.verify(name, bytes)
            #expect(!report.isSound, "round \(round): \(name)")
            #expect(report.problems.allSatisfy { $0.file == name }, "round \(round), \(name): \(report.problems)")
        }
    }

    @Test("An entry that is not canonical is seen by the thorough check only")
    func notCanonical() async throws {
        let folder = try TemporaryFolder("damage")
        try await Fixture.withLedger { ledger, database in
            try await Fixture.fill(ledger, "book", 1)
            let line =
                "{\"actor\":\"a\",\"book\":\"book\",\"kind\":\"k\",\"payload\":{\"b\":1,\"a\": 2},\"previous\":\""
                + String(repeating: "0", count: 64) + "\",\"sequence\":0,\"time\":\"2026-11-21T13:00:46.124456Z\"}"
            let hash = MerkleTree.leafHash(Array(line.utf8))
            try await database.write { connection in
                try connection.execute(
                    "UPDATE ledger_entry SET line = $1, hash = $2", [.bytes(Array(line.utf8)), .bytes(hash)])
                try connection.execute("UPDATE ledger_book SET head = $1, peaks = $1", [.bytes(hash)])
            }
            try await ledger.export("book", to: folder.path("sealed"))
            #expect(try LedgerVerifier().verify(bundle: folder.path("sealed")).isSound)
            let report = try LedgerVerifier(thorough: true).verify(bundle: folder.path("sealed"))
            #expect(report.problems.map(\.sequence) == [0])
            #expect(try await ledger.verify("book").problems.map(\.sequence) == [0])
        }
    }
}
