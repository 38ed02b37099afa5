// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes
public import StewardCore
public import StewardHTTP
public import StewardIntegration

/// What a contract needs to know of one integration, and the simulator it runs against.
public struct IntegrationSubject: Sendable {
    /// The integration.
    public let type: any Integration.Type
    /// Its folder in the project.
    public let folder: String
    /// The settings that reach the simulator, with a right credential.
    public let settings: [String: String]
    /// Settings to put over `settings` for a credential that the simulator refuses; empty when there is none.
    public let wrongCredential: [String: String]
    /// Where the simulator listens, with its control path below `/_simulator/`.
    public let simulator: String
    /// Sends requests to the simulator. It must not retry.
    public let transport: any HTTPTransport
    /// The clock of the integration and of the simulator.
    public let clock: any Timekeeping
    /// A folder that this check alone may write in.
    public let scratchFolder: String
    /// What can be asked of the integration besides its health.
    public let operations: [Operation]
    /// How the service's answers are decoded.
    public let wire: [WireCheck]
    /// The account that the integration works in the name of; `nil` when it needs none.
    public let access: (any AccessTokenProviding)?
    /// An account whose tokens the simulator refuses; `nil` when the credential stands in the settings.
    public let wrongAccess: (any AccessTokenProviding)?
    /// What keeps the integration's own credential (an account its grant); `nil` when it keeps none.
    public let credential: (any CredentialKeeping)?
    /// Keeps a credential that the simulator refuses; `nil` when the integration keeps none.
    public let wrongKept: (any CredentialKeeping)?
    /// What the contracts of stored files need to know; `nil` for an integration that keeps no files.
    public let files: FileStoringSubject?
    /// What the simulator shares with everyone; `nil` for an integration that reads no public folders.
    public let places: PublicPlaces?
    /// Places among the simulator's roads; `nil` for an integration that measures no routes.
    public let roads: RoadPlaces?
    /// Places with their addresses; `nil` for an integration that names no places.
    public let addresses: NamedPlaces?
    /// The simulator's charging stations; `nil` for an integration that finds none.
    public let chargers: ChargerPlaces?
    /// The simulator's cars; `nil` for an integration that reads none.
    public let vehicles: KnownVehicles?
    /// A server's databases; `nil` for an integration that dumps none.
    public let databases: KnownDatabases?
    /// Whether anything is read of a reply besides its status. Without, there is nothing that could be decoded.
    public let readsAnswers: Bool
    /// Whether it speaks HTTP. One that speaks another protocol or runs programs has no simulator with a control path:
    /// the rules that need one do not apply, and its own tests do the same against the real thing.
    public let speaksHTTP: Bool

    /// Describes an integration to its contracts.
    public init(
        _ type: any Integration.Type, folder: String, settings: [String: String],
        wrongCredential: [String: String] = [:], simulator: String, transport: any HTTPTransport,
        clock: any Timekeeping, scratchFolder: String, operations: [Operation] = [], wire: [WireCheck],
        access: (any AccessTokenProviding)? = nil, wrongAccess: (any AccessTokenProviding)? = nil,
        credential: (any CredentialKeeping)? = nil, wrongKept: (any CredentialKeeping)? = nil,
        files: FileStoringSubject? = nil, places: PublicPlaces? = nil, roads: RoadPlaces? = nil,
        addresses: NamedPlaces? = nil, chargers: ChargerPlaces? = nil, vehicles: KnownVehicles? = nil,
        databases: KnownDatabases? = nil, readsAnswers: Bool = true
    ) {
        self.type = type
        self.folder = folder
        self.settings = settings
        self.wrongCredential = wrongCredential
        self.simulator = simulator
        self.transport = transport
        self.clock = clock
        self.scratchFolder = scratchFolder
        self.operations = operations
        self.wire = wire
        self.access = access
        self.wrongAccess = wrongAccess
        self.credential = credential
        self.wrongKept = wrongKept
        self.files = files
        self.places = places
        self.roads = roads
        self.addresses = addresses
        self.chargers = chargers
        self.vehicles = vehicles
        self.databases = databases
        self.readsAnswers = readsAnswers || !wire.isEmpty
        speaksHTTP = true
    }

    /// Describes an integration that speaks no HTTP, and whose settings reach the real thing.
    public init(
        withoutHTTP type: any Integration.Type, folder: String, settings: [String: String],
        wrongCredential: [String: String] = [:], clock: any Timekeeping, scratchFolder: String,
        operations: [Operation] = [], databases: KnownDatabases? = nil
    ) {
        self.type = type
        self.folder = folder
        self.settings = settings
        self.wrongCredential = wrongCredential
        simulator = ""
        transport = RefusingTransport()
        self.clock = clock
        self.scratchFolder = scratchFolder
        self.operations = operations
        wire = []
        access = nil
        wrongAccess = nil
        credential = nil
        wrongKept = nil
        files = nil
        places = nil
        roads = nil
        addresses = nil
        chargers = nil
        vehicles = nil
        self.databases = databases
        readsAnswers = false
        speaksHTTP = false
    }

