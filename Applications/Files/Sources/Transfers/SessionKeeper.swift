// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardIntegration
package import StewardStore
import Synchronization

/// Keeps upload sessions sealed in the vault: an upload of this name that was cut off goes on in another process.
///
/// For uploads outside a transfer, as a backup's: the name says which content it is, so that a session is never used
/// for another.
package struct SessionKeeper: UploadKeeping {
    private let vault: SecretVault
    private let name: String
    private let report: @Sendable (Int64) -> Void

    /// - Parameter name: unique for the content and its target.
    package init(vault: SecretVault, name: String, report: @escaping @Sendable (Int64) -> Void = { _ in }) {
        self.vault = vault
        self.name = "files.session." + name
        self.report = report
    }

    package func load() async throws -> Secret? { try await vault.secret(named: name) }

    package func keep(_ session: Secret?) async throws {
        if let session {
            try await vault.put(session, named: name, by: "files")
        } else {
            try await vault.remove(named: name)
        }
    }

    package func confirmed(_ bytes: Int64) async { report(bytes) }
}

/// Keeps the session of one item of a transfer; asks the vault only when there was one.
final class ItemKeeper: UploadKeeping {
    private let inner: SessionKeeper
    private let has: Mutex<Bool>
    private let mark: @Sendable (Bool) async throws -> Void

    init(_ inner: SessionKeeper, has: Bool, mark: @escaping @Sendable (Bool) async throws -> Void) {
        self.inner = inner
        self.has = Mutex(has)
        self.mark = mark
    }

    var hasSession: Bool { has.withLock { $0 } }

    func load() async throws -> Secret? { hasSession ? try await inner.load() : nil }

    func keep(_ session: Secret?) async throws {
        if session != nil {
            try await inner.keep(session)
            if !hasSession { try await mark(true) }
            has.withLock { $0 = true }
        } else if hasSession {
            try await mark(false)
            has.withLock { $0 = false }
            try await inner.keep(nil)
        }
    }

    func confirmed(_ bytes: Int64) async { await inner.confirmed(bytes) }
}
