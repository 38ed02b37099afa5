// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite("Layers: who may import whom")
struct LayeringTests {
    @Test("no file of this package imports what its place does not allow")
    func realTree() {
        expectNone(Layering.violations(in: RepositoryTree.real.files))
    }

    /// A planted file that must be refused, and a part of the sentence that says why.
    @Test(
        "a planted import that a place does not allow is named with file, line and rule",
        arguments: [
            ("Sources/StewardCore/A.swift", "StewardHTTP", "layer 0 imports no other module"),
            ("Sources/StewardCore/A.swift", "Foundation", "standard library and FoundationEssentials only"),
            ("Sources/StewardCore/A.swift", "Crypto", "standard library and FoundationEssentials only"),
            ("Sources/StewardHTTP/A.swift", "StewardStore", "StewardHTTP knows StewardCore only"),
            ("Sources/StewardHTTP/A.swift", "GRDB", "GRDB stays with its owner"),
            ("Sources/StewardStore/A.swift", "AsyncHTTPClient", "stays with its owner"),
            ("Sources/StewardStore/A.swift", "StewardLedger", "StewardStore knows"),
            ("Sources/StewardLedger/A.swift", "StewardJobs", "StewardLedger knows StewardCore and StewardStore only"),
            ("Sources/StewardJobs/A.swift", "StewardHTTP", "StewardJobs knows StewardCore and StewardStore only"),
            ("Sources/StewardLedger/A.swift", "CPostgres", "StewardLedger knows"),
            ("Sources/StewardIntegration/A.swift", "StewardStore", "layer 2 knows"),
            ("Sources/StewardIntegration/A.swift", "NIOCore", "stays with its owner"),
            ("Integrations/Drive/Sources/A.swift", "StewardStore", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "StewardLedger", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "StewardJobs", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "Tesla", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "Ballots", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "StewardSimulation", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "DriveSimulator", "an integration knows"),
            ("Integrations/Drive/Sources/A.swift", "FoundationNetworking", "no rule knows that module"),
            ("Integrations/Drive/Simulator/A.swift", "Drive", "never its integration"),
            ("Integrations/Drive/Simulator/A.swift", "StewardIntegration", "never its integration"),
            ("Integrations/Drive/Simulator/A.swift", "StewardHTTP", "never its integration"),
            ("Integrations/Drive/Tests/A.swift", "Tesla", "an integration's tests know"),
            ("Integrations/Drive/Tests/A.swift", "StewardStore", "an integration's tests know"),
            ("Applications/Ballots/Sources/A.swift", "Drive", "an application knows"),
            ("Applications/Ballots/Sources/A.swift", "Trips", "an application knows"),
            ("Applications/Ballots/Sources/A.swift", "StewardHTTP", "an application knows"),
            ("Applications/Ballots/Sources/A.swift", "StewardServer", "an application knows"),
            ("Applications/Ballots/Sources/A.swift", "Hummingbird", "Hummingbird stays with its owner"),
            ("Applications/Ballots/Tests/A.swift", "Trips", "an application's tests know"),
            ("Sources/StewardCatalog/A.swift", "Ballots", "the catalog knows"),
            ("Sources/StewardCatalog/A.swift", "StewardStore", "the catalog knows"),
            ("Sources/StewardServer/A.swift", "Drive", "the server knows"),
            ("Sources/StewardServer/A.swift", "StewardCommands", "the server knows"),
            ("Sources/StewardServer/A.swift", "StewardContracts", "the server knows"),
            ("Sources/StewardServer/A.swift", "ArgumentParser", "swift-argument-parser stays with its owner"),
            ("Sources/StewardCommands/A.swift", "Drive", "the commands know"),
            ("Sources/StewardCommands/A.swift", "StewardSimulation", "the commands know"),
            ("Sources/StewardCommands/A.swift", "Hummingbird", "Hummingbird stays with its owner"),
            ("Sources/StewardServer/A.swift", "StewardImaging", "the server knows"),
            ("Sources/StewardCommands/A.swift", "StewardImaging", "the commands know"),
            ("Sources/StewardCommands/A.swift", "BallotsReader", "the commands know"),
            ("Sources/StewardCommands/A.swift", "CTesseract", "the commands know"),
            ("Sources/StewardImaging/A.swift", "StewardProcess", "StewardImaging knows"),
            ("Applications/Ballots/Sources/A.swift", "StewardImaging", "an application knows"),
            ("Applications/Ballots/Sources/A.swift", "BallotsReader", "an application knows"),
            ("Applications/Ballots/Reader/A.swift", "CLeptonica", "a reader knows"),
            ("Applications/Ballots/Reader/A.swift", "StewardStore", "a reader knows"),
            ("Applications/Ballots/ReaderTests/A.swift", "Trips", "a reader's tests know"),
            ("Sources/steward-read/A.swift", "StewardStore", "steward-read knows"),
            ("Sources/steward-read/A.swift", "CLeptonica", "steward-read knows"),
            ("Sources/steward/A.swift", "StewardCore", "the program knows layer 6 only"),
            ("Sources/StewardContracts/A.swift", "Drive", "the contracts know"),
            ("Sources/StewardSimulation/A.swift", "StewardIntegration", "StewardSimulation knows"),
            ("Sources/steward-simulate/A.swift", "Drive", "steward-simulate knows simulators only"),
        ])
    func planted(path: String, module: String, rule: String) {
        let file = SourceFile(path, "// SPDX\npublic import \(module)\n")
        let found = Layering.violations(in: Self.neighbours + [file])
        #expect(found.count == 1)
        #expect(found.first?.path == path)
        #expect(found.first?.line == 2)
        #expect(found.first?.message.contains("imports \(module), but ") == true)
        #expect(found.first?.message.contains(rule) == true, "\(found)")
    }

