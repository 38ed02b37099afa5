// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import Foundation
import StewardCatalog
import StewardCore
import StewardHTTP
public import StewardIntegration
import StewardServer

/// `steward connect INTEGRATION`
struct ConnectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Connect an account of a service: keep its settings, and sign in where the service asks for it.",
        discussion: """
            A connection has a name and can be changed by connecting it again. Settings: “steward integrations \
            describe ID”. A setting that is a secret comes from a file, or from standard input as “-”: command lines \
            can be seen by others.

            Signing in asks for the scopes named with --scope, besides those granted before, and no others.
            """)

    @Argument(help: "The integration, as google or google-drive.")
    var integration: String

    @Option(name: .long, help: "The connection's name. Default: the integration's.")
    var name: String?

    @Option(name: .customLong("set"), help: "A setting, as threshold=80. Repeatable.")
    var settings: [String] = []

    @Option(
        name: .customLong("set-file"),
        help: "A setting whose value is a file's content, as client=client_secret.json. Repeatable.",
        completion: .file())
    var files: [String] = []

    @Option(name: .long, help: "The connection of the account that this one works in the name of.")
    var account: String?

    @Option(name: .customLong("scope"), help: "What to ask the account for, as drive.file. Repeatable.")
    var scopes: [String] = []

    @Option(name: .long, help: "How to sign in: browser, paste (the address that it ends at) or device (a code).")
    var way = SignInWay.browser

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let manifest = try Connections.entry(integration).manifest
        let name = name ?? Self.name(of: manifest.id)
        let given = try ConnectionSettings(manifest).read(settings: settings, files: files)
        try await installation.with { installation in
            var given = given
            if let account = try await account(manifest, installation) { given["account"] = account }
            try await installation.connections.save(
                name, integration: manifest.id, settings: given, by: ElectionOptions.loginName)
            let connection = try await installation.connections.open(name)
            if let account = connection as? any AccountConnecting { try await signIn(account) }
            let health = await connection.health()
            try await installation.connections.keep(health, of: name, by: ElectionOptions.loginName)
            try report(name, manifest, connection, health)
        }
    }

    /// The account to work in the name of: the one that was named, or the only one there is.
    private func account(_ manifest: Manifest, _ installation: Installation) async throws -> String? {
        guard manifest.settings.contains(where: { $0.key == "account" }) else {
            guard account == nil else {
                throw CommandError(.usage, "\(manifest.id) takes no account; leave --account out.")
            }
            return nil
        }
        if let account {
            _ = try await installation.connections.show(account)
            return account
        }
        let accounts = try await installation.connections.list().filter { saved in
            let other = try? Connections.entry(saved.integration).manifest
            return other?.capabilities.contains(.accountConnecting) ?? false
        }
        return accounts.count == 1 ? accounts.first?.name : nil
    }

    private func signIn(_ account: any AccountConnecting) async throws {
        let known = type(of: account).knownScopes
        let wanted = scopes.map { scope in
            known.first { $0.name == scope || $0.name.hasSuffix("/" + scope) }?.name ?? scope
        }
        let before = try? await account.grant()
        // Connecting again is also the repair of a sign-in that has ended.
        if wanted.isEmpty, before != nil, await !hasEnded(account) { return }
        let grant = try await account.signIn(wanted, by: way, prompt: TerminalPrompt(isQuiet: output.quiet))
        let list = grant.scopes.isEmpty ? "nothing beyond the sign-in" : grant.scopes.joined(separator: ", ")
        output.printer.note("\(grant.account ?? "The account") has granted: \(list).")
    }

    /// Whether the account has to be signed in to again.
    private func hasEnded(_ account: any AccountConnecting) async -> Bool {
        do {
            _ = try await account.accessToken(for: [], refused: nil)
            return false
        } catch { return error.code == .unauthorized }
    }

    private func report(
        _ name: String, _ manifest: Manifest, _ connection: any Integration, _ health: Health
    ) throws {
        let members: [JSON.Member] = [
            .init("connection", .string(name)), .init("integration", .string(manifest.id)),
            .init("health", health.json),
        ]
        switch health {
        case .ok: output.printer.show("Connected \(manifest.name) as “\(name)”.", json: .object(members))
        case .degraded(let why):
            output.printer.show("Connected \(manifest.name) as “\(name)”, but \(why)", json: .object(members))
        case .failing(let error) where isPublicOnly(error, manifest, connection):
            output.printer.show(
                "Connected \(manifest.name) as “\(name)”, for what is shared with everyone: it names no account.",
                json: .object(members))
        case .failing(let error):
            output.printer.show("“\(name)” is kept, but does not work yet: \(error.message)", json: .object(members))
            throw ExitStatus.attention.code
        }
    }

    /// Whether a connection lacks nothing but an account, which what is shared with everyone does not need.
    private func isPublicOnly(_ error: IntegrationError, _ manifest: Manifest, _ connection: any Integration) -> Bool {
        error.code == .unauthorized && account == nil && connection is any FolderPublic
            && manifest.capabilities.contains(.folderPublic)
    }

    /// `GoogleDrive` is `google-drive`.
    static func name(of id: String) -> String {
        var name = ""
        for character in id {
            if character.isUppercase, !name.isEmpty { name += "-" }
            name += character.lowercased()
        }
        return name
    }
}

/// Given on the command line by its name.
extension SignInWay: ExpressibleByArgument {}
