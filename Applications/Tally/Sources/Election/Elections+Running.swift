// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration
import StewardLedger

extension Elections {
    /// The whole job in one go: starts the election or records a newer count, imports, checks, reconciles and seals.
    /// What was just read is not read back; the entries and blobs are those of the single steps.
    /// - Throws: as the single steps; what was recorded before stays.
    package func run(
        _ election: String, title: String, dataset: Dataset, sources: [ImportSource], actor: String
    ) async throws -> (check: RecordedRun, reconciliation: RecordedRun) {
        let isNew = try await ledger.size(of: Self.book(election)) == 0
        var state: ElectionState
        if isNew {
            state = try await create(election, title: title, dataset: dataset, actor: actor)
        } else {
            _ = try await record(dataset, in: election, actor: actor)
            state = try await self.state(election)
        }
        var files: [(path: String, documents: [TallyDocument])] = []
        for source in sources {
            _ = try await importSource(
                source, into: &state, actor: actor, progress: { _ in }, read: { files.append(($0, $1)) })
        }
        let examination = try examine(try await data(election, state, dataset, files, isNew: isNew))
        let check = try await recordCheck(examination, &state, actor: actor)
        let reconciliation = try await recordReconciliation(examination, &state, actor: actor)
        try await seal(state)
        return (check, reconciliation)
    }

    /// What the election rests on: what was just read, when that is all of it, else everything from the blobs.
    private func data(
        _ election: String, _ state: ElectionState, _ dataset: Dataset,
        _ files: [(path: String, documents: [TallyDocument])], isNew: Bool
    ) async throws -> ElectionData {
        guard isNew, files.count == state.sources.count else { return try await data(election) }
        let documents = files.sorted { $0.path < $1.path }.flatMap(\.documents)
        let announcements = documents.filter { $0.form == .announcement }
        return ElectionData(
            state: state, register: try RegisterBuilder.register(from: dataset),
            feed: try FeedBuilder.feed(from: dataset), defects: dataset.defects, documents: announcements,
            stationForms: documents.count - announcements.count)
    }
}
