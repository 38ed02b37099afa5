// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCatalog
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

@Suite("Catalog")
struct CatalogTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// Writes the pages instead of comparing them: `STEWARD_WRITE_PAGES=1 swift test --filter CatalogTests`.
    private static let writes = ProcessInfo.processInfo.environment["STEWARD_WRITE_PAGES"] != nil

    @Test("ids are unique, sorted and found whatever the case")
    func ids() {
        let ids = Catalog.entries.map(\.manifest.id)
        #expect(ids == Array(Set(ids)).sorted())
        #expect(Catalog.entry("electioncommission")?.manifest.id == "ElectionCommission")
        #expect(Catalog.entry("nothing") == nil)
        #expect(Catalog.entries(with: .datasetReading).map(\.manifest.id).contains("ElectionCommission"))
    }

    @Test("docs/integrations is what the manifests say")
    func pages() throws {
        let manifests = Catalog.entries.map(\.manifest)
        var pages = ["README.md": IntegrationPage.list(manifests)]
        for manifest in manifests { pages["\(manifest.id).md"] = IntegrationPage.page(manifest) }
        let folder = Self.root.appending(path: "docs/integrations")
        if Self.writes {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in pages { try Data(text.utf8).write(to: folder.appending(path: name)) }
        }
        for (name, text) in pages {
            let found = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            #expect(
                found == text,
                "docs/integrations/\(name) is stale: STEWARD_WRITE_PAGES=1 swift test --filter CatalogTests")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".md") }
        #expect(names.sorted() == pages.keys.sorted())
    }

    @Test(
        "what a README says about troubles is what the pages of the server say",
        arguments: Catalog.entries.map(\.manifest))
    func remedies(manifest: Manifest) throws {
        let file = Self.root.appending(path: "Integrations/\(manifest.id)/README.md")
        let readme = try String(contentsOf: file, encoding: .utf8)
        let table = IntegrationPage.troubleshootingTable(manifest.remedies)
        let found = IntegrationPage.table(ofSection: "Troubleshooting", inReadme: readme)
        #expect(found == table, "\(manifest.id)/README.md differs from the manifest; it should be:\n\(table)")
        for code in IntegrationError.Code.all { #expect(manifest.remedy(for: code) != nil, "\(manifest.id): \(code)") }
        let codes = manifest.remedies.flatMap(\.codes)
        #expect(Set(codes).count == codes.count, "a code has two remedies")
    }

    @Test("connecting names every problem of the settings and refuses foreign hosts")
    func connect() async throws {
        let entry = try #require(Catalog.entry("ElectionCommission"))
        let error = #expect(throws: IntegrationError.self) {
            try entry.connect(["x": "1"], transport: Nowhere(), clock: SystemClock(), cacheFolder: nil)
        }
        #expect(error?.message.contains("no setting x") == true)
        let connection = try entry.connect(
            [:], transport: Nowhere(), clock: SystemClock(), cacheFolder: nil)
        #expect(await connection.health() == .failing(IntegrationError(.unavailable, "")))
        #expect(entry.snapshotting != nil)
    }
}

/// A network on which nothing answers.
private struct Nowhere: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        throw IntegrationError(.unavailable, "Nothing answers here.")
    }
}
