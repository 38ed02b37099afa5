// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer
import StewardStore

/// `steward secrets put NAME`
struct SecretsPutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: "Keep a secret under a name, for programs that schedules run.",
        discussion: """
            It is asked for without being shown, or read from standard input up to the end of its last line; never \
            from an argument, which others on the machine can see. A schedule's program gets it as a variable: \
            {"program": "/usr/bin/rsync", "secrets": {"RSYNC_PASSWORD": "rsync.password"}}.
            """)

    @Argument(help: "Its name: letters, digits, dots, dashes and underscores.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        // Names with a slash are those of Steward itself.
        let isName = !name.isEmpty && name.utf8.count <= 100 && name.utf8.allSatisfy(Self.isLetter)
        guard isName else {
            throw CommandError(.usage, "“\(name)” is no name: use letters, digits, dots, dashes and underscores.")
        }
        let secret = try Self.read()
        try await installation.with { try await $0.secrets.put(secret, named: name, by: "command line") }
        output.printer.show("Kept \(name).", json: ["name": .string(name), "kept": true])
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2D, 0x2E, 0x5F].contains(byte)
    }

    /// How long a secret may be.
    private static let limit = 65_536

    private static func read() throws -> Secret {
        let text: String
        if Terminal.isInteractive {
            text = Terminal.askHidden("Secret: ") ?? ""
        } else {
            let bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
            guard bytes.count <= limit, let read = String(validating: bytes, as: UTF8.self) else {
                throw CommandError(.failure, "The secret is not text in UTF-8 of at most 64 KiB; nothing was kept.")
            }
            text = read.hasSuffix("\n") ? String(read.dropLast()) : read
        }
        guard !text.isEmpty else { throw CommandError(.failure, "No secret was given; nothing was kept.") }
        guard !text.utf8.contains(0) else {
            throw CommandError(.failure, "The secret has a zero byte, which no variable can hold; nothing was kept.")
        }
        return Secret(text)
    }
}

/// `steward secrets remove NAME`
struct SecretsRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forget a secret that “secrets put” keeps.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard !name.contains("/") else {
            throw CommandError(
                .usage, "“\(name)” belongs to a connection or a backup set; remove that, and it goes with it.")
        }
        let was = try await installation.with { installation in
            guard try await installation.secrets.list().contains(where: { $0.name == name }) else { return false }
            try await installation.secrets.remove(named: name)
            return true
        }
        guard was else { throw CommandError(.notFound, "No secret “\(name)” is kept. See “steward secrets list”.") }
        output.printer.show("Forgot \(name).", json: ["name": .string(name), "removed": true])
    }
}
