// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardLedger

/// Books that somebody with the database and the key wrote wrongly: every hash and signature is good.
@Suite("Forged entries")
struct ForgedEntryTests {
    private static let time = "2026-11-21T13:00:46.124456Z"

    private static func line(
        book: String = "book", payload: String = "{}", previous: [UInt8], sequence: String, time: String = time
    ) -> [UInt8] {
        let previous = Hexadecimal.text(previous)
        return Array(
            ("{\"actor\":\"a\",\"book\":\"\(book)\",\"kind\":\"k\",\"payload\":\(payload),\"previous\":\"\(previous)\","
                + "\"sequence\":\(sequence),\"time\":\"\(time)\"}").utf8)
    }

    /// Seals a book of two such lines and verifies the bundle and the database.
    private func reports(
        thorough: Bool = false, _ second: ([UInt8]) -> [UInt8]
    ) async throws -> (bundle: VerificationReport, database: VerificationReport) {
        let folder = try TemporaryFolder("forged")
        return try await Fixture.withLedger { ledger, database in
            let first = Self.line(previous: [UInt8](repeating: 0, count: 32), sequence: "0")
            let lines = [first, second(MerkleTree.leafHash(first))]
            let hashes = lines.map(MerkleTree.leafHash)
            let root = try MerkleTree(leafHashes: hashes).root()
            try await database.write { connection in
                for (place, line) in lines.enumerated() {
                    try connection.execute(
                        "INSERT INTO ledger_entry (book, sequence, hash, line) VALUES ('book', $1, $2, $3)",
                        [.integer(Int64(place)), .bytes(hashes[place]), .bytes(line)])
                }
                try connection.execute(
                    "INSERT INTO ledger_book (id, size, head, peaks) VALUES ('book', 2, $1, $2)",
                    [.bytes(hashes[1]), .bytes(root)])
            }
            try await ledger.export("book", to: folder.path("sealed"))
            let report = try LedgerVerifier(thorough: thorough).verify(bundle: folder.path("sealed"))
            return (report, try await ledger.verify("book"))
        }
    }

    @Test("Two good lines written by hand are sound")
    func control() async throws {
        let reports = try await reports { Self.line(previous: $0, sequence: "1") }
        #expect(reports.bundle.isSound && reports.database.isSound, "\(reports)")
    }

    @Test("An entry that names another one before it is found")
    func wrongPrevious() async throws {
        let reports = try await reports { _ in Self.line(previous: [UInt8](repeating: 7, count: 32), sequence: "1") }
        #expect(reports.bundle.problems.count == 1 && reports.bundle.problems[0].sequence == 0)
        #expect(reports.database.problems.map(\.sequence) == [1])
    }

    @Test("An entry with another number, of another book or without its members is found")
    func wrongEnvelope() async throws {
        let lines: [([UInt8]) -> [UInt8]] = [
            { Self.line(previous: $0, sequence: "2") }, { Self.line(previous: $0, sequence: "01") },
            { Self.line(book: "other", previous: $0, sequence: "1") }, { _ in Array("{}".utf8) },
            { _ in [] }, { Self.line(previous: $0, sequence: "") },
            { Array(Self.line(previous: $0, sequence: "1").dropLast()) },
        ]
        for line in lines {
            let reports = try await reports(line)
            #expect(!reports.bundle.isSound && !reports.bundle.problems.isEmpty)
            #expect(reports.database.problems.map(\.sequence) == [1])
        }
    }

    @Test("A payload that imitates the end of an entry does not deceive")
    func imitation() async throws {
        let zeros = String(repeating: "0", count: 64)
        let tail = ",\"previous\":\"\(zeros)\",\"sequence\":9,\"time\":\"\(Self.time)\"}"
        let escaped = tail.replacingOccurrences(of: "\"", with: "\\\"")
        for payload in ["{\"a\":1\(tail)", "\"\(escaped)\"", "[\"}\",{\"b\":\"\\\\\"}]"] {
            let reports = try await reports(thorough: true) { Self.line(payload: payload, previous: $0, sequence: "1") }
            #expect(reports.bundle.isSound && reports.database.isSound, "\(payload): \(reports)")
        }
    }

    @Test("What is canonical JSON but no time, or no canonical JSON, is found by the thorough check")
    func thorough() async throws {
        for (payload, time) in [("{}", "2026-02-30T13:00:46.124456Z"), ("{ }", Self.time), ("1.0", Self.time)] {
            let reports = try await reports(thorough: true) {
                Self.line(payload: payload, previous: $0, sequence: "1", time: time)
            }
            #expect(reports.bundle.problems.map(\.sequence) == [1] && reports.database.problems.map(\.sequence) == [1])
        }
    }

    @Test("An entry as large as allowed is sealed and verified; a longer line in a bundle is no entry")
    func longLines() async throws {
        let folder = try TemporaryFolder("forged")
        try await Fixture.withLedger { ledger, _ in
            let text = String(repeating: "x", count: (8 << 20) - 2)
            try await ledger.append(EntryDraft(kind: "k", actor: "a", payload: .string(text)), to: "book")
            try await ledger.append(Fixture.draft(1), to: "book")
            try await ledger.export("book", to: folder.path("sealed"))
        }
        #expect(try LedgerVerifier().verify(bundle: folder.path("sealed")).isSound)
        var copy = try BundleCopy(folder.path("sealed"))
        copy.files["book.jsonl"]?.insert(contentsOf: [UInt8](repeating: 0x20, count: 17 << 20), at: 5)
        try copy.write(to: folder.path("long"))
        let report = try LedgerVerifier().verify(bundle: folder.path("long"))
        #expect(!report.isSound && report.problems.allSatisfy { $0.file == "book.jsonl" })
        #expect(report.problems.first?.sequence == 0 && report.isProven)
    }

    @Test("Times are written and read as RFC 3339 with six digits, leap years included")
    func times() {
        let known: [(Int64, String)] = [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (Instant.range.lowerBound, "0000-01-01T00:00:00.000000Z"),
            (Instant.range.upperBound, "9999-12-31T23:59:59.999999Z"),
        ]
        for (value, text) in known {
            var bytes: [UInt8] = []
            Instant.append(value, to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == text)
            #expect(Instant.parse(bytes) == value)
        }
        for text in [
            "2100-02-29T00:00:00.000000Z", "2026-13-01T00:00:00.000000Z", "2026-01-01T24:00:00.000000Z",
            "2026-01-01T00:00:60.000000Z", "2026-01-01 00:00:00.000000Z", "2026-01-01T00:00:00.00000Z", "", "x",
        ] {
            #expect(Instant.parse(Array(text.utf8)) == nil, "\(text)")
        }
        var random = SplitMix(seed: 5)
        for _ in 0..<2000 {
            let value = Int64.random(in: Instant.range, using: &random)
            var bytes: [UInt8] = []
            Instant.append(value, to: &bytes)
            #expect(Instant.parse(bytes) == value)
        }
    }
}
