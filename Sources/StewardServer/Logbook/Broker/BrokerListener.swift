// SPDX-License-Identifier: Apache-2.0
import Logbook
import Logging
import StewardCore
import StewardStore

/// Listens to one account's broker for as long as its task runs and no other node does.
struct BrokerListener: Sendable {
    let broker: Brokers.Configured
    let brokers: Brokers
    let logbook: Logbook
    /// The folder for the client's file.
    let folder: String
    let path: String
    let trusted: String
    let clock: any Timekeeping
    let logger: Logger
    /// A name of its own for each listener.
    let owner: String

    /// How often the turn is taken again, or asked for, and the health written down.
    static let beat: Duration = .seconds(5)
    /// A broker of which nothing is heard for so long is asked whether it is there.
    static let silence: Int64 = 60_000_000

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            if (try? await brokers.takeTurn(broker, owner: owner)) == true { await listenInTurn() }
            do { try await clock.sleep(for: Self.beat) } catch { break }
        }
        // The task is cancelled, and what is left to do would be too.
        let (brokers, broker, owner) = (brokers, broker, owner)
        await Task { try? await brokers.giveTurn(broker, owner: owner) }.value
    }

    /// Listens until another node has the turn.
    private func listenInTurn() async {
        let watch = BrokerWatch()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await keepTurn(watch) }
            for stream in BrokerProgram.Stream.allCases { group.addTask { await listen(stream, watch) } }
            group.addTask { await askWhenSilent(watch) }
            await group.next()
            group.cancelAll()
        }
        await write(watch)
    }

    /// Keeps the turn and writes down how it goes; returns when the turn is lost.
    private func keepTurn(_ watch: BrokerWatch) async {
        while !Task.isCancelled {
            do { try await clock.sleep(for: Self.beat) } catch { return }
            await write(watch)
            do {
                guard try await brokers.takeTurn(broker, owner: owner) else { return }
            } catch is CancellationError {
                return
            } catch {
                // Without the database nothing is recorded either, here or elsewhere.
                logger.warning("the turn to listen to a broker is not known", metadata: ["error": "\(error)"])
            }
        }
    }

    private func write(_ watch: BrokerWatch) async {
        guard let health = watch.news() else { return }
        let (brokers, broker) = (brokers, broker)
        _ = await Task { try? await brokers.write(health, of: broker) }.value
    }

    /// Listens, and begins again whenever it ends, each time after a longer wait while it does not work.
    private func listen(_ stream: BrokerProgram.Stream, _ watch: BrokerWatch) async {
        let inbox = BrokerInbox(
            account: broker.account, logbook: logbook, clock: clock, watch: watch, logger: logger)
        var wait = Duration.seconds(1)
        while !Task.isCancelled {
            let problem = await trying {
                let program = try await program()
                if let problem = try await program.check() { return problem }
                wait = .seconds(1)
                watch.found(nil, at: clock.now.microseconds)
                await write(watch)
                return try await program.listen(stream, clock: clock) { try await inbox.take($0) }
            }
            guard !Task.isCancelled else { return }
            watch.found(problem, at: clock.now.microseconds)
            await write(watch)
            do { try await clock.sleep(for: wait) } catch { return }
            wait = min(wait * 2, .seconds(60))
        }
    }

    /// The client connects anew by itself when its broker goes away, and says nothing about it; so somebody asks.
    private func askWhenSilent(_ watch: BrokerWatch) async {
        while !Task.isCancelled {
            do { try await clock.sleep(for: .seconds(30)) } catch { return }
            let now = clock.now.microseconds
            guard now - (watch.lastHeard ?? 0) > Self.silence else { continue }
            let problem = await trying { try await program().check() }
            guard !Task.isCancelled else { return }
            watch.found(problem, at: clock.now.microseconds)
        }
    }

    private func program() async throws -> BrokerProgram {
        BrokerProgram(
            settings: broker.settings, password: try await brokers.password(of: broker.account),
            name: "steward-\(broker.account.prefix(12))", folder: folder, path: path, trusted: trusted)
    }

    private func trying(_ work: () async throws -> String?) async -> String? {
        do { return try await work() } catch is CancellationError {
            return nil
        } catch {
            logger.warning("a broker is not listened to", metadata: ["error": "\(error)"])
            return "The broker is not listened to: \(error)"
        }
    }
}
