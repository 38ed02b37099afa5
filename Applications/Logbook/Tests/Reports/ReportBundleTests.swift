// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite("A report sealed with its book")
struct ReportBundleTests {
    private let book: BookID = "logbook/vehicle/k3f9x2m7qa"
    private let vehicle = ReportFixture.vehicle(.unitedKingdom)

    private var report: Report {
        get throws {
            let trip = ReportFixture.trip(
                "2026-01-12T07:30", "2026-01-12T08:00", metres: 0, 20_000, .business, in: vehicle)
            return try ReportFixture.report(vehicle, .month(2026, 1), [trip])
        }
    }

    private func withLedger(_ body: (Ledger, BlobStore, TemporaryFolder) async throws -> Void) async throws {
        let folder = try TemporaryFolder("report")
        try await TestDatabases.with(.sqlite) { database in
            try await database.migrate(Ledger.migrations)
            let signer = try NoteSigner(newKeyNamed: "steward.test")
            let ledger = Ledger(database: database, clock: SystemClock(), signer: signer)
            try await ledger.append(EntryDraft(kind: "logbook.vehicle", actor: "anna", payload: ["id": "x"]), to: book)
            try await body(ledger, BlobStore(folder: folder.path("blobs")), folder)
        }
    }

    private func seal(_ ledger: Ledger, _ store: BlobStore, _ folder: TemporaryFolder) async throws -> String {
        let blobs = try await report.bundle.record(in: ledger, book: book, store: store, actor: "anna")
        try await ledger.export(book, to: folder.path("sealed"), blobs: blobs, from: store)
        return folder.path("sealed")
    }

    @Test func `the book names each file by its hash, and the bundle verifies without a network`() async throws {
        try await withLedger { ledger, store, folder in
            let bundle = try await seal(ledger, store, folder)
            let found = try LedgerVerifier().verify(bundle: bundle)
            #expect(found.isSound && found.entries == 2 && found.blobs == 4)
            let entry = try #require(try await ledger.entry(in: book, at: 1))
            #expect(entry.kind == "logbook.report" && entry.actor == "anna")
            let files = try report.bundle.files
            #expect(files.map(\.name) == ["report.html", "report.csv", "report.json", "files.txt"])
            for (file, listed) in zip(files, entry.payload["files"]?.array ?? []) {
                #expect(listed["name"]?.string == file.name && listed["sha256"]?.string == file.hash)
                let path = "\(bundle)/blobs/\(file.hash)"
                #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == file.bytes)
            }
            #expect(String(decoding: files[3].bytes, as: UTF8.self).contains("\(files[1].hash)  report.csv\n"))
        }
    }

    @Test func `sealing the same report twice adds one entry`() async throws {
        try await withLedger { ledger, store, _ in
            for _ in 0..<2 {
                _ = try await report.bundle.record(in: ledger, book: book, store: store, actor: "anna")
            }
            #expect(try await ledger.checkpoint(book).checkpoint.size == 2)
            let archive = try await report.bundle.archive(in: ledger, book: book, store: store, actor: "anna")
            var written: Int64 = 0
            try await archive.write { written += Int64($0.count) }
            #expect(written == archive.length && archive.sealed.checkpoint.size == 2)
        }
    }

    @Test func `a changed byte anywhere in report or book is found, and its file is named`() async throws {
        try await withLedger { ledger, store, folder in
            let bundle = try await seal(ledger, store, folder)
            let names = try FileManager.default.subpathsOfDirectory(atPath: bundle).sorted()
            for name in names where name != "blobs" {
                let path = "\(bundle)/\(name)"
                let file = try FileHandle(forUpdating: URL(filePath: path))
                defer { try? file.close() }
                let bytes = try [UInt8](file.readToEnd() ?? Data())
                for place in bytes.indices {
                    try file.write(bytes[place] ^ (1 << UInt8(place % 8)), at: place)
                    let found = try LedgerVerifier().verify(bundle: bundle)
                    if found.isSound || !found.problems.allSatisfy({ $0.file == name }) {
                        Issue.record("\(name), byte \(place): \(found.problems)")
                    }
                    try file.write(bytes[place], at: place)
                }
            }
            #expect(try LedgerVerifier().verify(bundle: bundle).isSound)
        }
    }
}

extension FileHandle {
    fileprivate func write(_ byte: UInt8, at place: Int) throws {
        try seek(toOffset: UInt64(place))
        try write(contentsOf: [byte])
    }
}
