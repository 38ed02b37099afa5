// SPDX-License-Identifier: Apache-2.0
package import Logging
import StewardCore

/// What a serving node does beside answering: it shows trips that ended, writes down which tokens were used, reads
/// books that were not in memory, and asks cars. Recording waits for none of it.
package struct LogbookWork: Sendable {
    private let logbook: Logbook
    private let cars: (any CarConnecting)?
    private let logger: Logger

    /// How often each is looked after.
    package static let interval: Duration = .seconds(5)

    /// - Parameter cars: opens connections that read cars; `nil` when none are asked.
    package init(_ logbook: Logbook, cars: (any CarConnecting)?, logger: Logger) {
        self.logbook = logbook
        self.cars = cars
        self.logger = logger
    }

    /// Works until the task is cancelled. Begins with a recovery.
    package func run() async {
        await trying("recovery") {
            let report = try await logbook.recover()
            if !report.failures.isEmpty {
                logger.error("vehicles cannot be brought up to date", metadata: ["count": "\(report.failures.count)"])
            }
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await every { await settle() } }
            group.addTask { await keepSchedules() }
            if let cars {
                group.addTask { await every { await trying("asking cars") { try await logbook.askCars(cars) } } }
            }
        }
    }

    private func every(_ work: () async -> Void) async {
        while !Task.isCancelled {
            await work()
            do { try await logbook.clock.sleep(for: Self.interval) } catch { return }
        }
    }

    /// Until recoveries stand in the list of schedules.
    private func keepSchedules() async {
        while !Task.isCancelled {
            if (try? await logbook.keepSchedules()) ?? false { return }
            do { try await logbook.clock.sleep(for: Self.interval) } catch { return }
        }
    }

    private func settle() async {
        await trying("noting used tokens") { try await logbook.noteUses() }
        await trying("settling") { try await logbook.settleNews() }
    }

    private func trying<Value>(_ what: String, _ work: () async throws -> Value) async {
        do { _ = try await work() } catch is CancellationError {
        } catch {
            logger.warning("logbook work failed", metadata: ["work": "\(what)", "error": "\(error)"])
        }
    }
}

extension Logbook {
    /// Brings the tables up to date for vehicles in memory of which there is news, as a trip that ended.
    /// - Throws: the first failure, after all others were tried.
    package func settleNews() async throws {
        var failure: (any Error)?
        for vehicle in live.takeWanted() {
            do { _ = try await liveVehicle(vehicle) } catch { failure = failure ?? error }
        }
        let instant = now
        for (id, vehicle) in live.all where vehicle.hasNews(asOf: instant) {
            do { try await settle(id) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }
}
