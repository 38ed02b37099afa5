// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// The demonstration's drive: a simulated account with invented files, and what can be done with it: an upload, a
/// mirror, measurements of its storage, and a recovery that is half done.
struct DemoDrive {
    static let account = "demo-account"
    static let drive = "demo-drive"

    let installation: Installation
    /// Where the simulated service is.
    let address: String
    /// The simulator's key file of a service account.
    let keyFile: String

    /// Connects. Fills the installation, unless it is filled already.
    func fill(_ printer: Printer) async throws {
        try await connect()
        guard try await installation.files.transfers(limit: 1).isEmpty else { return }
        printer.note("Making the demonstration: a simulated drive …")
        let connection = try await FileConnections(installation).connection(named: Self.drive)
        try await measure(connection)
        try await upload(connection)
        try await mirror(connection)
        try await recover(connection)
        try await measure(connection)
    }

    private func connect() async throws {
        let connections = installation.connections
        let key = String(decoding: try Data(contentsOf: URL(filePath: keyFile)), as: UTF8.self)
        try await connections.save(
            Self.account, integration: "Google",
            settings: [
                "service-account": key, "accounts-address": address, "token-address": address, "keys-address": address,
            ], by: "demo")
        try await connections.save(
            Self.drive, integration: "GoogleDrive",
            settings: [
                "account": Self.account, "api-address": address, "public-address": address,
                "download-address": address, "documents-address": address, "writes-per-second": "0",
            ], by: "demo")
    }

    private func measure(_ connection: FileConnection) async throws {
        _ = try await installation.files.measure(connection, threshold: 80, actor: "demo")
    }

    private func upload(_ connection: FileConnection) async throws {
        let folder = installation.folder.path + "/demo-letters"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for number in 1...12 {
            let text = "Letter \(number): an invented file of the demonstration.\n"
            try Data(String(repeating: text, count: number * 40).utf8).write(
                to: URL(filePath: "\(folder)/letter \(number).txt"))
        }
        let files = installation.files
        let transfer = try await files.planUpload(
            connection.name, source: folder, folder: try connection.storing().rootFolder)
        try await files.upload(transfer.id, with: connection, actor: "demo")
    }

    private func mirror(_ connection: FileConnection) async throws {
        let store = try connection.storing()
        let folders = try await store.files(in: store.rootFolder, after: nil).items.filter { $0.kind == .folder }
        guard let folder = folders.first else { return }
        let mirror = try await installation.files.planMirror(connection.name, folder: folder.id)
        try await installation.files.mirror(mirror.id, with: connection, actor: "demo")
    }

    /// Half of what is in the trash: the rest shows what a plan looks like.
    private func recover(_ connection: FileConnection) async throws {
        let filter = try ExtensionFilter([])
        var request = RecoveryRequest(
            name: "demonstration",
            scope: .trash(.recoverAndDownload, extensions: filter, afterDate: nil, limit: 12),
            selection: .trash(filter, modifiedAfter: nil))
        request.limit = 12
        request.callsPerSecond = 0
        request.folder = installation.folder.path + "/recovered"
        let recovery = Recovery(
            installation.files, connection, request, owner: installation.lockOwner, actor: "demo")
        _ = try await recovery.run { _ in }
    }
}
