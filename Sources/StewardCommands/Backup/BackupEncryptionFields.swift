// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardServer
import StewardStore

/// How a set's backups are encrypted, as it is given on the command line. A passphrase is never an argument: others can
/// see those.
struct BackupEncryptionFields: ParsableArguments {
    @Option(
        name: .customLong("recipient"),
        help: "Encrypt for this public key: age1…, ssh-ed25519 … or ssh-rsa …. Repeatable.")
    var recipients: [String] = []

    @Option(
        name: .long, help: "Encrypt for the public keys of a file, one a line; # begins a remark.",
        completion: .file())
    var recipientsFile: String?

    @Option(
        name: .long, help: "Encrypt with the passphrase in a file; “-” for standard input.", completion: .file())
    var passphraseFile: String?

    @Flag(name: .long, help: "Encrypt with a passphrase that is asked for.")
    var passphrase = false

    @Option(
        name: .long,
        help: "The file with a private key that opens the backups here, for proofs; “none” to forget it.",
        completion: .file())
    var identityFile: String?

    @Flag(name: .long, help: "Do not encrypt.")
    var noEncryption = false

    func validate() throws {
        let ways = [!recipients.isEmpty || recipientsFile != nil, passphraseFile != nil, passphrase, noEncryption]
        guard ways.count(where: { $0 }) < 2 else {
            throw ValidationError("Choose one of --recipient, --passphrase-file, --passphrase and --no-encryption.")
        }
    }

    /// Changes the set's encryption, and keeps a passphrase in the vault.
    func change(_ set: inout BackupSet, _ installation: Installation, by actor: String) async throws {
        if let identityFile {
            let path = identityFile == "none" ? nil : URL(filePath: identityFile).standardizedFileURL.path
            if let path, !FileManager.default.isReadableFile(atPath: path) {
                throw CommandError(.failure, "\(path), with the private key, cannot be read.")
            }
            try await installation.backups.keep(identity: path, of: set, by: actor)
        }
        if noEncryption { set.encryption = .none }
        if !recipients.isEmpty || recipientsFile != nil { set.encryption = .recipients(try keys()) }
        guard let secret = try read() else { return }
        // A name of its own for each, so that older backups still open.
        let known = Set(try await installation.secrets.list().map(\.name))
        let number = (1...).first { !known.contains(Self.name($0, set)) } ?? 1
        let name = Self.name(number, set)
        try await installation.backups.keep(passphrase: secret, named: name, by: actor)
        set.encryption = .passphrase(secret: name)
    }

    private static func name(_ number: Int, _ set: BackupSet) -> String {
        number == 1 ? Backups.passphraseName(set.name) : "\(Backups.passphraseName(set.name))-\(number)"
    }

    private func keys() throws -> [String] {
        guard let recipientsFile else { return recipients }
        guard let text = try? String(contentsOfFile: recipientsFile, encoding: .utf8) else {
            throw CommandError(.failure, "\(recipientsFile), with the public keys, cannot be read.")
        }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let found = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !found.isEmpty else { throw CommandError(.failure, "\(recipientsFile) has no public key in it.") }
        return recipients + found
    }

    /// The passphrase, if there is to be one.
    private func read() throws -> Secret? {
        if passphrase { return try PassphrasePrompt.askTwice() }
        guard let passphraseFile else { return nil }
        return Secret(try SecretText.read(passphraseFile, for: "the passphrase"))
    }
}

/// A secret that a file or standard input holds.
enum SecretText {
    static func read(_ path: String, for purpose: String) throws -> String {
        let data = path == "-" ? try FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: path)
        guard let data, !data.isEmpty, data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
            throw CommandError(.failure, "\(path), with \(purpose), is empty, no text, or cannot be read.")
        }
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isNewline { end = text.index(before: end) }
        return String(text[..<end])
    }
}
