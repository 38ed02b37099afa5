// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization

@testable import StewardServer

/// A clock that is set by hand.
final class HandClock: Timekeeping {
    private let instant = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
    var now: Date { instant.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { instant.withLock { $0 += seconds } }
    func sleep(for duration: Duration) async throws { try Task.checkCancellation() }
}

/// A new installation on one of the engines, with an owner called `anna`.
struct MadeAccess {
    let installation: Installation
    let people: MadePeople
    let clock: HandClock

    var access: Access { people.access }

    static func with<Value: Sendable>(
        _ engine: DatabaseEngine = .sqlite, transport: (any HTTPTransport)? = nil,
        _ body: (MadeAccess) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder("access")
        defer { withExtendedLifetime(folder) {} }
        let server = engine == .postgresql ? try await TestDatabases.emptyPostgres() : nil
        let clock = HandClock()
        return try await Installation.with(DataFolder(folder.path("data")), server: server, clock: clock) {
            let people = try await MadePeople($0, transport: transport)
            return try await body(MadeAccess(installation: $0, people: people, clock: clock))
        }
    }

    /// Who comes with anna's session.
    func anna() async throws -> Visitor { try await people.visitor(people.owner) }

    func signIn(
        _ name: String, _ password: String = MadePeople.password.reveal(), from address: String = "127.0.0.1"
    ) async throws -> SignedIn {
        try await access.signIn(
            name: name, password: Secret(password), from: Caller(address: address, userAgent: "test"))
    }

    /// The entries of the book `access`.
    func entries() async throws -> [Entry] {
        try await installation.ledger.entries(in: Access.book, from: 0, limit: 1000)
    }

    /// Everything that is kept in the tables and the book, as one text.
    func everythingKept() async throws -> String {
        let tables = [
            "accounts", "identities", "allowed", "unrecorded", "sessions", "tokens", "links", "failures", "flows",
        ]
        let rows = try await installation.database.read { connection in
            try tables.flatMap { try connection.query("SELECT * FROM access_\($0)").map { "\($0.values)" } }
        }
        let lines = try await entries().map { String(decoding: try $0.line(), as: UTF8.self) }
        return (rows + lines).joined(separator: "\n")
    }
}
