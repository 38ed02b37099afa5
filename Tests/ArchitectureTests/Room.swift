// SPDX-License-Identifier: Apache-2.0

/// Where a file lives, which says what it may know.
enum Room: Hashable, Sendable {
    case core
    case mechanism(String)
    case contract
    case integration(String)
    case application(String)
    case imaging(String)
    case reader(String)
    case catalog
    case server
    case commands
    case program
    case contracts
    case simulation
    case simulator(String)
    case simulateProgram
    case readProgram
    case integrationTests(String)
    case applicationTests(String)
    case readerTests(String)
    case testKit
    case tests

    /// The room of a file; `nil` for the manifest, benchmarks and folders that no rule speaks of.
    init?(path: String) {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2 else { return nil }
        switch (parts[0], parts[1], parts[2]) {
        case ("Sources", let module, _):
            guard let room = Self.module(module) else { return nil }
            self = room
        case ("Integrations", let name, "Sources"): self = .integration(name)
        case ("Integrations", let name, "Simulator"): self = .simulator(name)
        case ("Integrations", let name, "Tests"): self = .integrationTests(name)
        case ("Applications", let name, "Sources"): self = .application(name)
        case ("Applications", let name, "Tests"): self = .applicationTests(name)
        case ("Applications", let name, "Reader"): self = .reader(name)
        case ("Applications", let name, "ReaderTests"): self = .readerTests(name)
        case ("Tests", "StewardTestKit", _): self = .testKit
        case ("Tests", _, _): self = .tests
        default: return nil
        }
    }

    /// The room of a module in `Sources/`.
    static func module(_ name: String) -> Room? {
        switch name {
        case "StewardCore": .core
        case "StewardHTTP", "StewardOAuth", "StewardProcess", "StewardStore", "StewardLedger", "StewardJobs",
            "CPostgres", "CLinux", "CReaderKernel", "CReaderWeights":
            .mechanism(name)
        case "StewardImaging", "CLeptonica", "CTesseract": .imaging(name)
        case "StewardIntegration": .contract
        case "StewardCatalog": .catalog
        case "StewardServer": .server
        case "StewardCommands": .commands
        case "steward": .program
        case "StewardContracts": .contracts
        case "StewardSimulation": .simulation
        case "steward-simulate": .simulateProgram
        case "steward-read": .readProgram
        default: nil
        }
    }

    /// The layer's number as in the architecture; `R` for what only the program that reads pages links, `T` for what
    /// only tests and the demonstration link.
    var layer: String {
        switch self {
        case .core: "0"
        case .mechanism: "1"
        case .contract: "2"
        case .integration: "3"
        case .application: "4"
        case .catalog: "5"
        case .server, .commands: "6"
        case .program: "7"
        case .imaging, .reader, .readProgram: "R"
        default: "T"
        }
    }
}
