// SPDX-License-Identifier: Apache-2.0
@testable import Files
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit

/// A store with a trash, a folder for downloads, and recoveries between them.
struct RecoveryBench {
    let store = TrashStore()
    let files: Files
    let connection = "drive"
    let folder: String
    private let place: TemporaryFolder

    init(_ database: any Database) async throws {
        place = try TemporaryFolder("recovery")
        folder = place.path("downloads")
        try await database.migrate(Ledger.migrations + SecretVault.migrations + Files.migrations)
        let clock = InstantClock()
        files = Files(
            database: database,
            ledger: Ledger(database: database, clock: clock, signer: try NoteSigner(newKeyNamed: "test")),
            blobs: BlobStore(folder: place.path("blobs")),
            vault: SecretVault(database: database, key: .file(place.path("key")), clock: clock), clock: clock,
            staging: place.path("staging"))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func content(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: folder + "/" + name)), as: UTF8.self)
    }

    /// A recovery of everything in the trash, changed by `change`.
    func recovery(_ change: (inout RecoveryRequest) -> Void = { _ in }) throws -> Recovery {
        let filter = try ExtensionFilter([])
        var request = RecoveryRequest(
            name: "run", scope: .trash(.recoverAndDownload, extensions: filter, afterDate: nil, limit: 0),
            selection: .trash(filter, modifiedAfter: nil))
        request.folder = folder
        request.callsPerSecond = 0
        change(&request)
        return Recovery(
            files, FileConnection(name: connection, integration: store), request,
            owner: LockOwner(run: UUID().uuidString, node: "here", pid: 1), actor: "me")
    }

    func run(
        forced: Bool = false, _ change: (inout RecoveryRequest) -> Void = { _ in },
        tell: @escaping @Sendable (Recovery.Event) -> Void = { _ in }
    ) async throws -> RecoverySummary {
        try await recovery(change).run(forced: forced, tell: tell)
    }
}

/// A clock on which waiting takes no time.
final class InstantClock: Timekeeping {
    var now: Date { Date() }
    func sleep(for duration: Duration) async throws { try Task.checkCancellation() }
}
