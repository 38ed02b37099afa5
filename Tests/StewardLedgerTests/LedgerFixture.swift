// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

/// A clock that goes on by a millisecond whenever somebody looks.
final class StepClock: Timekeeping {
    private let microseconds: Mutex<Int64>
    init(_ start: Int64 = 1_795_266_046_123_456) { microseconds = Mutex(start) }

    var now: Date {
        Date(
            microseconds: microseconds.withLock { value in
                value += 1000
                return value
            })
    }
    func sleep(for duration: Duration) async throws {}
}

/// Random numbers that are the same in every run (Steele, Lea, Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

enum Fixture {
    /// The key of the published example of golang.org/x/mod/sumdb/note, so that exports are the same in every run.
    static let key = Secret("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
    static var signer: NoteSigner { get throws { try NoteSigner(parsing: key) } }

    /// Hands over a ledger on a new database.
    static func withLedger<Value>(
        _ engine: DatabaseEngine = .sqlite, _ body: (Ledger, any Database) async throws -> Value
    ) async throws -> Value {
        try await TestDatabases.with(engine) { database in
            try await database.migrate(Ledger.migrations)
            return try await body(Ledger(database: database, clock: StepClock(), signer: try signer), database)
        }
    }

    static func draft(_ number: Int, size: Int = 0, key: String? = nil) -> EntryDraft {
        EntryDraft(
            kind: "test.\(number % 3)", actor: "actor \"\(number % 2)\"",
            payload: [
                "number": .integer(Int64(number)), "text": .string("ก\n" + String(repeating: "x", count: size)),
                "list": [1, nil, true, .number(0.5)],
            ], idempotencyKey: key)
    }

    /// Appends drafts 0..<count.
    static func fill(_ ledger: Ledger, _ book: BookID, _ count: Int, size: Int = 0) async throws {
        for start in stride(from: 0, to: count, by: 500) {
            let drafts = (start..<min(start + 500, count)).map { draft($0, size: size) }
            try await ledger.append(drafts, to: book)
        }
    }

    /// Seals a book of `count` entries with blobs into a new folder and gives its path.
    static func bundle(
        _ count: Int, size: Int = 0, blobs: [String] = [], in folder: TemporaryFolder, name: String = "sealed"
    ) async throws -> String {
        try await withLedger { ledger, _ in
            try await fill(ledger, "book", count, size: size)
            let store = BlobStore(folder: folder.path("blobs of \(name)"))
            let ids = try store.putAll(blobs.map { Array($0.utf8) })
            try await ledger.export("book", to: folder.path(name), blobs: ids, from: store)
            return folder.path(name)
        }
    }
}

/// A bundle in memory, to be damaged and written again.
struct BundleCopy {
    var files: [String: [UInt8]]

    init(_ folder: String) throws {
        files = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
            if !isFolder.boolValue { files[name] = try [UInt8](Data(contentsOf: URL(filePath: "\(folder)/\(name)"))) }
        }
    }

    func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: "\(folder)/blobs", withIntermediateDirectories: true)
        for (name, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)")) }
    }

    func lines(_ name: String) -> [[UInt8]] {
        (files[name] ?? []).split(separator: 0x0A).map { Array($0) }
    }

    mutating func setLines(_ name: String, _ lines: [[UInt8]]) { files[name] = lines.flatMap { $0 + [0x0A] } }
}

/// What `verify` says about a bundle whose files are changed one after the other.
struct DamageBench {
    let folder: String
    let original: BundleCopy
    var verifier = LedgerVerifier()

    init(_ folder: String) throws {
        self.folder = folder
        original = try BundleCopy(folder)
    }

    /// Verifies with one file changed, and puts it back.
    func verify(_ name: String, _ bytes: [UInt8]) throws -> VerificationReport {
        let original = original.files[name] ?? []
        try replace(name, bytes, length: original.count)
        defer { try? replace(name, original, length: bytes.count) }
        return try verifier.verify(bundle: folder)
    }

    /// In place where the length stays: truncating a file again and again makes the disk flush it every time.
    private func replace(_ name: String, _ bytes: [UInt8], length: Int) throws {
        let file = try FileHandle(forUpdating: URL(filePath: "\(folder)/\(name)"))
        try file.write(contentsOf: Data(bytes))
        if bytes.count < length { try file.truncate(atOffset: UInt64(bytes.count)) }
        try file.close()
    }
}
