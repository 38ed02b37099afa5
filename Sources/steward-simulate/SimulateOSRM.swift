// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import OSRMSimulator
import StewardCore

/// `steward-simulate osrm`.
struct SimulateOSRM: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "osrm",
        abstract: "The routing engine OSRM over an invented town: routes, matching, the nearest road.")

    @OptionGroup var server: ServerOptions

    @Option(help: "Coordinates of a route that are taken at once.")
    var maxViarouteSize = 500

    @Option(help: "Coordinates of a trace that are taken at once.")
    var maxMatchingSize = 100

    @Option(help: "Write the town into this file as OpenStreetMap's XML, for the real engine.")
    var writeMap: String?

    func run() async throws {
        let town = RoadNetwork.town
        if let writeMap { try Data(town.openStreetMapXML.utf8).write(to: URL(filePath: writeMap)) }
        let limits = OSRMSimulator.Limits(route: maxViarouteSize, match: maxMatchingSize)
        try await server.serve(OSRMSimulator(town, limits: limits), clock: SystemClock())
    }
}
