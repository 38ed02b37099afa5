// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardServer

/// Which drive a command works on, and who does it.
struct DriveOptions: ParsableArguments {
    @Option(name: .long, help: "The connection's name. Default: the only one that keeps files.")
    var connection: String?

    @Option(name: .customLong("as"), help: "Who does it, as it will stand in the ledger. Default: the login name.")
    var person: String?

    @OptionGroup var installation: InstallationOptions

    /// The name entries carry.
    var actor: String { person ?? ElectionOptions.loginName }

    /// Which of the old programs' variables count.
    enum Task { case recovery, other }

    /// Opens the installation and the drive for the length of `body`.
    func with<Value: Sendable>(
        _ task: Task = .other, _ body: (Installation, FileConnection) async throws -> Value
    ) async throws -> Value {
        try await installation.with { installation in
            try await body(installation, try await drive(installation, task))
        }
    }

    private func drive(_ installation: Installation, _ task: Task) async throws -> FileConnection {
        let connections = FileConnections(installation)
        if let connection { return try await connections.connection(named: connection) }
        let names = try await connections.names()
        if let name = names.first, names.count == 1 { return try await connections.connection(named: name) }
        guard names.isEmpty else {
            throw CommandError(
                .arguments,
                "There are several drives; choose one with --connection: \(names.joined(separator: ", ")).")
        }
        let classic = ClassicCredentials(
            environment: ProcessInfo.processInfo.environment, forRecovery: task == .recovery)
        if let found = try classic.find() { return try connections.classic(found) }
        throw CommandError(
            .failure,
            "There is no drive yet. Connect one: “steward connect google --set-file client=client_secret.json”, then "
                + "“steward connect google-drive”; or put the client file at \(classic.place) "
                + "or into GDRIVE_CREDENTIALS_PATH.")
    }
}
