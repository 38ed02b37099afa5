// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import GoogleDriveSimulator
import GoogleSimulator
import StewardCore
import StewardSimulation

/// `steward-simulate google`.
struct SimulateGoogle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "google",
        abstract: "Google: accounts and consent, Drive with its public pages, all behind one address.",
        discussion: """
            The first account, user@example.com, agrees to whatever a program asks. With --write-client the files that
            Google's console offers for download are written, with the simulator's addresses in them, and the first
            line of output names them.
            """)

    @OptionGroup var server: ServerOptions

    @Option(help: "Invented files in the first account's Drive.")
    var files = 0

    @Option(help: "Folders that these files lie in, side by side; 0 puts them into the root.")
    var folders = 1

    @Option(help: "Bytes in each invented file.")
    var size: Int64 = 10_000

    @Option(help: "Of a hundred invented files so many are in the trash.")
    var trashed = 0

    @Option(help: "Keep everything in this folder, and go on from what lies there (default: in memory).")
    var state: String?

    @Flag(inversion: .prefixedNo, help: "Ask for access tokens; without, every request is the first account's.")
    var auth = true

    @Option(help: "Write client_secret.json and service_account.json into this folder.")
    var writeClient: String?

    func validate() throws {
        for (name, value) in [("files", files), ("folders", folders)] where value < 0 {
            throw ValidationError("--\(name) must not be negative; \(value) is.")
        }
        guard (0...100).contains(trashed), size >= 0 else {
            throw ValidationError("--trashed is from 0 to 100, and --size is not negative.")
        }
    }

    func run() async throws {
        let clock = SystemClock()
        let project = SimulatedProject.demonstration
        let google =
            if let state { try await GoogleSimulator(project, keptIn: state, clock: clock) } else {
                GoogleSimulator(project, clock: clock)
            }
        let drive = GoogleDriveSimulator(state: try storage(project, clock), grants: grants(google, project))
        let both = CombinedSimulator("google", [google, drive])
        try await server.serve(both, clock: clock) { server in
            guard let writeClient else { return [] }
            return try await Self.write(google, server.address, into: writeClient)
        }
    }

    /// What Drive keeps, with the invented files unless they are there from an earlier run.
    private func storage(_ project: SimulatedProject, _ clock: any Timekeeping) throws -> DriveState {
        let accounts =
            project.accounts.map { DriveAccount($0.email, displayName: $0.name) }
            + [DriveAccount(project.serviceAccountEmail)]
        let drive = try DriveState(accounts: accounts, folder: state.map { $0 + "/drive" }, clock: clock)
        guard files > 0, let first = project.accounts.first, drive.children(of: "root").isEmpty else { return drive }
        var tree = GeneratedTree(files: files, owner: first.email)
        tree.filesPerFolder = folders == 0 ? 0 : (files + folders - 1) / folders
        tree.size = size
        tree.trashedPercent = trashed
        drive.generate(tree)
        return drive
    }

    private func grants(
        _ google: GoogleSimulator, _ project: SimulatedProject
    ) -> @Sendable (String?) async -> BearerGrant? {
        guard !auth, let first = project.accounts.first else { return { await google.check($0) } }
        return { _ in BearerGrant(account: first.email, scopes: [GoogleDriveSimulator.scope]) }
    }

    private static func write(
        _ google: GoogleSimulator, _ address: String, into folder: String
    ) async throws -> [JSON.Member] {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let files = [
            ("clientFile", "client_secret.json", google.clientFile(origin: address)),
            ("serviceAccountFile", "service_account.json", try await google.serviceAccountFile(origin: address)),
        ]
        return try files.compactMap { member, name, content in
            guard let content else { return nil }
            let path = URL(filePath: folder).appending(path: name).path
            try Data(content.canonicalBytes()).write(to: URL(filePath: path), options: .atomic)
            try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return JSON.Member(member, .string(path))
        }
    }
}
