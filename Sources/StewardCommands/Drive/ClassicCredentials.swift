// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardServer

/// Finds the client file and the token file where older programs keep them, so that their users need not connect anew.
///
/// The client file: `GDRT_CREDENTIALS_FILE` (recovery only), `GDRIVE_CREDENTIALS_PATH`, then the one
/// `~/.credentials/client_secret_*.json`. The token: `GDRT_TOKEN_FILE` (recovery only), `GDRIVE_TOKEN_PATH`, then
/// `~/.credentials/drive_token.json`.
struct ClassicCredentials {
    let environment: [String: String]
    let forRecovery: Bool

    private var folder: String { (environment["HOME"] ?? "") + "/.credentials" }
    /// Where a client file is looked for.
    var place: String { "\(folder)/client_secret_*.json" }

    /// What there is; `nil` when no client file is there.
    /// - Throws: `CommandError` naming the file that cannot be read, or the several that fit.
    func find() throws -> ClassicConnection? {
        guard let path = try clientPath() else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError(
                .failure,
                "The client file \(path) cannot be read. Correct GDRIVE_CREDENTIALS_PATH, or place it at \(place).")
        }
        var found = ClassicConnection(
            client: Secret(String(decoding: data, as: UTF8.self)), clientPath: path, tokenPath: tokenPath)
        warnOfDamagedToken()
        let api = environment["STEWARD_GOOGLE_API"]
        if let api {
            found.addresses = ["accounts-address": api, "token-address": api, "keys-address": api]
            found.driveAddresses = ["api-address": api]
        }
        return found
    }

    private func clientPath() throws -> String? {
        if forRecovery, let path = environment["GDRT_CREDENTIALS_FILE"], !path.isEmpty { return path }
        if let path = environment["GDRIVE_CREDENTIALS_PATH"], !path.isEmpty { return path }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let fitting = names.filter { $0.hasPrefix("client_secret_") && $0.hasSuffix(".json") }.sorted()
        guard fitting.count < 2 else {
            throw CommandError(
                .failure,
                "\(folder) has several client files: \(fitting.joined(separator: ", ")). Choose one with "
                    + "GDRIVE_CREDENTIALS_PATH.")
        }
        return fitting.first.map { "\(folder)/\($0)" }
    }

    /// A token file that cannot be read counts as none; the next sign-in replaces it.
    private func warnOfDamagedToken() {
        guard FileManager.default.fileExists(atPath: tokenPath) else { return }
        let text = FileManager.default.contents(atPath: tokenPath).map { [UInt8]($0) }
        if text.flatMap({ try? JSON(parsing: $0) })?["client_id"]?.string == nil {
            Printer.standardError("WARN The token file \(tokenPath) cannot be read and counts as none.\n")
        }
    }

    private var tokenPath: String {
        if forRecovery, let path = environment["GDRT_TOKEN_FILE"], !path.isEmpty { return path }
        if let path = environment["GDRIVE_TOKEN_PATH"], !path.isEmpty { return path }
        return folder + "/drive_token.json"
    }
}
