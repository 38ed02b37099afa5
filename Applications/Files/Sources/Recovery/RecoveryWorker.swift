// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger

/// Brings one batch of files after the other to its end.
struct RecoveryWorker {
    let recovery: Recovery
    let run: RecoveryRun
    let folder: LocalFolder?
    let tell: @Sendable (Recovery.Event) -> Void
    var summary = RecoverySummary()
    /// Files that were taken up in this run.
    private(set) var tried = 0
    private(set) var doneNow = 0
    private var names = NameReservations()
    /// What is known of the files of this batch, for the book.
    private var evidence: [String: String] = [:]

    init(
        _ recovery: Recovery, _ run: RecoveryRun, _ folder: LocalFolder?,
        _ tell: @escaping @Sendable (Recovery.Event) -> Void
    ) {
        self.recovery = recovery
        self.run = run
        self.folder = folder
        self.tell = tell
    }

    private var request: RecoveryRequest { recovery.request }
    private var wantsDownload: Bool { run.scope.command == .recoverAndDownload }

    /// Restores, downloads, acts, and notes each step before the next.
    mutating func perform(_ batch: [RecoveryItem]) async throws {
        tried += batch.count
        evidence = [:]
        var items = batch
        if run.scope.steps.contains(.recovered) { items = try await restore(items) }
        if wantsDownload {
            items = try await download(items)
            items = try await act(items)
        }
        doneNow += items.filter { run.scope.steps.isSubset(of: $0.done) }.count
        try await record(items)
    }

    // MARK: Restore

    private mutating func restore(_ items: [RecoveryItem]) async throws -> [RecoveryItem] {
        let store = try recovery.connection.trashing()
        let open = items.indices.filter { !items[$0].done.contains(.recovered) }
        // Folders before what is in them: a file stays in the trash as long as its folder does.
        let order = open.filter { items[$0].isFolder } + open.filter { !items[$0].isFolder }
        var items = items
        let errors = try await retrying(order.map { items[$0].id }) { try await store.setTrashed(false, $0) }
        var reasons: [String: String] = [:]
        for (place, error) in zip(order, errors) {
            if let error {
                fail(items[place], error.message)
                reasons[items[place].id] = error.message
                continue
            }
            items[place].done.insert(.recovered)
            if items[place].isFolder { items[place].done.formUnion([.downloaded, .postRestored]) }
            summary.recovered += 1
        }
        try await recovery.records.note(order.map { items[$0] }, reasons: reasons, of: run)
        return items.filter { reasons[$0.id] == nil }
    }

    /// Calls for all, then again, up to three times, for those that failed in a way that may pass. One error each, in
    /// order; `nil` for done.
    private func retrying(
        _ ids: [String], _ call: ([String]) async throws -> [IntegrationError?]
    ) async throws -> [IntegrationError?] {
        var errors: [IntegrationError?] = ids.map { _ in nil }
        var left = Array(ids.indices)
        for attempt in 0..<3 where !left.isEmpty {
            if attempt > 0 { try await recovery.files.clock.sleep(for: .seconds(Double(1 << (attempt - 1)))) }
            try await recovery.pace.wait()
            let answers = try await call(left.map { ids[$0] })
            for (place, answer) in zip(left, answers) { errors[place] = answer }
            left = zip(left, answers).filter { $0.1?.code.isTransient == true }.map(\.0)
        }
        return errors
    }

    // MARK: Download

    private mutating func download(_ items: [RecoveryItem]) async throws -> [RecoveryItem] {
        guard let folder else { throw FilesError(.invalid, "A download needs a folder; name one with --download-dir.") }
        var items = items
        var open: [Int] = []
        for place in items.indices where !items[place].done.contains(.downloaded) {
            guard items[place].hasContent || items[place].kind == "document" else {
                summary.skipped += 1
                fail(items[place], "“\(items[place].name)” is a \(items[place].kind) and has nothing to download.")
                continue
            }
            if items[place].target == nil { items[place].target = try reserve(items[place], folder) }
            open.append(place)
        }
        // The names are kept before anything is written, so that a run that goes on finds its own files.
        try await recovery.records.note(open.map { items[$0] }, of: run)
        let results = try await fetch(open.map { items[$0] }, folder)
        if results.contains(where: \.isNew) { try await folder.flushAll() }
        var reasons: [String: String] = [:]
        for (place, result) in zip(open, results) {
            switch result {
            case .failed(let reason, _):
                reasons[items[place].id] = reason
                fail(items[place], reason)
            case .fetched(let digest, let wasPresent):
                items[place].done.insert(.downloaded)
                evidence[items[place].id] = digest
                if wasPresent && request.existing == .skip {
                    summary.skippedExisting += 1
                } else {
                    summary.downloaded += 1
                }
            }
        }
        try await recovery.records.note(open.map { items[$0] }, reasons: reasons, of: run)
        return items
    }

