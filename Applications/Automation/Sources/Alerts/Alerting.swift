// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
package import StewardIntegration
package import StewardStore

/// Looks for what is the matter, and tells people: once when it starts, again while it lasts, once when it is over.
///
/// What was decided and what was sent is in the database, so that a restart or a second node sends nothing twice.
package struct Alerting: Sendable {
    package let database: any Database
    package let clock: any Timekeeping
    let sources: [MatterSource]
    let channels: @Sendable () async throws -> [AlertChannel]
    let heart: @Sendable (String) async throws -> any Pinging
    let patience: any Timekeeping

    /// - Parameters:
    ///   - channels: the ways to reach people, as they are now.
    ///   - heart: opens the connection that is pinged as long as all is well, by its name.
    ///   - patience: what the time that a channel may take is measured with.
    package init(
        database: any Database, clock: any Timekeeping, sources: [MatterSource],
        channels: @escaping @Sendable () async throws -> [AlertChannel],
        heart: @escaping @Sendable (String) async throws -> any Pinging = { name in
            throw IntegrationError(.notFound, "There is no connection “\(name)” to ping.")
        },
        patience: any Timekeeping = SystemClock()
    ) {
        self.database = database
        self.clock = clock
        self.sources = sources
        self.channels = channels
        self.heart = heart
        self.patience = patience
    }

    /// What a run did.
    package struct Report: Sendable, Hashable {
        /// How many matters are open.
        package var open = 0
        /// The notices that were made, by subject.
        package var told: [String] = []
        /// How many deliveries were taken.
        package var taken = 0
        /// Deliveries that failed: the channel and one sentence.
        package var failed: [String] = []
        /// Whether the outside address was pinged.
        package var pinged = false
        /// Why it was not taken, where it was not.
        package var pingFailure: String?
    }

    /// Looks at every source, tells what is to be told, tries again what was not taken, and pings when all is well.
    ///
    /// A source that cannot be read ends none of its matters and is one itself.
    /// - Throws: `DatabaseError`; `CancellationError`.
    package func run() async throws -> Report {
        var events: [AlertBoard.Event] = []
        for source in sources {
            let topic = "alerts:\(source.name)"
            do {
                events.append(.look(source: source.name, try await source.matters()))
                events.append(.gone(topic: topic))
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                events.append(.seen(try Self.unread(source.name, topic, error)))
            }
        }
        events.append(.tick)
        var report = Report()
        report.told = try await apply(events).map(\.notice.subject)
        try await deliver(&report)
        let open = try await open()
        report.open = open.count
        try await beat(open, &report)
        return report
    }

    /// Says that something is the matter now, and tells it at once. It lasts until ``passed(_:)``.
    /// - Throws: `DatabaseError`; `CancellationError`.
    @discardableResult
    package func saw(_ matter: Matter) async throws -> Report { try await act(.seen(matter)) }

    /// Says that something is not the matter any more.
    /// - Throws: `DatabaseError`; `CancellationError`.
    @discardableResult
    package func passed(_ topic: String) async throws -> Report { try await act(.gone(topic: topic)) }

    private func act(_ event: AlertBoard.Event) async throws -> Report {
        var report = Report()
        report.told = try await apply([event]).map(\.notice.subject)
        try await deliver(&report)
        return report
    }

    private static func unread(
        _ source: String, _ topic: String, _ error: any Error
    ) throws(AutomationError) -> Matter {
        let reason = (error as? IntegrationError)?.message ?? "\(error)"
        return try Matter(
            topic: topic, subject: "Nobody can tell whether anything is the matter with: \(source)",
            text: "It could not be looked at: \(reason)", kind: "source-unread")
    }

    /// Takes events in one transaction; gives the notices that follow, which wait to be sent.
    func apply(_ events: [AlertBoard.Event]) async throws -> [AlertNotice] {
        let now = clock.now
        let rules = try await rules()
        return try await database.write { connection in
            let before = AlertBoard(rules, matters: try AlertTable.matters(on: connection))
            var board = before
            let told = events.flatMap { board.handle($0, at: now) }
            let notices = AlertNotice.compose(told, rules, at: now)
            try AlertTable.write(board.matters, replacing: before.matters, at: now, on: connection)
            for notice in notices { try AlertTable.put(notice, at: now, on: connection) }
            try AlertTable.prune(at: now, on: connection)
            return notices
        }
    }
}
