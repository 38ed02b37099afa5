// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCatalog
package import StewardCore
package import StewardIntegration
package import StewardStore

/// Sends a notice on every channel that there is: each connection that is `Notifying`, and mail where it is set up.
///
/// One channel that fails stops no other. What a channel took is remembered by the notice's key, so that a matter that
/// lasts is told once; a channel that failed gets it the next time.
package struct Alerts: Sendable {
    /// The table it needs: what each channel took last, by topic.
    package static let migrations = [
        Migration(
            "alerts-0001-taken",
            [
                """
                CREATE TABLE alerts_taken (
                    channel TEXT NOT NULL, topic TEXT NOT NULL, notice TEXT NOT NULL, taken_at BIGINT NOT NULL,
                    PRIMARY KEY (channel, topic))
                """
            ])
    ]

    /// A way to reach people.
    package struct Channel: Sendable {
        /// The connection's name.
        package let name: String
        /// When its settings changed last: what it took before counts no more.
        package let changedAt: Date
        /// Makes it ready; may fail for want of a secret.
        package let open: @Sendable () async throws -> any Notifying

        package init(
            name: String, changedAt: Date = .distantPast, open: @escaping @Sendable () async throws -> any Notifying
        ) {
            self.name = name
            self.changedAt = changedAt
            self.open = open
        }
    }

    /// What became of a notice.
    package struct Outcome: Sendable, Hashable {
        /// The channels that took it now, by name.
        package var taken: [String]
        /// Those that had taken it before.
        package var known: [String]
        /// Those that failed: name and one sentence.
        package var failed: [String: String]

        package init(taken: [String] = [], known: [String] = [], failed: [String: String] = [:]) {
            self.taken = taken
            self.known = known
            self.failed = failed
        }

        /// One sentence for each failure, by the channel's name.
        package var warnings: [String] { failed.sorted { $0.key < $1.key }.map(\.value) }
    }

    private let database: any Database
    private let clock: any Timekeeping
    /// The channels there are now.
    let channels: @Sendable () async throws -> [Channel]

    package init(
        database: any Database, clock: any Timekeeping, channels: @escaping @Sendable () async throws -> [Channel]
    ) {
        self.database = database
        self.clock = clock
        self.channels = channels
    }

    /// The channels of an installation: its connections that send notices, and one more.
    package init(_ installation: Installation, also extra: Channel? = nil) {
        let connections = installation.connections
        self.init(database: installation.database, clock: installation.clock) {
            let own = try await connections.list().filter { saved in
                (try? Connections.entry(saved.integration).manifest)?.capabilities.contains(.notifying) ?? false
            }.map { saved in
                Channel(name: saved.name, changedAt: saved.changedAt) {
                    guard let channel = try await connections.open(saved.name) as? any Notifying else {
                        throw IntegrationError(.unsupported, "It sends no notices.")
                    }
                    return channel
                }
            }
            guard let extra else { return own }
            // What a channel took is kept by its name, so a connection of the same name must not hide it.
            let isNew = !own.contains { $0.name == extra.name }
            let name = isNew ? extra.name : "\(extra.name) (environment)"
            return own + [Channel(name: name, changedAt: extra.changedAt, open: extra.open)]
        }
    }

    /// Sends a notice on every channel, all at once.
    ///
    /// - Parameter topic: what it is about, as `storage:drive`: of one topic a channel remembers the last notice.
    /// - Returns: what became of it. Nothing is thrown: whoever alerts has other work to finish.
    package func send(_ notice: Notice, topic: String) async -> Outcome {
        var outcome = Outcome()
        do {
            let all = try await channels()
            await withTaskGroup(of: (String, Result<Bool, Failure>).self) { group in
                for channel in all { group.addTask { (channel.name, await send(notice, topic, on: channel)) } }
                for await (name, result) in group {
                    switch result {
                    case .success(true): outcome.taken.append(name)
                    case .success(false): outcome.known.append(name)
                    case .failure(let failure): outcome.failed[name] = failure.sentence
                    }
                }
            }
        } catch {
            outcome.failed[""] = "Nobody was told of it, because the connections cannot be read: \(Self.reason(error))"
        }
        outcome.taken.sort()
        outcome.known.sort()
        return outcome
    }

    private struct Failure: Error { let sentence: String }

    /// Whether it was taken now; `false` when it was before.
    private func send(_ notice: Notice, _ topic: String, on channel: Channel) async -> Result<Bool, Failure> {
        do {
            if try await hasTaken(notice, topic, channel) { return .success(false) }
            try await channel.open().notify(notice)
        } catch {
            return .failure(Failure(sentence: "“\(channel.name)” was not told of it: \(Self.reason(error))"))
        }
        do { try await remember(notice, topic, channel) } catch {
            let why = "it will be told again, because that cannot be kept: \(Self.reason(error))"
            return .failure(Failure(sentence: "“\(channel.name)” was told of it; \(why)"))
        }
        return .success(true)
    }

    /// Sends a notice on one channel, unless it has taken it before.
    /// - Throws: what the channel throws; `DatabaseError`.
    func hand(_ notice: Notice, topic: String, to channel: Channel) async throws {
        guard try await !hasTaken(notice, topic, channel) else { return }
        try await channel.open().notify(notice)
        try await remember(notice, topic, channel)
    }

    /// What a person may read of an error; causes may hold more.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IntegrationError: error.message
        case is CancellationError: "it was stopped."
        default: "\(error)"
        }
    }

    private func hasTaken(_ notice: Notice, _ topic: String, _ channel: Channel) async throws -> Bool {
        let changed = max(channel.changedAt.timeIntervalSince1970, 0)
        return try await database.readCommitted { database in
            try database.first(
                """
                SELECT taken_at FROM alerts_taken
                WHERE channel = $1 AND topic = $2 AND notice = $3 AND taken_at >= $4
                """,
                [
                    SQLValue(channel.name), SQLValue(topic), SQLValue(notice.key),
                    SQLValue(Date(timeIntervalSince1970: changed)),
                ]) != nil
        }
    }

    private func remember(_ notice: Notice, _ topic: String, _ channel: Channel) async throws {
        let now = clock.now
        try await database.write { database in
            _ = try database.execute(
                """
                INSERT INTO alerts_taken (channel, topic, notice, taken_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (channel, topic) DO UPDATE SET notice = excluded.notice, taken_at = excluded.taken_at
                """,
                [SQLValue(channel.name), SQLValue(topic), SQLValue(notice.key), SQLValue(now)])
        }
    }
}
