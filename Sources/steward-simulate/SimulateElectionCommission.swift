// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ElectionCommissionSimulator
import StewardCore

/// `steward-simulate election-commission`.
struct SimulateElectionCommission: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "election-commission",
        abstract: "The Election Commission of Thailand: a snapshot folder, or an invented election.")

    @OptionGroup var server: ServerOptions

    @Option(help: "Serve this snapshot folder.")
    var snapshot: String?

    @Flag(help: "Serve an invented election; this is the default without --snapshot.")
    var generate = false

    @Option(help: "Constituencies of the invented election, 1 to 500.")
    var constituencies = 12

    @Option(help: "Polling stations of the invented election (default: 253 a constituency).")
    var stations: Int?

    @Option(help: "Seed of the invented election; the same seed gives the same election.")
    var seed: UInt64 = 2569

    @Option(help: "Percentages of stations counted to go through, as 0,94.33,100; the first is where it starts.")
    var progress = "94.33"

    @Option(help: "Seconds before the count moves on by itself (default: it waits for POST /_simulator/progress).")
    var hold: Int?

    func validate() throws {
        guard snapshot == nil || !generate else {
            throw ValidationError("--snapshot and --generate exclude each other; give one of them.")
        }
        guard (1...500).contains(constituencies) else {
            throw ValidationError("--constituencies must be from 1 to 500; \(constituencies) is not.")
        }
        _ = try steps()
    }

    func run() async throws {
        let clock = SystemClock()
        if let snapshot {
            try await server.serve(try ElectionCommissionSimulator(snapshot: snapshot, clock: clock), clock: clock)
            return
        }
        let size = GeneratedElection.Size(constituencies: constituencies, stations: stations)
        let counting = CountingProgress(try steps(), hold: hold.map { .seconds($0) })
        let election = GeneratedElection(size, seed: seed)
        try await server.serve(
            ElectionCommissionSimulator(election, progress: counting, clock: clock), clock: clock)
    }

    private func steps() throws -> [Double] {
        try progress.split(separator: ",").map { text in
            guard let percent = Double(text), (0...100).contains(percent) else {
                throw ValidationError("--progress takes percentages from 0 to 100 joined by commas; “\(text)” is none.")
            }
            return percent
        }
    }
}
