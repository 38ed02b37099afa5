// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import HTTPTypes
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

/// The simulated election, with one change of the text of one file: the first place of that text, or else of
/// what matches it as a regular expression.
enum PlantedElection {
    static let local: @Sendable (Endpoint) -> String = { "http://127.0.0.1:1" + $0.path }

    static func dataset(
        at percent: Double, _ file: Endpoint? = nil, from: String = "", to: String = "",
        address: @Sendable (Endpoint) -> String = local
    ) async throws -> Dataset {
        let clock = RecordingClock()
        let simulator = ElectionCommissionSimulator(
            GeneratedElection(.init(constituencies: 6, stations: 900, parties: 8), seed: 7),
            progress: CountingProgress([percent]), clock: clock)
        var served: [DatasetFile] = []
        for endpoint in Endpoint.allCases {
            var bytes = await simulator.respond(to: SimulatedRequest(.get, endpoint.path)).body
            if endpoint == file {
                let text = String(decoding: bytes, as: UTF8.self)
                let found = text.range(of: from) ?? text.range(of: from, options: .regularExpression)
                let place = try #require(found, "\(from) is not in \(text.prefix(600))")
                bytes = Array(text.replacingCharacters(in: place, with: to).utf8)
            }
            served.append(
                DatasetFile(
                    key: endpoint.key, url: address(endpoint), bytes: bytes, sha256: sha256Text(bytes), etag: nil,
                    fetchedAt: clock.now))
        }
        return ElectionDataset.make(try ElectionFiles(decoding: served.map(\.bytes)), from: served)
    }
}
