// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// `steward access token`
struct AccessTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make an API token for a program, and print it this once.",
        discussion: """
            A program sends it as “Authorization: Bearer …”; docs/api.md says more. It can do no more than its account \
            can, works until its end, and is revoked on the page “API tokens” of the account. Being able to run this \
            command on the server's data is the proof of who may.
            """)

    @Argument(help: "What the list of tokens calls it, as “backup script”.")
    var name: String

    @Option(name: .customLong("for"), help: "The account in whose name it works; without it, the only owner's.")
    var account: String?

    @Option(
        name: .long, help: "What it may do: \(Scope.ofTokens.map(\.rawValue).joined(separator: ", ")). Repeatable.")
    var scope: [String] = ["read"]

    @Option(name: .long, help: "Days until it ends, 1 to 3650; 0: it works until it is revoked.")
    var days = 90

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...3650).contains(days) else { throw ValidationError("--days takes 0 to 3650.") }
        _ = try scopes()
    }

    func run() async throws {
        let (name, account, scopes) = (name, account, try scopes())
        let end = days == 0 ? nil : Date().addingTimeInterval(Double(days) * 86_400)
        let secret = try await installation.with { installation in
            do {
                return try await Access(installation: installation)
                    .newToken(name: name, for: account, scopes: scopes, expiresAt: end)
            } catch AccessError.notFound {
                throw CommandError(.notFound, "There is no account “\(account ?? "")”.")
            }
        }
        output.printer.show(secret.reveal(), json: ["token": .string(secret.reveal())])
    }

    private func scopes() throws -> Set<Scope> {
        Set(
            try scope.map { word in
                guard let scope = Scope.ofTokens.first(where: { $0.rawValue == word }) else {
                    let known = Scope.ofTokens.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--scope takes one of: \(known).")
                }
                return scope
            })
    }
}
