// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardServer
import StewardStore
import Tally

/// The demonstration: an invented election from the simulator, its announcements with errors planted in some, checked
/// and reconciled, and jobs and a schedule to look at.
struct DemoElection {
    static let name = "demo"
    static let title = "Demonstration: an invented election"
    static let seed: UInt64 = 2569

    let installation: Installation
    /// Where the simulated commission is.
    let address: String

    private var settings: [String: String] { ["static-address": address, "stats-address": address] }

    /// Fills the installation. Does nothing but note the new address when it is filled already.
    func fill(_ printer: Printer) async throws {
        let text = JSON.object(settings.keys.sorted().map { JSON.Member($0, .string(settings[$0] ?? "")) })
        try await Settings(database: installation.database).set(
            Handlers.feedConnection, to: String(decoding: try text.canonicalBytes(), as: UTF8.self), by: "demo")
        guard try await !installation.elections.names().contains(Self.name) else { return }
        printer.note("Making the demonstration: an invented election with planted errors …")
        let connections = Connections(folder: installation.folder, clock: SystemClock())
        let dataset = try await connections.electionFeed(settings: settings).dataset()
        let elections = installation.elections
        try await elections.create(Self.name, title: Self.title, dataset: dataset, actor: "demo")
        let data = try await elections.data(Self.name)
        let file = installation.folder.path + "/demo-announcements.jsonl"
        try Data(StewardJSON.lines(announcements(data))).write(to: URL(filePath: file))
        _ = try await elections.importSource(try ImportSource.open(file), into: Self.name, actor: "demo")
        try FileManager.default.removeItem(atPath: file)
        try await addWork()
    }

    /// Every announcement but a few, with an error planted in about one of fifteen.
    private func announcements(_ data: ElectionData) -> [TallyDocument] {
        let generator = ElectionGenerator(register: data.register, feed: data.feed, seed: Self.seed)
        let source = SourceFile(format: .steward, path: "announcements", sha256: "")
        var documents: [TallyDocument] = []
        for (number, area) in generator.areas.enumerated() where number % 37 != 11 {
            guard let counts = generator.finalCounts(area) else { continue }
            documents.append(generator.announcement(counts.constituency, source: source))
            documents.append(generator.announcement(counts.partyList, source: source))
        }
        var random = SplitMix64(seed: Self.seed)
        for number in 0..<(documents.count / 15) {
            let kinds = PlantKind.allCases.filter { $0 != .wrongFile && $0 != .doubledDocument }
            guard let plant = Plant.random(kinds[number % kinds.count], in: documents, using: &random) else { continue }
            documents[plant.index] = plant.document
        }
        return documents
    }

    private func addWork() async throws {
        let jobs = installation.jobs
        let payload: JSON = ["election": .string(Self.name)]
        for kind in ["tally.check", "tally.reconcile", "ledger.checkpoint"] {
            _ = try await Handlers.perform(
                try await jobs.enqueue(JobRequest(kind: kind, payload: payload)), installation)
        }
        try await DemoReview(installation: installation).fill()
        let schedules = Schedules(queue: jobs)
        let zone = try LocalZone("Asia/Bangkok")
        for (name, kind, due) in [
            ("fetch the count", "tally.fetch", "every 15m"), ("check every morning", "tally.check", "daily at 06:00"),
            ("sign every evening", "ledger.checkpoint", "daily at 20:00"),
        ] {
            _ = try await schedules.put(
                Schedule(name: name, kind: kind, payload: payload, trigger: try Trigger(parsing: due), zone: zone))
        }
    }
}
