// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Tidies single files or batches of them away.
struct CleanWork: Sendable {
    let store: any FileTrashing
    let root: String
    let options: CleanOptions
    let settings: TransferSettings
    let clock: any Timekeeping

    static let notOwned = "Another account owns it; only its owner can remove it."

    /// Why a file stays; `nil` when it goes.
    static func reasonToStay(_ file: StoredFile, _ options: CleanOptions) -> String? {
        if file.isOwned == false { return notOwned }
        switch file.kind {
        case .document where !options.documents: return "Documents go on request only."
        case .shortcut where !options.shortcuts: return "Shortcuts go on request only."
        default: break
        }
        let denied: StoredFile.Denied = options.isPermanent ? .delete : .trash
        return file.denied.contains(denied) ? "The account may not remove it." : nil
    }

    /// Does a batch; gives each item with what became of it.
    /// - Throws: what stops all.
    func apply(_ items: [TransferItem]) async throws -> [TransferItem] {
        if options.isPermanent {
            var done: [TransferItem] = []
            for item in items { done.append(try await delete(item)) }
            return done
        }
        var patience = Patience(attempts: settings.attempts)
        var waiting = items
        var done: [TransferItem] = []
        while !waiting.isEmpty {
            let errors = try await trash(waiting, &patience)
            var again: [TransferItem] = []
            var last: IntegrationError?
            for (place, item) in waiting.enumerated() {
                guard place < errors.count, let error = errors[place] else {
                    done.append(item.with(.done))
                    continue
                }
                if UploadWork.stopsAll(error), !error.code.isTransient { throw error }
                if error.code.isTransient {
                    again.append(item)
                    last = error
                } else {
                    done.append(Self.refused(item, error))
                }
            }
            waiting = again
            guard let last else { break }
            guard let wait = patience.wait(after: last) else {
                done += again.map { $0.with(.failed, reason: last.message) }
                break
            }
            try await clock.sleep(for: wait)
        }
        return done
    }

    /// Trashes; a call that fails as a whole is tried again.
    private func trash(_ items: [TransferItem], _ patience: inout Patience) async throws -> [IntegrationError?] {
        while true {
            do { return try await store.setTrashed(true, items.map { $0.fileID ?? "" }) } catch {
                guard let wait = patience.wait(after: error) else { throw error }
                try await clock.sleep(for: wait)
            }
        }
    }

    /// Removes one file for good, after a look at it: a plan may be old.
    private func delete(_ item: TransferItem) async throws -> TransferItem {
        guard let id = item.fileID else { return item.with(.failed, reason: "It has no id.") }
        var patience = Patience(attempts: settings.attempts)
        while true {
            do {
                let file = try await store.file(id)
                guard file.kind != .folder, file.parents.isEmpty || file.parents.contains(root), !file.isTrashed else {
                    return item.with(.skipped, reason: "It is no longer a file in the root.")
                }
                if let reason = Self.reasonToStay(file, options) { return item.with(.skipped, reason: reason) }
                _ = try await store.delete(id)
                return item.with(.done)
            } catch let error as IntegrationError where error.code == .notFound {
                // An attempt whose end was not noted has removed it.
                return item.with(.done)
            } catch {
                try Task.checkCancellation()
                if let wait = patience.wait(after: error) {
                    try await clock.sleep(for: wait)
                    continue
                }
                if UploadWork.stopsAll(error) { throw error }
                return Self.refused(item, error)
            }
        }
    }

    private static func refused(_ item: TransferItem, _ error: any Error) -> TransferItem {
        if let error = error as? IntegrationError {
            if error.code == .forbidden { return item.with(.skipped, reason: notOwned) }
            if error.code == .notFound { return item.with(.skipped, reason: "It is gone already.") }
        }
        return item.with(.failed, reason: UploadWork.sentence(error))
    }
}