    /// A name in the folder that no other file of the run has.
    private mutating func reserve(_ item: RecoveryItem, _ folder: LocalFolder) throws -> String {
        let safe = RecoveryName.make(item.name, id: item.id)
        func path(_ name: String) -> String { item.folder.isEmpty ? name : item.folder + "/" + name }
        if request.existing == .distinguish, try folder.stamp(LocalPath(text: path(safe))) != nil {
            names.take(safe, in: item.folder)
        }
        return path(names.reserve(safe, id: item.id, in: item.folder))
    }

    private func fetch(_ items: [RecoveryItem], _ folder: LocalFolder) async throws -> [FetchResult] {
        let fetcher = try RecoveryFetcher(recovery, folder)
        return try await withThrowingTaskGroup(of: (Int, FetchResult).self) { group in
            var results = items.map { _ in FetchResult.failed("It was not tried.") }
            var next = 0
            var unreachable = 0
            while next < min(request.concurrency, items.count) {
                group.addTask { [next] in (next, try await fetcher.fetch(items[next])) }
                next += 1
            }
            while let (place, result) = try await group.next() {
                results[place] = result
                unreachable = result.isUnreachable ? unreachable + 1 : 0
                // The network or the service is gone; the rest would only fail slowly, one after the other.
                if unreachable > request.concurrency, case .failed(let reason, _) = result {
                    throw IntegrationError(.unavailable, "\(reason) The same command goes on from here.")
                }
                if next < items.count {
                    group.addTask { [next] in (next, try await fetcher.fetch(items[next])) }
                    next += 1
                }
            }
            return results
        }
    }

    // MARK: Act

    /// Does what the policy says with those that are here, verified.
    private mutating func act(_ items: [RecoveryItem]) async throws -> [RecoveryItem] {
        var items = items
        let open = items.indices.filter {
            items[$0].done.contains(.downloaded) && !items[$0].done.contains(.postRestored)
        }
        guard !open.isEmpty else { return items }
        let store = try recovery.connection.trashing()
        let errors: [IntegrationError?]
        switch request.policy {
        case .retain: errors = open.map { _ in nil }
        case .trash: errors = try await retrying(open.map { items[$0].id }) { try await store.setTrashed(true, $0) }
        case .delete: errors = try await delete(open.map { items[$0].id }, store)
        }
        var reasons: [String: String] = [:]
        for (place, error) in zip(open, errors) {
            if let error {
                reasons[items[place].id] = error.message
                fail(items[place], error.message)
                continue
            }
            items[place].done.insert(.postRestored)
            switch request.policy {
            case .retain: summary.retained += 1
            case .trash: summary.trashed += 1
            case .delete: summary.deleted += 1
            }
        }
        try await recovery.records.note(open.map { items[$0] }, reasons: reasons, of: run)
        return items
    }

    private func delete(_ ids: [String], _ store: any FileTrashing) async throws -> [IntegrationError?] {
        try await retrying(ids) { ids in
            var errors: [IntegrationError?] = []
            for id in ids {
                do {
                    try await recovery.pace.wait()
                    _ = try await store.delete(id)
                    errors.append(nil)
                } catch let error as IntegrationError {
                    if error.code == .cancelled || error.code == .unauthorized { throw error }
                    errors.append(error)
                }
            }
            return errors
        }
    }

    // MARK: Report

    private mutating func fail(_ item: RecoveryItem, _ reason: String) {
        summary.errors += 1
        tell(.failed(FailedFile(sourceFolder: sourceFolder, id: item.id, target: item.target ?? ""), reason))
    }

    private var sourceFolder: String { run.scope.source == .folder ? run.scope.key : "" }

    /// One entry for a batch: what was done with each file.
    private func record(_ items: [RecoveryItem]) async throws {
        let rows = items.filter { run.scope.steps.isSubset(of: $0.done) }.map { item -> JSON in
            var members: [JSON.Member] = [
                .init("file", .string(item.id)), .init("name", .string(item.name)),
                .init("steps", .array(RecoveryStep.allCases.filter(item.done.contains).map { .string($0.rawValue) })),
            ]
            if let target = item.target { members.append(.init("target", .string(target))) }
            if let digest = evidence[item.id] { members.append(.init("sha256", .string(digest))) }
            return .object(members)
        }
        guard let first = items.first, !rows.isEmpty else { return }
        let payload: JSON = [
            "recovery": .string(run.id), "policy": .string(wantsDownload ? request.policy.rawValue : "none"),
            "files": .array(rows),
        ]
        try await recovery.files.ledger.append(
            EntryDraft(
                kind: FilesEntry.recovered, actor: recovery.actor, payload: payload,
                idempotencyKey: "recovery:\(run.id):\(first.number):\(rows.count)"),
            to: Files.book(recovery.connection.name))
    }
}

/// How the download of one file ended.
enum FetchResult: Sendable {
    case fetched(sha256: String, wasPresent: Bool)
    /// With whether the service could not be reached.
    case failed(String, isUnreachable: Bool = false)

    var isNew: Bool { if case .fetched(_, wasPresent: false) = self { true } else { false } }
    var isUnreachable: Bool { if case .failed(_, isUnreachable: true) = self { true } else { false } }
}
