// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Third-party products, each named once. The owner module is the only one in layers 0-5 that imports it;
// swift-log, HTTPTypes and swift-crypto are open to every layer from 1 up.
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

/// A library or program in `Sources/`, or elsewhere when `path` says so.
func module(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}
func program(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}
func tests(
    _ name: String, path: String? = nil, _ dependencies: [Target.Dependency], leavingOut others: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: path, exclude: others, swiftSettings: strict)
}
/// An integration's three targets: the integration, its simulator, its tests. Its folder's name is its id.
func integration(_ name: String, also more: [Target.Dependency] = []) -> [Target] {
    let folder = "Integrations/\(name)"
    return [
        module(
            name, path: "\(folder)/Sources",
            ["StewardCore", "StewardHTTP", "StewardOAuth", "StewardIntegration", httpTypes, crypto] + more),
        module(
            "\(name)Simulator", path: "\(folder)/Simulator",
            ["StewardCore", "StewardSimulation", httpTypes, crypto, cryptoExtras]),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [
                .target(name: name), .target(name: "\(name)Simulator"), "StewardCore", "StewardHTTP", "StewardOAuth",
                "StewardIntegration", "StewardContracts", "StewardSimulation", httpTypes, crypto,
            ] + more,
            path: "\(folder)/Tests", exclude: ["Fixtures"], swiftSettings: strict),
    ]
}
/// An integration of programs on this machine: its two targets. The real ones are run by its tests, so that no
/// simulator stands in for them.
func localIntegration(_ name: String) -> [Target] {
    let folder = "Integrations/\(name)"
    return [
        module(
            name, path: "\(folder)/Sources",
            ["StewardCore", "StewardHTTP", "StewardIntegration", "StewardProcess", crypto]),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [
                .target(name: name), "StewardCore", "StewardHTTP", "StewardIntegration", "StewardProcess",
                "StewardContracts", "StewardSimulation", "StewardTestKit", crypto,
            ],
            path: "\(folder)/Tests", exclude: ["Fixtures"], swiftSettings: strict),
    ]
}
/// An application's two targets: the application and its tests.
func application(
    _ name: String, also own: [Target.Dependency] = [], tested more: [Target.Dependency] = [],
    leavingOut others: [String] = []
) -> [Target] {
    let folder = "Applications/\(name)"
    let below: [Target.Dependency] =
        ["StewardCore", "StewardIntegration", "StewardStore", "StewardLedger", "StewardJobs", log, crypto] + own
    return [
        module(name, path: "\(folder)/Sources", below),
        tests(
            "\(name)Tests", path: "\(folder)/Tests", below + [.target(name: name), "StewardTestKit"] + more,
            leavingOut: others),
    ]
}

var targets: [Target] = []

// Layer 0: words. No I/O, no dependencies.
targets += [module("StewardCore")]

