// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardOAuth
import StewardTestKit

@testable import StewardServer

/// An installation with a drive, an account, a transfer, a mirror, a recovery and measurements; in each something
/// failed, and some names are markup.
struct MadeFiles: FileConnecting {
    static let hostile = "<script>alert(1)</script> \u{202E}gpj.exe"
    static let canary = "canary-4f1d"
    static let transfer = "upload-1"
    static let recovery = "made"

    let folder: TemporaryFolder
    let installation: Installation
    let drive: SmallDrive
    let clock: HourClock

    func connection(named name: String) async throws -> FileConnection {
        FileConnection(name: name, integration: drive)
    }

    /// A site whose drives are the one in memory. All other connections are the real ones.
    var site: Site {
        let connections = installation.connections
        return Site(installation: installation, connecting: self, patience: SystemClock()) {
            try await connections.open($0)
        }
    }

    static func with<Value: Sendable>(
        pageSize: Int = 50, isFilled: Bool = true, _ body: (MadeFiles) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder("pages")
        let clock = HourClock()
        return try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) {
            let made = MadeFiles(
                folder: folder, installation: $0, drive: SmallDrive(pageSize: pageSize), clock: clock)
            if isFilled { try await made.fill() }
            return try await body(made)
        }
    }

    private func fill() async throws {
        try await connect()
        try await upload()
        try await mirror()
        try await recover()
        try await measure()
    }

    private func connect() async throws {
        let client = """
            {"installed": {"client_id": "made.apps.example", "client_secret": "\(Self.canary)-client",
            "auth_uri": "http://127.0.0.1:1/auth", "token_uri": "http://127.0.0.1:1/token"}}
            """
        let nowhere = "http://127.0.0.1:1"
        try await installation.connections.save(
            "me", integration: "Google",
            settings: [
                "client": client, "accounts-address": nowhere, "token-address": nowhere, "keys-address": nowhere,
            ], by: "tester")
        try await installation.connections.save(
            "drive", integration: "GoogleDrive", settings: ["account": "me", "api-address": nowhere], by: "tester")
        let grant = KeptGrant(
            clientID: "made.apps.example", account: "anna@example.org", subject: "1",
            scopes: ["email", "https://www.googleapis.com/auth/drive"],
            refreshToken: Secret("\(Self.canary)-refresh"), accessToken: Secret("\(Self.canary)-access"),
            expiry: clock.now + 1e8, grantedAt: clock.now - 100 * 86_400, refreshedAt: clock.now - 60)
        try await installation.connections.credential(of: "me").replace(grant.text)
    }

    private func upload() async throws {
        let files = installation.files
        try folder.write("up/good.txt", Array("good".utf8))
        try folder.write("up/<script>.txt", Array("markup".utf8))
        try folder.write("up/refused.txt", Array("refused".utf8))
        drive.refuse("refused.txt", IntegrationError(.forbidden, "The service refuses <b>this</b> file."))
        _ = try await files.planUpload("drive", source: folder.path("up"), folder: "root", id: Self.transfer)
        _ = try await files.upload(
            Self.transfer, with: FileConnection(name: "drive", integration: drive), actor: "tester")
    }

    private func mirror() async throws {
        drive.add("a", "present.txt", Array("present".utf8))
        drive.add("h", Self.hostile, Array("hostile".utf8))
        drive.add("m", "missing.txt", Array("missing".utf8))
        drive.add("sub", "Sub folder", kind: .folder)
        drive.add("inner", "inner.txt", Array("inner".utf8), in: "sub")
        drive.refuse("read m", IntegrationError(.forbidden, "The file “missing.txt” may not be read."))
        let files = installation.files
        let mirror = try await files.planMirror(
            "drive", folder: "root", options: MirrorOptions(target: .folder(folder.path("kept"))))
        _ = try await files.mirror(
            mirror.id, with: FileConnection(name: "drive", integration: drive), actor: "tester")
    }

    private func recover() async throws {
        drive.add("t1", "first.jpg", Array("first".utf8), isTrashed: true)
        drive.add("t2", "second.jpg", Array("second".utf8), isTrashed: true)
        drive.add("t3", "third <i>.jpg", Array("third".utf8), isTrashed: true)
        drive.refuse("restore t2", IntegrationError(.forbidden, "The file “second.jpg” may not be restored."))
        let filter = try ExtensionFilter([])
        var request = RecoveryRequest(
            name: Self.recovery, scope: .trash(.recoverAndDownload, extensions: filter, afterDate: nil, limit: 0),
            selection: .trash(filter, modifiedAfter: nil), policy: .trash)
        request.folder = folder.path("recovered")
        request.callsPerSecond = 0
        let recovery = Recovery(
            installation.files, FileConnection(name: "drive", integration: drive), request,
            owner: LockOwner(run: "recovery-1", node: "here", pid: 1), actor: "tester")
        _ = try await recovery.run { _ in }
    }

    private func measure() async throws {
        for used in [500, 700, 950] as [Int64] {
            clock.tick()
            drive.use(StorageUse(limit: 1000, used: used, usedByFiles: used, usedInTrash: used / 10))
            _ = try await installation.files.measure(
                FileConnection(name: "drive", integration: drive), threshold: 90, actor: "tester")
        }
    }

    /// The only mirror's id.
    var mirrorID: String { get async throws { try await installation.files.mirrors().first?.id ?? "" } }
    var recoveryID: String {
        get async throws { try await installation.files.recoveries().first?.id ?? "" }
    }
}
