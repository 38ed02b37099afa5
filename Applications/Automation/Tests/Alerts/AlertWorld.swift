// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization

@testable import Automation

/// What two nodes share outside of the database: what is the matter, and people who hear of it.
final class AlertWorld: Timekeeping {
    struct State {
        var now = Date(timeIntervalSince1970: 1_770_544_800)
        var matters: [Matter] = []
        var unreadable = false
        var heard: [String: [Notice]] = [:]
        var deaf: Set<String> = []
        var pings = 0
        var isHeartDeaf = false
    }
    private let state = Mutex(State())

    var now: Date { state.withLock { $0.now } }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
    func heard(_ channel: String) -> [String] { state.withLock { $0.heard[channel, default: []].map(\.subject) } }
    var keys: [String] { state.withLock { $0.heard.values.flatMap { $0 }.map(\.key) } }
    var pings: Int { state.withLock { $0.pings } }

    private func hear(_ notice: Notice, on channel: String) throws(IntegrationError) {
        let isDeaf = state.withLock { state in
            guard !state.deaf.contains(channel) else { return true }
            state.heard[channel, default: []].append(notice)
            return false
        }
        if isDeaf { throw IntegrationError(.unavailable, "Nobody hears anything.") }
    }

    func alerting(_ database: any Database, channels: [String] = ["mail", "phone"]) -> Alerting {
        Alerting(
            database: database, clock: self,
            sources: [
                MatterSource(name: "made") { [self] in
                    try state.withLock { state in
                        if state.unreadable { throw IntegrationError(.unavailable, "The disk is gone.") }
                        return state.matters
                    }
                }
            ],
            channels: { [self] in
                channels.map { name in AlertChannel(name: name) { [self] notice, _ in try hear(notice, on: name) } }
            },
            heart: { [self] _ in Heart(world: self) })
    }

    private struct Heart: Pinging {
        let world: AlertWorld
        func ping(_ ping: Ping) async throws {
            let isDeaf = world.state.withLock { state in
                if !state.isHeartDeaf { state.pings += 1 }
                return state.isHeartDeaf
            }
            if isDeaf { throw IntegrationError(.unavailable, "The service is gone.") }
        }
    }
}
