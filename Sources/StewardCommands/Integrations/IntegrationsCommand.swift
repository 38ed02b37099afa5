// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardServer

/// `steward integrations …`
struct IntegrationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "integrations", abstract: "See which services Steward speaks to, and whether they answer.",
        subcommands: [
            IntegrationsListCommand.self, IntegrationsDescribeCommand.self, IntegrationsCheckCommand.self,
        ])

    static func entry(_ id: String) throws -> CatalogEntry {
        guard let entry = Catalog.entry(id) else {
            let known = Catalog.entries.map(\.manifest.id).joined(separator: ", ")
            throw CommandError(.notFound, "There is no integration “\(id)”; there are: \(known).")
        }
        return entry
    }
}

/// `steward integrations list`
struct IntegrationsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the integrations.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rows = Catalog.entries.map { entry -> [JSON] in
            let manifest = entry.manifest
            return [
                .string(manifest.id), .string(manifest.name),
                .array(manifest.capabilities.map { .string($0.id) }), .string(manifest.tier.rawValue),
                .string(manifest.summary),
            ]
        }
        output.printer.show(
            Listing(
                [
                    ("id", "Id"), ("name", "Name"), ("capabilities", "Can"), ("tier", "Tier"),
                    ("summary", "What it does"),
                ],
                empty: "No integration.", rows: rows))
    }
}

/// `steward integrations describe ID`
struct IntegrationsDescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print an integration's manifest: hosts, credentials, settings, limits.")

    @Argument(help: "The integration's id, as ElectionCommission.")
    var id: String

    func run() async throws {
        let manifest = try IntegrationsCommand.entry(id).manifest
        Printer(json: true, quiet: false).show("", json: manifest.json)
    }
}

/// `steward integrations check ID`
struct IntegrationsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Ask a service whether the connection works. Exit status 3 when it does not.")

    @Argument(help: "The integration's id, as ElectionCommission.")
    var id: String

    @Option(name: .customLong("set"), help: "A setting, as static_host=http://127.0.0.1:8080. Repeatable.")
    var settings: [String] = []

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        _ = try IntegrationsCommand.entry(id)
        let connections = Connections(folder: installation.folder, clock: SystemClock())
        let connection = try connections.connect(id, settings: try SettingText.parse(settings))
        let health = await connection.health()
        switch health {
        case .ok: output.printer.show("\(id): ok", json: health.json)
        case .degraded(let why): output.printer.show("\(id): works, but \(why)", json: health.json)
        case .failing(let error):
            output.printer.show("\(id): \(error.message)", json: health.json)
            throw ExitStatus.attention.code
        }
    }
}
