// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Runs a simulator of an outside service on 127.0.0.1.
@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward-simulate",
        abstract: "Run a simulator of an outside service on 127.0.0.1.",
        discussion: """
            The first line of output is a JSON object with the address. The program runs until SIGTERM or SIGINT.
            Faults are played on request: POST one, or a list, to /_simulator/faults.
            """,
        subcommands: [
            SimulateAnthropic.self, SimulateDrives.self, SimulateElectionCommission.self,
            SimulateGemini.self, SimulateGoogle.self, SimulateGoogleMaps.self, SimulateHealthchecks.self,
            SimulateMail.self, SimulateNominatim.self, SimulateNtfy.self, SimulateOSRM.self,
            SimulateOpenAICompatible.self, SimulateOpenChargeMap.self, SimulateWebhook.self,
        ])
}
