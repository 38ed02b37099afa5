// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore
public import StewardSimulation

/// The Election Commission's two file servers, both behind one address.
///
/// Written from the files as served on 2026-02-22; the commission publishes no description. Beside the faults of
/// every simulator, `POST /_simulator/progress` moves the count: to the next step, or to `{"percent": 50}`.
public struct ElectionCommissionSimulator: Simulator {
    /// `election-commission`.
    public let name = "election-commission"
    private let state: CountState

    /// Serves an invented election.
    public init(_ election: GeneratedElection, progress: CountingProgress = .init(), clock: any Timekeeping) {
        state = CountState(election, progress, clock: clock)
    }

    /// Serves a snapshot folder. Its count does not move.
    /// - Throws: `notFound` naming the file that is missing.
    public init(snapshot folder: String, clock: any Timekeeping) throws(IntegrationError) {
        state = CountState(snapshot: try SnapshotSource.files(in: folder), clock: clock)
    }

    /// The seven files.
    public var routes: [SimulatedRoute] {
        let lists = ["province", "constituency", "party_overview", "mp_candidate", "party_candidate"]
        let paths =
            lists.map { ("/data/data/refs/", "info_\($0).json") }
            + ["stats_cons.json", "stats_party.json"].map { ("/data/records/", $0) }
        return paths.map { folder, file in
            let host = folder.hasSuffix("refs/") ? "static-ectreport69.ect.go.th" : "stats-ectreport69.ect.go.th"
            return SimulatedRoute(
                .get, folder + file, example: folder + file,
                source: "https://\(host)\(folder)\(file), as served on 2026-02-22"
            ) { [state] request in
                await state.file(file)?.reply(to: request) ?? .text("Not found", status: .notFound)
            }
        }
    }

    /// Moves the count.
    public var controls: [SimulatedRoute] {
        let move = SimulatedRoute(
            .post, "/_simulator/progress", source: "Steward's own control of this simulator"
        ) { [state] request in
            let percent: Double? =
                switch (try? JSON(parsing: request.body))?["percent"] {
                case .integer(let whole): Double(whole)
                case .number(let number): number
                default: nil
                }
            guard let now = await state.move(to: percent) else {
                return .json(["error": "A snapshot's count does not move."], status: .conflict)
            }
            return .json(["percent": .number(now)])
        }
        return [move]
    }
}
