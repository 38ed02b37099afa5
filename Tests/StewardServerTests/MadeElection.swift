// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardServer
import StewardTestKit
import Tally

/// An installation with a small made election: two constituencies, one error planted, a name that is markup.
struct MadeElection {
    static let name = "made"
    static let hostileName = "นาย <script>alert(1)</script>"

    let folder: TemporaryFolder
    let installation: Installation

    static func with<Value: Sendable>(_ body: (MadeElection) async throws -> Value) async throws -> Value {
        let folder = try TemporaryFolder("server")
        return try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            let made = MadeElection(folder: folder, installation: installation)
            try await made.fill()
            return try await body(made)
        }
    }

    private func fill() async throws {
        let elections = installation.elections
        try await elections.create(
            Self.name, title: "A made election", dataset: TinyDataset.dataset(firstName: Self.hostileName),
            actor: "tester")
        let data = try await elections.data(Self.name)
        let generator = ElectionGenerator(register: data.register, feed: data.feed, seed: 1)
        let source = SourceFile(format: .steward, path: "made", sha256: "")
        var documents: [TallyDocument] = []
        for area in generator.areas {
            let counts = generator.finalCounts(area)
            for count in [counts?.constituency, counts?.partyList].compactMap(\.self) {
                documents.append(generator.announcement(count, source: source))
            }
        }
        let bad = documents[0].number(.bad) ?? 0
        documents[0].fields[.bad] = Reading(.number(bad + 90), method: .generated)
        let file = try folder.write("announcements.jsonl", StewardJSON.lines(documents))
        _ = try await elections.importSource(try ImportSource.open(file), into: Self.name, actor: "tester")
        let examination = try await elections.examine(Self.name)
        _ = try await elections.recordCheck(examination, in: Self.name, actor: "tester")
        _ = try await elections.recordReconciliation(examination, in: Self.name, actor: "tester")
        try await elections.seal(Self.name)
    }
}
