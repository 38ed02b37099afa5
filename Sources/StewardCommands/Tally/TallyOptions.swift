// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardServer
import Tally

/// Which election a command works on, and who does it.
struct ElectionOptions: ParsableArguments {
    @Option(name: .long, help: "The election's short name. Default: the only one there is.")
    var election: String?

    @Option(name: .customLong("as"), help: "Who does it, as it will stand in the ledger. Default: the login name.")
    var person: String?

    /// The name entries carry.
    var actor: String { person ?? Self.loginName }
    static var loginName: String { ProcessInfo.processInfo.environment["USER"] ?? "steward" }

    /// The election asked for, or the only one.
    func name(_ installation: Installation) async throws -> String {
        if let election { return election }
        let names = try await installation.elections.names()
        guard names.count < 2 else {
            throw CommandError(
                .usage, "There are several elections; choose one with --election: \(names.joined(separator: ", "))")
        }
        guard let name = names.first else {
            throw CommandError(
                .notFound, "There is no election yet. Start one with “steward tally init --from FOLDER”.")
        }
        return name
    }
}

/// Where the official count comes from.
struct FeedOptions: ParsableArguments {
    @Option(
        name: .long, help: "A snapshot folder, as “tally snapshot --to” writes it. Without it: the service itself.",
        completion: .directory)
    var from: String?

    @Option(
        name: .customLong("set"), help: "A setting of the connection, as static_host=http://127.0.0.1:8080. Repeatable."
    )
    var settings: [String] = []

    /// Reads the dataset from the folder or from the service.
    func dataset(_ folder: DataFolder) async throws -> Dataset {
        if let from {
            guard let snapshots = Catalog.entry("ElectionCommission")?.snapshotting else {
                throw CommandError(.failure, "This build has no integration that reads snapshots.")
            }
            return try snapshots.readSnapshot(from: from)
        }
        let connections = Connections(folder: folder, clock: SystemClock())
        return try await connections.electionFeed(settings: try SettingText.parse(settings)).dataset()
    }
}

/// Settings given as `key=value`.
enum SettingText {
    static func parse(_ texts: [String]) throws -> [String: String] {
        var settings: [String: String] = [:]
        for text in texts {
            guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
                throw CommandError(.usage, "“\(text)” is no setting; write --set key=value.")
            }
            settings[String(text[..<mark])] = String(text[text.index(after: mark)...])
        }
        return settings
    }
}

/// English, Thai and Dutch.
extension Language: ExpressibleByArgument {}
