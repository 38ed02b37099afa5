// SPDX-License-Identifier: Apache-2.0

/// Modules that come from outside this package, and who owns them.
enum ThirdParty {
    /// A library's modules, and the modules of ours that may import them.
    struct Family: Sendable {
        let name: String
        let modules: Set<String>
        let owners: [Room]
    }

    /// Open to every layer, layer 0 included.
    static let language: Set<String> = ["Swift", "FoundationEssentials", "Synchronization", "RegexBuilder"]

    /// Open to every layer from 1 up.
    static let open: Set<String> = [
        "Foundation", "FoundationInternationalization", "Dispatch", "Glibc", "Musl", "Darwin", "Logging", "HTTPTypes",
        "Crypto", "CryptoExtras",
    ]

    static let families: [Family] = [
        Family(
            name: "async-http-client and SwiftNIO",
            modules: ["AsyncHTTPClient", "NIOHTTP1", "NIOPosix", "NIOFoundationCompat"],
            owners: [.mechanism("StewardHTTP")]),
        Family(name: "swift-nio-ssl", modules: ["NIOSSL"], owners: [.mechanism("StewardHTTP"), .server]),
        Family(
            name: "SwiftNIO's core", modules: ["NIOCore"],
            owners: [.mechanism("StewardHTTP"), .server, .simulation]),
        Family(name: "jwt-kit", modules: ["JWTKit"], owners: [.mechanism("StewardOAuth")]),
        Family(
            name: "swift-subprocess", modules: ["Subprocess", "SystemPackage"],
            owners: [.mechanism("StewardProcess")]),
        Family(name: "GRDB", modules: ["GRDB", "GRDBSQLite"], owners: [.mechanism("StewardStore")]),
        Family(
            name: "Hummingbird", modules: ["Hummingbird", "HummingbirdCore", "HummingbirdTesting"],
            owners: [.server, .simulation]),
        Family(
            name: "swift-service-lifecycle", modules: ["ServiceLifecycle", "UnixSignals"],
            owners: [.server, .commands, .simulation, .simulateProgram]),
        Family(
            name: "swift-argument-parser", modules: ["ArgumentParser"],
            owners: [.commands, .simulateProgram, .readProgram]),
        Family(name: "Swift Testing", modules: ["Testing"], owners: [.contracts]),
    ]

    /// Why this room may not import this module; `nil` when it may.
    static func refusal(of module: String, in room: Room) -> String? {
        if open.contains(module) { return nil }
        guard let family = families.first(where: { $0.modules.contains(module) }) else {
            return
                "no rule knows that module; give it an owner in Tests/ArchitectureTests/ThirdParty.swift"
        }
        return family.owners.contains(room) ? nil : "\(family.name) stays with its owner"
    }
}
