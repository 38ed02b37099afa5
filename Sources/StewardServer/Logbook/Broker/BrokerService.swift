// SPDX-License-Identifier: Apache-2.0
import Logging
import ServiceLifecycle
import StewardCore

/// Listens to the brokers that drivers have configured, for as long as the server runs.
struct BrokerService: Service {
    private let installation: Installation
    private let access: Access
    private let logger: Logger
    private let path: String
    private let trusted: String

    /// How often it is looked what is configured.
    static let interval: Duration = .seconds(5)

    /// - Parameters:
    ///   - path: the program `mosquitto_sub`.
    ///   - trusted: the folder with the certificates of authorities that are trusted.
    init(
        _ installation: Installation, access: Access, logger: Logger, path: String = BrokerProgram.standardPath,
        trusted: String = BrokerProgram.standardTrusted
    ) {
        self.installation = installation
        self.access = access
        self.logger = logger
        self.path = path
        self.trusted = trusted
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { await listen() }
    }

    /// Listens until the task is cancelled; when this returns, the programs have ended.
    func listen() async {
        let brokers = Brokers(installation)
        BrokerFile.sweep(installation.folder.cache, now: installation.clock.now)
        await withDiscardingTaskGroup { group in
            var running: [Brokers.Configured: CancelSwitch] = [:]
            while !Task.isCancelled {
                do {
                    let wanted = Set(try await wanted(brokers))
                    for (broker, listening) in running where !wanted.contains(broker) {
                        listening.cancel()
                        running[broker] = nil
                    }
                    for broker in wanted where running[broker] == nil {
                        let listener = listener(broker, brokers)
                        let listening = CancelSwitch()
                        running[broker] = listening
                        group.addTask { await listening.run { await listener.run() } }
                    }
                } catch is CancellationError {
                    break
                } catch {
                    logger.warning("brokers cannot be looked up", metadata: ["error": "\(error)"])
                }
                do { try await installation.clock.sleep(for: Self.interval) } catch { break }
            }
            group.cancelAll()
        }
    }

    /// The brokers of accounts that may sign in.
    private func wanted(_ brokers: Brokers) async throws -> [Brokers.Configured] {
        let all = try await brokers.all()
        guard !all.isEmpty else { return [] }
        let people = Set(try await access.people().filter { !$0.isDisabled }.map(\.id))
        return all.filter { people.contains($0.account) }
    }

    private func listener(_ broker: Brokers.Configured, _ brokers: Brokers) -> BrokerListener {
        BrokerListener(
            broker: broker, brokers: brokers, logbook: installation.logbook, folder: installation.folder.cache,
            path: path, trusted: trusted, clock: installation.clock, logger: logger,
            owner: "\(ProcessName.host)-\(ProcessName.identifier)-\(UInt64.random(in: .min ... .max))")
    }
}

/// Ends one task of a group that discards its results.
private final class CancelSwitch: Sendable {
    private let (stream, continuation) = AsyncStream.makeStream(of: Void.self)

    func cancel() { continuation.finish() }

    /// Runs a body until it ends, ``cancel()`` is called, or the task is cancelled.
    func run(_ body: @escaping @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await body() }
            group.addTask { for await _ in self.stream {} }
            await group.next()
            group.cancelAll()
        }
    }
}
