// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Synchronization
import Testing

@testable import Logbook

@Suite struct ChargersTests {
    private let clock = KeeperClock()
    private let radius = Distance(metres: 15_000 as Int64)

    private func point(_ latitude: Double, _ longitude: Double) -> Position {
        Position(latitude: latitude, longitude: longitude) ?? .utrecht
    }

    @Test func `about the same place is asked for once in five minutes, and never exactly`() async throws {
        let (chargers, service) = (Chargers(clock: clock), AskedChargers())
        for place in [point(52.0911, 5.1189), point(52.0889, 5.1211)] {
            #expect(
                try await chargers.stations(near: place, within: radius, limit: 10, from: service).map(\.id) == ["1"])
        }
        #expect(service.asked.withLock { $0 } == [point(52.09, 5.12)])
        clock.advance(by: 299)
        _ = try await chargers.stations(near: point(52.09, 5.12), within: radius, limit: 10, from: service)
        #expect(service.asked.withLock { $0.count } == 1)
        clock.advance(by: 2)
        _ = try await chargers.stations(near: point(52.09, 5.12), within: radius, limit: 10, from: service)
        #expect(service.asked.withLock { $0.count } == 2)
    }

    @Test func `another radius or limit is another question`() async throws {
        let (chargers, service) = (Chargers(clock: clock), AskedChargers())
        for (metres, limit) in [(15_000, 10), (15_000, 20), (5_000, 10)] as [(Int64, Int)] {
            _ = try await chargers.stations(
                near: .utrecht, within: Distance(metres: metres), limit: limit, from: service)
        }
        #expect(service.asked.withLock { $0.count } == 3)
    }

    @Test func `a failure is told and not kept`() async throws {
        let (chargers, service) = (Chargers(clock: clock), AskedChargers())
        service.fails.withLock { $0 = true }
        await #expect(throws: IntegrationError.self) {
            _ = try await chargers.stations(near: .utrecht, within: radius, limit: 10, from: service)
        }
        service.fails.withLock { $0 = false }
        #expect(
            try await chargers.stations(near: .utrecht, within: radius, limit: 10, from: service).count == 1)
    }

    @Test func `of more than a hundred places those looked at longest ago are let go`() async throws {
        let (chargers, service) = (Chargers(clock: clock), AskedChargers())
        for number in 0...100 {
            clock.advance(by: 0.1)
            _ = try await chargers.stations(
                near: point(Double(number) / 10, 5), within: radius, limit: 10, from: service)
        }
        let before = service.asked.withLock { $0.count }
        _ = try await chargers.stations(near: point(9.9, 5), within: radius, limit: 10, from: service)
        #expect(service.asked.withLock { $0.count } == before)
        _ = try await chargers.stations(near: point(0, 5), within: radius, limit: 10, from: service)
        #expect(service.asked.withLock { $0.count } == before + 1)
    }
}

/// Knows one station, and where it was asked for.
final class AskedChargers: ChargerFinding {
    let asked = Mutex<[Position]>([])
    let fails = Mutex(false)

    func chargers(near position: Position, within radius: Distance, limit: Int) async throws -> [ChargingStation] {
        if fails.withLock({ $0 }) { throw IntegrationError(.unavailable, "The service does not answer.") }
        asked.withLock { $0.append(position) }
        return [ChargingStation(id: "1", title: "Station", position: position)]
    }
}
