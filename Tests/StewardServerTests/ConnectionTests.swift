// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardServer
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@Suite("Connections by name")
struct ConnectionTests {
    @Test("a connection keeps its settings, and its name belongs to one integration")
    func saves() async throws {
        try await withInstallation { installation in
            let connections = installation.connections
            let address = ["stats-address": "http://127.0.0.1:1"]
            try await connections.save("count", integration: "election-commission", settings: address, by: "me")
            try await connections.save(
                "count", integration: "ElectionCommission", settings: ["static-address": "http://127.0.0.1:2"],
                by: "you")
            let saved = try await connections.show("count")
            #expect(saved.integration == "ElectionCommission")
            #expect(
                saved.settings == ["stats-address": "http://127.0.0.1:1", "static-address": "http://127.0.0.1:2"])
            #expect(saved.changedBy == "you")
            _ = try await connections.open("count")
            let wasThere = try await connections.remove("count")
            #expect(wasThere)
            let isThere = try await connections.remove("count")
            #expect(!isThere)
        }
    }

    @Test("wrong names and settings are refused and nothing is kept", arguments: ["Über", "a b", "", "x/y"])
    func names(name: String) async throws {
        try await withInstallation { installation in
            await #expect(throws: IntegrationError(.invalidRequest, "")) {
                try await installation.connections.save(
                    name, integration: "ElectionCommission", settings: [:], by: "me")
            }
            await #expect(throws: IntegrationError(.invalidRequest, "")) {
                try await installation.connections.save(
                    "fine", integration: "ElectionCommission", settings: ["no-such": "x"], by: "me")
            }
            let kept = try await installation.connections.list()
            #expect(kept.isEmpty)
        }
    }

    @Test("a credential is replaced and forgotten, and only one holder at a time has its turn")
    func credential() async throws {
        try await withInstallation { installation in
            let credential = installation.connections.credential(of: "one")
            #expect(try await credential.load() == nil)
            try await credential.replace(Secret("first"))
            #expect(try await credential.load()?.reveal() == "first")
            let inside = Inside()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    let one = installation.connections.credential(of: "one")
                    group.addTask {
                        try await one.exclusively {
                            #expect(inside.enter() == 1)
                            await Task.yield()
                            inside.leave()
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await credential.replace(nil)
            #expect(try await credential.load() == nil)
        }
    }

    private func withInstallation(_ body: @escaping @Sendable (Installation) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { try await body($0) }
    }
}

/// How many are in their turn.
private final class Inside: Sendable {
    private let count = Mutex(0)

    func enter() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
    func leave() { count.withLock { $0 -= 1 } }
}