    /// One thing an application asks of the integration.
    public struct Operation: Sendable {
        /// What it is, for reports.
        public let name: String
        /// Asks; throws what the integration throws.
        public let run: @Sendable (any Integration) async throws -> Void
        /// Whether it works without the credential that other operations need.
        public let isPublic: Bool
        /// Makes an operation.
        public init(
            _ name: String, isPublic: Bool = false, _ run: @escaping @Sendable (any Integration) async throws -> Void
        ) {
            self.name = name
            self.isPublic = isPublic
            self.run = run
        }
    }

    /// How one kind of answer is decoded by the integration's own wire types.
    public struct WireCheck: Sendable {
        /// The pattern of the simulator's route, as `/records/{file}`.
        public let pattern: String
        /// What the names of its fixtures begin with.
        public let fixturePrefix: String
        /// Header fields that the simulator's example asks for, as those with a key.
        public let fields: HTTPFields
        /// Decodes; throws when the bytes are not of this kind.
        public let decode: @Sendable ([UInt8]) throws -> Void
        /// Makes a check.
        public init(
            pattern: String, fixturePrefix: String, fields: HTTPFields = [:],
            _ decode: @escaping @Sendable ([UInt8]) throws -> Void
        ) {
            self.pattern = pattern
            self.fixturePrefix = fixturePrefix
            self.fields = fields
            self.decode = decode
        }
    }
}

extension IntegrationSubject {
    var manifest: Manifest { type.manifest }

    /// Health and the operations. A failing health is thrown as its error.
    var everyOperation: [Operation] {
        let health = Operation("health") { integration in
            if case .failing(let error) = await integration.health() { throw error }
        }
        return [health] + operations
    }

    func configuration(_ settings: [String: String]? = nil) throws(ConfigurationError) -> Configuration {
        try Configuration(settings ?? self.settings, fields: manifest.settings)
    }

    /// Which credential an integration is made with.
    enum Signing {
        /// The right one.
        case right
        /// One that the simulator refuses.
        case wrong
        /// None: no account is named, and nothing is kept.
        case missing
    }

    /// Makes the integration over a transport. `settings` replaces the subject's own.
    func make(
        over transport: any HTTPTransport, settings: [String: String]? = nil, cacheFolder: String? = nil,
        signing: Signing = .right
    ) throws -> any Integration {
        var settings = settings ?? self.settings
        if signing == .wrong { settings.merge(wrongCredential) { _, wrong in wrong } }
        let context =
            switch signing {
            case .right:
                IntegrationContext(
                    transport: transport, clock: clock, cacheFolder: cacheFolder, access: access,
                    credential: credential)
            case .wrong:
                IntegrationContext(
                    transport: transport, clock: clock, cacheFolder: cacheFolder, access: wrongAccess ?? access,
                    credential: wrongKept ?? credential)
            case .missing: IntegrationContext(transport: transport, clock: clock, cacheFolder: cacheFolder)
            }
        return try type.init(configuration: try configuration(settings), context: context)
    }

    /// What an operation throws while the simulator plays `fault` on every request; `nil` when it succeeds.
    func failure(
        of operation: Operation, under fault: JSON?, over transport: (any HTTPTransport)? = nil,
        signing: Signing = .right
    ) async throws -> (any Error)? {
        let integration = try make(over: transport ?? self.transport, signing: signing)
        try await play(fault)
        var failure: (any Error)?
        do { try await operation.run(integration) } catch { failure = error }
        try await play(nil)
        return failure
    }

    /// Checks that every operation fails with this code while the simulator plays `fault`.
    func expect(
        _ wanted: [IntegrationError.Code], under fault: JSON, called name: String,
        over transport: (any HTTPTransport)? = nil, _ more: (IntegrationError) throws -> Void = { _ in }
    ) async throws {
        for operation in everyOperation {
            let failure = try await failure(of: operation, under: fault, over: transport)
            let names = wanted.map(\.description).joined(separator: " or ")
            guard let error = failure as? IntegrationError else {
                let found = failure.map { "threw \($0)" } ?? "succeeded"
                throw RuleViolation("\(operation.name) under \(name): expected \(names), but it \(found).")
            }
            guard wanted.contains(error.code) else {
                throw RuleViolation("\(operation.name) under \(name): expected \(names), found \(error).")
            }
            try more(error)
        }
    }
}
