// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardServer

/// Who works on backups, and in which installation.
struct BackupOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "Who does it, as it will stand in the book. Default: the login name.")
    var person: String?

    @OptionGroup var installation: InstallationOptions

    /// The name entries carry.
    var actor: String { person ?? ElectionOptions.loginName }
}

/// Which set a command works on.
struct BackupSetOptions: ParsableArguments {
    @Option(name: .long, help: "The set's name. Default: the only one there is.")
    var set: String?

    @OptionGroup var options: BackupOptions

    /// The name entries carry.
    var actor: String { options.actor }

    /// Opens the set for the length of `body`.
    /// - Parameter text: what was written behind the command: a set's name, a database's or a backup's.
    func with<Value: Sendable>(
        _ text: String? = nil, _ body: (OpenBackupSet) async throws -> Value
    ) async throws -> Value {
        try await options.installation.with { installation in
            try await body(try await open(installation, text))
        }
    }

    private func open(_ installation: Installation, _ text: String?) async throws -> OpenBackupSet {
        let all = try await installation.backups.sets().map(\.set)
        func opened(_ set: BackupSet, _ subject: OpenBackupSet.Subject = .all) -> OpenBackupSet {
            OpenBackupSet(installation: installation, set: set, subject: subject)
        }
        guard let text else { return opened(try await choose(installation, all)) }
        if set == nil, let named = all.first(where: { $0.name == text }) { return opened(named) }
        let among = set == nil ? all : [try await choose(installation, all)]
        let having = among.filter { $0.databases.contains(text) }
        guard having.count < 2 else {
            throw CommandError(
                .usage,
                "Several sets have “\(text)”; choose one with --set: \(having.map(\.name).joined(separator: ", ")).")
        }
        if let only = having.first { return opened(only, .database(text)) }
        for one in among where try await installation.backups.history(of: one.name)[BackupID(text)] != nil {
            return opened(one, .backup(BackupID(text)))
        }
        throw CommandError(
            .notFound, "There is no backup set, no database of one and no backup “\(text)”; see “steward backup list”.")
    }

    private func choose(_ installation: Installation, _ all: [BackupSet]) async throws -> BackupSet {
        if let set { return try await installation.backups.set(set) }
        guard let only = all.first else {
            throw CommandError(
                .notFound, "There is no backup set yet. Make one with “steward backup add NAME --folder FOLDER”.")
        }
        guard all.count == 1 else {
            throw CommandError(
                .usage, "There are several sets; choose one with --set: \(all.map(\.name).joined(separator: ", ")).")
        }
        return only
    }
}

/// One backup set of an open installation, and what of it was named.
struct OpenBackupSet {
    /// What of a set is meant.
    enum Subject: Equatable {
        case all
        case database(String)
        case backup(BackupID)
    }
    let installation: Installation
    let set: BackupSet
    let subject: Subject

    var backups: Backups { installation.backups }
    var connections: DatabaseConnections { DatabaseConnections(installation) }
}
