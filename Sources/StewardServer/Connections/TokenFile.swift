// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore
import StewardIntegration
import StewardOAuth
import StewardStore

/// A grant in a file of its own, in the form that Google's client library for Python keeps: `token`, `refresh_token`,
/// `client_id`, `client_secret`, `token_uri`, `scopes`, `expiry`. The file is for its owner alone and is replaced
/// whole.
package struct TokenFile: CredentialKeeping {
    private let path: String
    private let client: Secret
    private let clock: any Timekeeping

    /// - Parameter client: the client file's text; what the library needs of it is written beside the tokens.
    package init(path: String, client: Secret, clock: any Timekeeping) {
        self.path = path
        self.client = client
        self.clock = clock
    }

    /// A missing file is no grant, and so is one that cannot be read: signing in again replaces it.
    package func load() async throws -> Secret? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let changed = (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date) ?? clock.now
        let text = Secret(String(decoding: data, as: UTF8.self))
        return (try? KeptGrant(googleAuthFile: text, grantedAt: changed))?.text
    }

    package func replace(_ secret: Secret?) async throws {
        guard let secret else {
            try? FileManager.default.removeItem(atPath: path)
            return
        }
        let grant: KeptGrant
        do {
            grant = try KeptGrant(secret)
        } catch {
            throw IntegrationError(.malformedReply, "The grant for \(path) cannot be written in the form of that file.")
        }
        try write(Data(json(grant).canonicalBytes()))
    }

    package func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try makeFolder()
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw failure("locked") }
        defer { _ = close(lock) }
        var tries = 0
        while flock(lock, LOCK_EX | LOCK_NB) != 0 {
            tries += 1
            guard tries < 600 else {
                throw IntegrationError(.unavailable, "Another process holds \(path) for too long; try again.")
            }
            try await clock.sleep(for: .milliseconds(100))
        }
        return try await body()
    }

    private func json(_ grant: KeptGrant) -> JSON {
        let file = try? JSON(parsing: Array(client.reveal().utf8))
        let known = file?["installed"] ?? file?["web"]
        return [
            "token": .string(grant.accessToken.reveal()),
            "refresh_token": grant.refreshToken.map { .string($0.reveal()) } ?? .null,
            "token_uri": known?["token_uri"] ?? "https://oauth2.googleapis.com/token",
            "client_id": .string(grant.clientID), "client_secret": known?["client_secret"] ?? .null,
            "scopes": .array(grant.scopes.map { .string($0) }), "universe_domain": "googleapis.com",
            "account": .string(grant.account ?? ""), "expiry": .string(grant.expiry.formatted(.iso8601)),
        ]
    }

    private func makeFolder() throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        guard !FileManager.default.fileExists(atPath: folder.path) else { return }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw failure("made") }
    }

    /// A file of another name first, on disk, then renamed: a reader sees the old grant or the new one.
    private func write(_ data: Data) throws {
        try makeFolder()
        let fresh = path + ".new"
        let file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("written") }
        defer { _ = close(file) }
        let written = data.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard written == data.count, fchmod(file, 0o600) == 0, fsync(file) == 0, rename(fresh, path) == 0 else {
            throw failure("written")
        }
    }

    private func failure(_ done: String) -> IntegrationError {
        IntegrationError(
            .invalidRequest,
            "The token file \(path) cannot be \(done): \(String(cString: strerror(errno))). Repair its rights.")
    }
}
