// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// `steward connections …`
struct ConnectionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connections", abstract: "See what is connected, whether it works, and what was granted.",
        subcommands: [ConnectionsListCommand.self, ConnectionsCheckCommand.self, ConnectionsRemoveCommand.self])
}

/// `steward connections list`
struct ConnectionsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the connections.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rows = try await installation.with { installation in
            try await installation.connections.list().map { saved -> [JSON] in
                [
                    .string(saved.name), .string(saved.integration),
                    saved.settings["account"].map(JSON.string) ?? .null,
                    .string(saved.changedAt.formatted(.iso8601)), .string(saved.changedBy),
                ]
            }
        }
        output.printer.show(
            Listing(
                [
                    ("name", "Name"), ("integration", "Integration"), ("account", "Account"), ("changed_at", "Changed"),
                    ("changed_by", "By"),
                ],
                empty: "Nothing is connected. Connect with “steward connect INTEGRATION”.", rows: rows))
    }
}

/// `steward connections check NAME`
struct ConnectionsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Ask a service whether the connection works, and show what was granted. Exit status 3 when it does not.")

    @Argument(help: "The connection's name.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await installation.with { installation in
            let connection = try await installation.connections.open(name)
            let health = await connection.health()
            try await installation.connections.keep(health, of: name, by: ElectionOptions.loginName)
            var fields: [(key: String, label: String?, value: JSON)] = [
                ("connection", "Connection", .string(name)), ("health", "Health", .string(Self.text(health))),
                ("state", nil, health.json),
            ]
            if let account = connection as? any AccountConnecting, let grant = try? await account.grant() {
                fields += Self.fields(grant, type(of: account).knownScopes)
            }
            output.printer.show(Record(fields))
            if case .failing = health { throw ExitStatus.attention.code }
        }
    }

    private static func text(_ health: Health) -> String {
        switch health {
        case .ok: "works"
        case .degraded(let why): "works, but \(why)"
        case .failing(let error): error.message
        }
    }

    private static func fields(
        _ grant: AccessGrant, _ known: [ScopeMeaning]
    ) -> [(key: String, label: String?, value: JSON)] {
        let scopes = grant.scopes.map { scope -> JSON in
            let meaning = known.first { $0.name == scope }
            return .string(meaning.map { "\(scope) (\($0.meaning))" } ?? scope)
        }
        return [
            ("account", "Account", grant.account.map(JSON.string) ?? .null), ("granted", "Granted", .array(scopes)),
            ("granted_at", "Signed in", grant.grantedAt.map { .string($0.formatted(.iso8601)) } ?? .null),
            ("refreshed_at", "Refreshed", grant.refreshedAt.map { .string($0.formatted(.iso8601)) } ?? .null),
        ]
    }
}

/// `steward connections remove NAME`
struct ConnectionsRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forget a connection and its secrets, and end its grant at the service.")

    @Argument(help: "The connection's name.")
    var name: String

    @Flag(name: .long, help: "Leave the grant at the service as it is.")
    var keepGrant = false

    @Flag(name: [.customShort("y"), .long], help: "Ask no question.")
    var yes = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await installation.with { installation in
            _ = try await installation.connections.show(name)
            guard yes || Terminal.ask("Forget the connection “\(name)” and its secrets? (y/N) ")?.lowercased() == "y"
            else { throw CommandError(.failure, "Nothing was changed.") }
            if !keepGrant, let account = try await installation.connections.open(name) as? any AccountConnecting {
                try await account.revoke()
            }
            try await installation.connections.remove(name)
        }
        output.printer.show("“\(name)” is forgotten.", json: ["removed": .string(name)])
    }
}
