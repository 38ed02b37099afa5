// SPDX-License-Identifier: Apache-2.0

/// Who may import whom, as the table in `docs/decisions/0001-layers-by-folder.md` has it.
enum Layering {
    /// Every import that a file's place does not allow.
    static func violations(in files: [SourceFile]) -> [Violation] {
        let names = ModuleNames(of: files)
        return files.filter { $0.path.hasSuffix(".swift") && $0.path != "Package.swift" }.flatMap { file in
            guard let room = Room(path: file.path) else { return unknownPlace(file) }
            return Import.all(in: file).compactMap { found in
                refusal(of: found.module, in: room, names).map {
                    Violation(file.path, line: found.line, "imports \(found.module), but \($0).")
                }
            }
        }
    }

    private static func unknownPlace(_ file: SourceFile) -> [Violation] {
        guard file.isProduct else { return [] }
        return [
            Violation(
                file.path, "no layer is known for this folder; give it one in Tests/ArchitectureTests/Room.swift.")
        ]
    }

    /// Why this room may not import this module; `nil` when it may.
    private static func refusal(of module: String, in room: Room, _ names: ModuleNames) -> String? {
        if ThirdParty.language.contains(module) { return nil }
        if let target = names.room(of: module) { return room.refusal(of: target) }
        if room == .core { return "layer 0 knows the standard library and FoundationEssentials only" }
        if room.isTest { return nil }
        return ThirdParty.refusal(of: module, in: room)
    }
}

/// The rooms of this package's modules by name: those of `Sources/` are fixed, the others follow from the folders.
struct ModuleNames {
    private var rooms: [String: Room] = ["StewardTestKit": .testKit]

    init(of files: [SourceFile]) {
        for file in files {
            guard let room = Room(path: file.path) else { continue }
            switch room {
            case .integration(let name), .application(let name): rooms[name] = room
            case .simulator(let name): rooms["\(name)Simulator"] = room
            case .reader(let name): rooms["\(name)Reader"] = room
            default: break
            }
        }
    }

    func room(of module: String) -> Room? {
        rooms[module] ?? Room.module(module.replacing("steward_", with: "steward-"))
    }
}

extension Room {
    var isTest: Bool {
        switch self {
        case .integrationTests, .applicationTests, .readerTests, .testKit, .tests: true
        default: false
        }
    }

    /// Why this room may not import that one; `nil` when it may.
    func refusal(of other: Room) -> String? { allows(other) || self == other ? nil : rule }

    private static let http = Room.mechanism("StewardHTTP")
    private static let store = Room.mechanism("StewardStore")
    private static let ledgerAndJobs = [Room.mechanism("StewardLedger"), .mechanism("StewardJobs")]
    private static let leptonica = Room.imaging("CLeptonica")
    private static let tesseract = Room.imaging("CTesseract")
    private static let oauthAndProcess = [Room.mechanism("StewardOAuth"), .mechanism("StewardProcess")]

    private func allows(_ other: Room) -> Bool {
        switch self {
        case .core: false
        case .mechanism(let name): Self.below(mechanism: name).contains(other)
        case .contract: [.core, Self.http].contains(other)
        case .integration: ([.core, .contract, Self.http] + Self.oauthAndProcess).contains(other)
        case .application(let name):
            (name == "Tally" && [.mechanism("CReaderKernel"), .mechanism("CReaderWeights")].contains(other))
                || ([.core, .contract, Self.store, .mechanism("StewardProcess")] + Self.ledgerAndJobs).contains(other)
        case .imaging(let name): name == "StewardImaging" && [.core, Self.leptonica, Self.tesseract].contains(other)
        case .reader(let name):
            [.core, .application(name), .mechanism("StewardProcess"), .imaging("StewardImaging")].contains(other)
        case .readProgram: other == .core || other == .imaging("StewardImaging") || other.isReader
        case .catalog: [.core, .contract, Self.http].contains(other) || other.layer == "3"
        case .server: ["0", "1", "2", "4", "5"].contains(other.layer)
        case .commands: ["0", "1", "2", "4", "5"].contains(other.layer) || other == .server
        case .program: other.layer == "6"
        case .contracts: [.core, .contract, Self.http].contains(other)
        case .simulation: [.core, Self.http].contains(other)
        case .simulator: [.core, .simulation].contains(other)
        case .simulateProgram: [.core, .simulation].contains(other) || other.isSimulator
        case .integrationTests(let name):
            Self.forTests(of: name).contains(other) || other == .testKit || Room.integration(name).allows(other)
        case .applicationTests(let name):
            [.application(name), .testKit, .simulation].contains(other) || Room.application(name).allows(other)
        case .readerTests(let name):
            [.reader(name), .testKit].contains(other) || Room.reader(name).allows(other)
        case .testKit: ["0", "1", "2"].contains(other.layer)
        case .tests: true
        }
    }

    private static func below(mechanism name: String) -> [Room] {
        switch name {
        case "StewardLedger", "StewardJobs": [.core, store]
        case "StewardOAuth": [.core, http]
        case "StewardStore": [.core, .mechanism("CPostgres")]
        default: [.core]
        }
    }

    private static func forTests(of integration: String) -> [Room] {
        [.integration(integration), .simulator(integration), .simulation, .contracts]
    }

    private var isSimulator: Bool { if case .simulator = self { true } else { false } }
    private var isReader: Bool { if case .reader = self { true } else { false } }

    /// The table's row, as a sentence's second half.
    private var rule: String {
        switch self {
        case .core: "layer 0 imports no other module"
        case .mechanism(let name): Self.ruleOfMechanism(name)
        case .contract: "layer 2 knows StewardCore and StewardHTTP's protocol only"
        case .integration:
            "an integration knows StewardCore, StewardIntegration, StewardHTTP, StewardOAuth and StewardProcess only"
        case .application:
            "an application knows StewardCore, StewardIntegration, StewardProcess, StewardStore, StewardLedger and "
                + "StewardJobs only"
        case .imaging(let name): "\(name) knows StewardCore and its libraries only"
        case .reader(let name): "a reader knows StewardCore, StewardImaging, StewardProcess and \(name) only"
        case .readProgram: "steward-read knows StewardCore, StewardImaging and readers only"
        case .catalog: "the catalog knows layer 2 and the integrations only"
        case .server: "the server knows layers 0, 1, 2, 4 and 5 only"
        case .commands: "the commands know layers 0, 1, 2, 4, 5 and the server only"
        case .program: "the program knows layer 6 only"
        case .contracts: "the contracts know StewardCore, StewardHTTP and StewardIntegration only"
        case .simulation: "StewardSimulation knows StewardCore and StewardHTTP only"
        case .simulator: "a simulator knows StewardSimulation only, never its integration"
        case .simulateProgram: "steward-simulate knows simulators only"
        case .integrationTests:
            "an integration's tests know it, its simulator, the contracts, StewardTestKit, and what it may import"
        case .applicationTests:
            "an application's tests know it, StewardTestKit, StewardSimulation, and what it may import"
        case .readerTests: "a reader's tests know it, StewardTestKit, and what it may import"
        case .testKit: "StewardTestKit knows layers 0 to 2 only"
        case .tests: ""
        }
    }

    private static func ruleOfMechanism(_ name: String) -> String {
        switch name {
        case "StewardLedger", "StewardJobs": "\(name) knows StewardCore and StewardStore only"
        case "StewardOAuth": "\(name) knows StewardCore and StewardHTTP only"
        default: "\(name) knows StewardCore only"
        }
    }
}
