// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration
import StewardStore
import Synchronization

/// Charging stations around a place, asked for once in five minutes for everybody who looks at about the same place.
///
/// The place is rounded to two decimals (about a kilometre) before the service is asked, so that nobody's exact place
/// leaves this machine.
package final class Chargers: Sendable {
    private struct Place: Hashable {
        let latitude: Int
        let longitude: Int
        let radius: Int64
        let limit: Int
    }
    private struct Kept {
        let since: Int64
        /// One question for all who ask at the time.
        let asking: Task<[ChargingStation], any Error>
        var used: Int64
    }
    private let kept = Mutex<[Place: Kept]>([:])
    private let clock: any Timekeeping

    /// For how long an answer is kept, in microseconds.
    static let lifetime: Int64 = 300_000_000
    /// How many answers are kept; with one more, the half that was used longest ago is let go.
    static let limit = 100

    package init(clock: any Timekeeping) { self.clock = clock }

    /// Stations around a point, by the service or as it answered less than five minutes ago.
    /// - Throws: what the service throws; a failure is not kept.
    package func stations(
        near position: Position, within radius: Distance, limit: Int, from service: any ChargerFinding
    ) async throws -> [ChargingStation] {
        let place = Place(
            latitude: Int((position.latitude * 100).rounded()), longitude: Int((position.longitude * 100).rounded()),
            radius: radius.metres, limit: limit)
        let now = clock.now.microseconds
        let rounded = Position(latitude: Double(place.latitude) / 100, longitude: Double(place.longitude) / 100)
        let asking = kept.withLock { table in
            if let known = table[place], (0..<Self.lifetime).contains(now - known.since) {
                table[place]?.used = now
                return known.asking
            }
            if table.count >= Self.limit { Self.shrink(&table) }
            let asking = Task {
                try await service.chargers(near: rounded ?? position, within: radius, limit: limit)
            }
            table[place] = Kept(since: now, asking: asking, used: now)
            return asking
        }
        do { return try await asking.value } catch {
            kept.withLock { table in
                if table[place]?.asking == asking { table[place] = nil }
            }
            throw error
        }
    }

    private static func shrink(_ table: inout [Place: Kept]) {
        let oldest = table.sorted { $0.value.used < $1.value.used }.prefix(limit / 2)
        for (place, _) in oldest { table[place] = nil }
    }
}
