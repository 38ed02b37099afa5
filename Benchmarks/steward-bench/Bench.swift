// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// What `Benchmarks/run` measures inside one process.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward-bench", abstract: "Measurements for docs/benchmarks.md; called by Benchmarks/run.",
        subcommands: [
            BenchStations.self, BenchLedger.self, BenchPlants.self, BenchBare.self, BenchPings.self,
            BenchDrivers.self, BenchTraces.self, BenchRebuild.self, BenchSchedules.self,
            BenchDecoding.self,
        ])
}
