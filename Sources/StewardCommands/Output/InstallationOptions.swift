// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// Which installation a command works on.
struct InstallationOptions: ParsableArguments {
    @Option(name: .long, help: "The data folder. Default: STEWARD_DATA, else ~/.local/share/steward.")
    var data: String?

    /// The folder asked for, with the environment and the home folder as they are for this process.
    var folder: DataFolder {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? FileManager.default.currentDirectoryPath
        return DataFolder(
            data ?? environment["STEWARD_DATA"] ?? home + "/.local/share/steward",
            credentials: environment["CREDENTIALS_DIRECTORY"], environment: DataFolder.variables(of: environment))
    }

    /// Where the demonstration lives: apart from the records.
    var demoFolder: DataFolder { DataFolder(folder.path + "/demo", environment: folder.environment) }

    /// A PostgreSQL connection string from STEWARD_DATABASE: never an option, because others can see those.
    private var server: Secret? { ProcessInfo.processInfo.environment["STEWARD_DATABASE"].map(Secret.init) }

    /// Whether there is an installation that can be opened without being made.
    var hasData: Bool { server != nil || folder.hasDatabase }

    /// Opens the installation for the length of `body`.
    /// - Parameter upgrades: whether a database of an earlier version is brought to this one's shape.
    func with<Value: Sendable>(
        upgrades: Bool = true, _ body: (Installation) async throws -> Value
    ) async throws -> Value {
        try await Installation.with(folder, server: server, upgrades: upgrades, body)
    }
}
