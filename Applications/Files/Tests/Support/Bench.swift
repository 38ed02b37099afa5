// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization

@testable import Files

/// The files of a temporary installation, and a drive in memory.
struct Bench {
    let files: Files
    let drive: MemoryDrive
    let folder: TemporaryFolder
    let clock: StillClock
    let vault: SecretVault
    var connection: FileConnection { FileConnection(name: "drive", integration: drive) }

    static func with(
        _ engine: DatabaseEngine = .sqlite, drive: MemoryDrive = MemoryDrive(), settings: TransferSettings? = nil,
        _ body: (Bench) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("files")
        try await TestDatabases.with(engine) { database in
            try await database.migrate(Ledger.migrations + SecretVault.migrations + Files.migrations)
            let clock = StillClock()
            let vault = SecretVault(database: database, key: .file(folder.path("vault.key")), clock: clock)
            var small = TransferSettings()
            small.partSize = 256 << 10
            small.resumableFrom = 128 << 10
            small.checkpointEvery = 64 << 10
            let files = Files(
                database: database, ledger: Ledger(database: database, clock: clock),
                blobs: BlobStore(folder: folder.path("blobs")), vault: vault, clock: clock,
                staging: folder.path("staging"), settings: settings ?? small)
            try await body(Bench(files: files, drive: drive, folder: folder, clock: clock, vault: vault))
        }
    }

    /// The kinds of the entries in a book, in order.
    func kinds(_ book: BookID = Files.book("drive")) async throws -> [String] {
        try await files.ledger.entries(in: book, limit: 1000).map(\.kind)
    }

    func local(_ name: String = "out") throws -> LocalFolder { try LocalFolder(folder.path(name)) }

    /// Every file below a folder of the temporary folder, by its path.
    func tree(_ name: String) -> [String: [UInt8]] {
        var tree: [String: [UInt8]] = [:]
        let top = folder.path(name)
        for case let path as String in FileManager.default.enumerator(atPath: top) ?? .init() {
            if let data = FileManager.default.contents(atPath: top + "/" + path),
                (try? FileManager.default.attributesOfItem(atPath: top + "/" + path)[.type]) as? FileAttributeType
                    == .typeRegular
            {
                tree[path] = [UInt8](data)
            }
        }
        return tree
    }

    static func bytes(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}

/// A clock that moves only when somebody sleeps.
final class StillClock: Timekeeping {
    private let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
    let slept = Mutex<[Duration]>([])
    var now: Date { time.withLock { $0 } }
    func advance(by seconds: Double) { time.withLock { $0 += seconds } }
    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        slept.withLock { $0.append(duration) }
        time.withLock { $0 += duration / .seconds(1) }
    }
}

/// Counts down; used for faults that happen so many times.
final class Countdown: Sendable {
    private let left: Mutex<Int>
    init(_ count: Int) { left = Mutex(count) }
    /// Whether it still counts; each call takes one.
    func take() -> Bool {
        left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }
}