// Layer 1: mechanisms, each the owner of one third-party family.
targets += [
    .target(name: "CLinux"),
    .target(name: "CReaderKernel"),
    .target(name: "CReaderWeights", exclude: ["digits.weights", "handwritten-digits.weights", "words.weights"]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    module("StewardHTTP", ["StewardCore", httpTypes, log, crypto, asyncHTTPClient, nioCore, nioHTTP1, nioPosix]),
    module("StewardOAuth", ["StewardCore", "StewardHTTP", httpTypes, log, crypto, jwtKit]),
    module("StewardProcess", ["StewardCore", subprocess, systemPackage]),
    module("StewardStore", ["StewardCore", "CPostgres", grdb, sqlite, log, crypto]),
    module("StewardLedger", ["StewardCore", "StewardStore", crypto, log]),
    module("StewardJobs", ["StewardCore", "StewardStore", log]),
    // Only `steward-read` is linked with these: images from outside are decoded in a program of its own.
    .systemLibrary(name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
    .systemLibrary(name: "CTesseract", providers: [.apt(["libtesseract-dev"])]),
    module("StewardImaging", ["StewardCore", "CLeptonica", "CTesseract"]),
]

// Layer 2: the contract of an integration, and the capabilities.
targets += [module("StewardIntegration", ["StewardCore", "StewardHTTP", httpTypes, crypto])]

// Layer 3: integrations, one line each.
targets += integration("Anthropic")
targets += integration("ElectionCommission")
targets += integration("Gemini")
targets += integration("Google")
targets += integration("GoogleDrive")
targets += integration("GoogleMaps")
targets += integration("Healthchecks")
targets += integration("Mail", also: ["StewardProcess"])
targets += integration("Nominatim")
targets += integration("Ntfy")
targets += integration("OSRM")
targets += integration("OpenAICompatible")
targets += integration("OpenChargeMap")
targets += localIntegration("PostgreSQL")
targets += integration("Webhook")

// Layer 4: applications, one line each.
targets += application("Automation", also: ["StewardProcess"])
targets += application("Backups", also: ["StewardProcess"])
targets += application("Files")
targets += application("Logbook", tested: ["StewardSimulation"])
targets += application("Tally", also: ["CReaderKernel", "CReaderWeights", "StewardProcess"], leavingOut: ["Fixtures"])
targets += application("Timeline")

/// The integrations' targets in this folder of theirs, for those who link every one.
@MainActor func everyIntegration(_ folder: String) -> [Target.Dependency] {
    let found = targets.filter { ($0.path ?? "").hasPrefix("Integrations/") && ($0.path ?? "").hasSuffix(folder) }
    return found.map { .target(name: $0.name) }
}

// Layer 5: the only list of integrations.
targets += [
    module("StewardCatalog", ["StewardCore", "StewardHTTP", "StewardIntegration"] + everyIntegration("/Sources"))
]

// Layer 6: what people touch.
let mechanisms: [Target.Dependency] = [
    "StewardCore", "StewardHTTP", "StewardProcess", "StewardStore", "StewardLedger", "StewardJobs",
    "StewardIntegration", "StewardCatalog", "StewardOAuth", "Automation", "Backups", "Files", "Logbook", "Tally",
    "Timeline", log, crypto,
]
targets += [
    module("StewardServer", mechanisms + [cryptoExtras, hummingbird, httpTypes, lifecycle, nioCore, nioSSL]),
    module("StewardCommands", mechanisms + ["CLinux", "StewardServer", arguments, lifecycle, unixSignals]),
]

// Layer 7: the program, and the one that it starts to read pages.
targets += [
    program("steward", ["StewardCommands"]),
    module(
        "TallyReader", path: "Applications/Tally/Reader",
        ["StewardCore", "StewardImaging", "StewardProcess", "Tally"]),
    tests(
        "TallyReaderTests", path: "Applications/Tally/ReaderTests",
        ["StewardCore", "StewardImaging", "StewardProcess", "StewardTestKit", "Tally", "TallyReader"]),
    program("steward-read", ["StewardCore", "StewardImaging", "TallyReader", arguments]),
]

// Layer T: simulators, contracts and what only tests link.
targets += [
    module("StewardSimulation", ["StewardCore", "StewardHTTP", hummingbird, httpTypes, log, nioCore, crypto]),
    module("StewardContracts", ["StewardCore", "StewardHTTP", "StewardIntegration", httpTypes, crypto]),
    module(
        "StewardTestKit", path: "Tests/StewardTestKit",
        ["StewardCore", "StewardIntegration", "StewardProcess", "StewardStore", log]),
    program(
        "steward-simulate",
        ["StewardCore", "StewardSimulation", arguments, unixSignals] + everyIntegration("/Simulator")),
    program(
        "steward-bench", path: "Benchmarks/steward-bench",
        [
            "StewardCore", "StewardStore", "StewardLedger", "StewardIntegration", "StewardCatalog", "StewardServer",
            "StewardJobs", "StewardSimulation", "Logbook", "Tally", arguments, crypto, hummingbird, log,
        ]),
    program("jobs-node", path: "Tests/jobs-node", ["StewardCore", "StewardStore", "StewardJobs", log]),
    program(
        "logbook-node", path: "Tests/logbook-node",
        ["StewardCore", "StewardStore", "StewardLedger", "StewardJobs", "Logbook"]),
    program(
        "backups-node", path: "Tests/backups-node",
        [
            "StewardCore", "StewardHTTP", "StewardStore", "StewardLedger", "StewardIntegration", "Backups",
            "PostgreSQL", crypto,
        ]),
    program(
        "pass-node", path: "Tests/pass-node",
        ["StewardCore", "StewardIntegration", "StewardStore", "StewardLedger", "Backups", crypto]),
    program(
        "scratch-node", path: "Tests/scratch-node", ["StewardCore", "StewardHTTP", "StewardIntegration", "PostgreSQL"]),
]

targets += [
    tests("StewardCoreTests", ["StewardCore"]),
    tests("StewardHTTPTests", ["StewardCore", "StewardHTTP", httpTypes, log, nioCore, nioHTTP1, nioPosix]),
    tests("StewardIntegrationTests", ["StewardCore", "StewardHTTP", "StewardIntegration", httpTypes]),
    tests("StewardSimulationTests", ["StewardCore", "StewardHTTP", "StewardSimulation", httpTypes]),
    tests(
        "StewardContractsTests",
        [
            "StewardCore", "StewardHTTP", "StewardIntegration", "StewardContracts", "StewardSimulation",
            "StewardTestKit", httpTypes,
        ]),
    tests("StewardCatalogTests", ["StewardCore", "StewardHTTP", "StewardIntegration", "StewardCatalog"]),
    tests("StewardOAuthTests", ["StewardCore", "StewardHTTP", "StewardOAuth", httpTypes, crypto, jwtKit]),
    tests("StewardProcessTests", ["StewardCore", "StewardProcess", "StewardTestKit"]),
    tests("StewardImagingTests", ["StewardImaging"]),
    tests("StewardStoreTests", ["StewardCore", "StewardProcess", "StewardStore", "StewardTestKit"]),
    tests("StewardLedgerTests", ["StewardCore", "StewardStore", "StewardLedger", "StewardTestKit", crypto]),
    tests("StewardJobsTests", ["StewardCore", "StewardStore", "StewardJobs", "StewardTestKit", log]),
    tests(
        "StewardServerTests",
        mechanisms + [
            "StewardServer", "StewardTestKit", "StewardSimulation", "GoogleSimulator", "WebhookSimulator", cryptoExtras,
            hummingbird, hummingbirdTesting, httpTypes, lifecycle, nioCore, nioEmbedded,
        ]),
    tests("StewardCommandsTests", mechanisms + ["StewardCommands", "StewardTestKit", arguments]),
    tests("ArchitectureTests", []),
    tests(
        "EndToEndTests",
        [
            "StewardCore", "StewardHTTP", "StewardOAuth", "StewardProcess", "StewardServer", "StewardTestKit",
            httpTypes,
            crypto,
        ]),
]

let package = Package(
    name: "steward",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "steward", targets: ["steward"]),
        .executable(name: "steward-read", targets: ["steward-read"]),
        .library(name: "StewardCore", targets: ["StewardCore"]),
        .library(name: "StewardHTTP", targets: ["StewardHTTP"]),
        .library(name: "StewardIntegration", targets: ["StewardIntegration"]),
        .library(name: "StewardContracts", targets: ["StewardContracts"]),
        .library(name: "StewardSimulation", targets: ["StewardSimulation"]),
        .library(name: "StewardLedger", targets: ["StewardLedger"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),  // StewardHTTP
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),  // StewardHTTP, StewardServer
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),  // StewardServer: TLS
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),  // request and reply heads
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),  // logging everywhere
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),  // hashes, Ed25519, ChaCha20-Poly1305
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),  // StewardOAuth: signed tokens
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),  // StewardStore: SQLite
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),  // StewardProcess
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),  // StewardProcess: paths
        // StewardServer, StewardSimulation; without traits: neither its configuration reader nor full Foundation is
        // used
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),  // StewardCommands
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),  // serve
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),  // ./dev docs
    ],
    targets: targets,
    swiftLanguageModes: [.v6])