    @Test(
        "what the table allows is allowed",
        arguments: [
            ("Sources/StewardCore/A.swift", "FoundationEssentials"),
            ("Sources/StewardHTTP/A.swift", "AsyncHTTPClient"),
            ("Sources/StewardStore/A.swift", "CPostgres"),
            ("Sources/StewardLedger/A.swift", "StewardStore"),
            ("Integrations/Drive/Sources/A.swift", "StewardHTTP"),
            ("Integrations/Drive/Sources/A.swift", "HTTPTypes"),
            ("Integrations/Drive/Simulator/A.swift", "StewardSimulation"),
            ("Integrations/Drive/Tests/A.swift", "DriveSimulator"),
            ("Applications/Ballots/Sources/A.swift", "StewardLedger"),
            ("Sources/StewardCatalog/A.swift", "Drive"),
            ("Sources/StewardCommands/A.swift", "StewardServer"),
            ("Sources/steward/A.swift", "StewardCommands"),
            ("Sources/StewardImaging/A.swift", "CLeptonica"),
            ("Applications/Ballots/Reader/A.swift", "StewardImaging"),
            ("Applications/Ballots/Reader/A.swift", "Ballots"),
            ("Applications/Ballots/ReaderTests/A.swift", "BallotsReader"),
            ("Sources/steward-read/A.swift", "BallotsReader"),
            ("Tests/EndToEndTests/A.swift", "StewardStore"),
        ])
    func allowed(path: String, module: String) {
        let file = SourceFile(path, "import \(module)\n")
        #expect(Layering.violations(in: Self.neighbours + [file]) == [])
    }

    @Test("every spelling of an import is seen, and words in comments and strings are not")
    func spellings() {
        let text = """
            // import Comment
            /* import Block /* nested */ import Block */
            @testable import First
            @preconcurrency public import Second
            #if canImport(Third)
                package import struct Third.Thing
            #endif
            let text = "import InText \\(call("import Inner")) more"
            let raw = #"import "Raw" "#
            let long = \"\"\"
                import Long
                \"\"\"
            """
        #expect(
            Import.all(in: SourceFile("Sources/X/A.swift", text)) == [
                Import(module: "First", line: 3), Import(module: "Second", line: 4), Import(module: "Third", line: 6),
            ])
    }

    @Test("a folder under Sources without a layer is named")
    func unknownFolder() {
        let found = Layering.violations(in: [SourceFile("Sources/StewardMagic/A.swift", "")])
        #expect(found.map(\.path) == ["Sources/StewardMagic/A.swift"])
    }

    private static let neighbours = [
        SourceFile("Integrations/Drive/Sources/Drive.swift", ""),
        SourceFile("Integrations/Drive/Simulator/DriveSimulator.swift", ""),
        SourceFile("Integrations/Tesla/Sources/Tesla.swift", ""),
        SourceFile("Applications/Ballots/Sources/Ballots.swift", ""),
        SourceFile("Applications/Ballots/Reader/BallotsReader.swift", ""),
        SourceFile("Applications/Trips/Sources/Trips.swift", ""),
    ]
}
