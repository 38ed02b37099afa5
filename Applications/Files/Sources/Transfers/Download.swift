// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
package import StewardIntegration

/// Reads files of a store into a folder: to `<name>.partial`, checked, then renamed. What was interrupted goes on
/// where it stopped, also in another process.
package struct Download: Sendable {
    /// What to do with a file that has the name already.
    package enum Existing: String, Sendable, CaseIterable {
        /// It is left when its size and digest are those of the stored file, and replaced otherwise.
        case keepVerified
        /// It is replaced.
        case replace
        /// It is left when it is verified, and gets another name beside it otherwise: `name-old-<digits>`.
        case setAside
        /// It is an error.
        case refuse
    }

    /// A file that is in its place, verified.
    package struct Fetched: Sendable {
        /// As the service described it when it was read; newer than what was handed in when it changed meanwhile.
        package let file: StoredFile
        /// Size and digests of what is on disk.
        package let content: DigestedContent
        /// Whether it was there before, and nothing was read.
        package let wasPresent: Bool
        /// How the file looks on disk.
        package let stamp: FileStamp
    }

    package let store: any FileStoring
    package let clock: any Timekeeping
    package let settings: TransferSettings

    package init(store: any FileStoring, clock: any Timekeeping, settings: TransferSettings = .init()) {
        self.store = store
        self.clock = clock
        self.settings = settings
    }

    /// Reads one file.
    ///
    /// Cancelled or cut off, it leaves `<name>.partial` of a large file, from which the next call goes on; what can
    /// never be completed is removed.
    /// - Parameter progress: how many bytes of the file are there now; called often.
    /// - Throws: `FilesError` with `invalid` for a folder, document or shortcut, `exists`, `diskFull` before anything
    ///   is read and later, `denied`, `held`; `IntegrationError` of the store (a transient one after
    ///   ``TransferSettings/attempts``), `forbidden` when the account may not read it, `malformedReply` when what came
    ///   is not what the service describes.
    package func fetch(
        _ file: StoredFile, to target: LocalPath, in folder: LocalFolder, existing: Existing = .keepVerified,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> Fetched {
        try check(file)
        if let present = try await present(file, target, folder, existing) { return present }
        let partial = try PartialFile(of: file, to: target, in: folder, settings)
        defer { partial.file.unlock() }
        do {
            try checkSpace(file, partial)
            return try await fetch(file, into: partial, settingAside: existing == .setAside, progress)
        } catch {
            await leave(partial, after: error)
            throw error
        }
    }

    private func check(_ file: StoredFile) throws {
        guard file.kind == .file else {
            throw FilesError(
                .invalid, "“\(file.name)” has no content of its own to read; export it, or open what it points at.")
        }
        guard !file.denied.contains(.download) else {
            throw IntegrationError(.forbidden, "The account may not download “\(file.name)”; ask its owner.")
        }
    }

    /// What is in the file's place already, when it will do.
    private func present(
        _ file: StoredFile, _ target: LocalPath, _ folder: LocalFolder, _ existing: Existing
    ) async throws -> Fetched? {
        guard let stamp = try folder.stamp(target) else { return nil }
        guard !stamp.isFolder else { throw FilesError(.exists, "\(folder.path)/\(target) is a folder; move it away.") }
        switch existing {
        case .refuse: throw FilesError(.exists, "\(folder.path)/\(target) exists already.")
        case .replace: return nil
        case .keepVerified, .setAside:
            guard stamp.isFile, file.checksums.sha256 != nil || file.checksums.md5 != nil,
                file.size ?? stamp.size == stamp.size
            else { return nil }
            let content = try await ContentDigest.of(try folder.open(reading: target), toCompareWith: file.checksums)
            guard content.difference(from: file) == nil else { return nil }
            return Fetched(file: file, content: content, wasPresent: true, stamp: stamp)
        }
    }

    private func checkSpace(_ file: StoredFile, _ partial: PartialFile) throws(FilesError) {
        let needed = (file.size ?? 0) - partial.state.bytes
        let free = try partial.folder.freeBytes()
        guard free - settings.reserve >= needed else {
            throw FilesError(
                .diskFull,
                "\(partial.folder.path) has \(ByteCount(free)) free, “\(file.name)” needs \(ByteCount(needed)), and "
                    + "\(ByteCount(settings.reserve)) must stay free; free some space."
            )
        }
    }

    /// Reads, checks and settles; once more from the start when what came is wrong.
    private func fetch(
        _ first: StoredFile, into partial: PartialFile, settingAside: Bool,
        _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> Fetched {
        var file = first
        var fault = ""
        for _ in 0..<2 {
            let content: DigestedContent
            do {
                content = try await PartsReader(self, partial, file, progress).read()
            } catch let error as IntegrationError where error.code == .conflict {
                file = try await store.file(file.id)
                fault = "it keeps changing while it is read"
                try check(file)
                try partial.restart(file, settings)
                continue
            }
            if let difference = content.difference(from: file) {
                fault = difference
                try partial.restart(file, settings)
                continue
            }
            if let time = file.modifiedAt { partial.file.setChanged(time) }
            try await partial.settle(flushing: settings.flushesEachFile, settingAside: settingAside)
            return Fetched(file: file, content: content, wasPresent: false, stamp: try partial.file.stamp())
        }
        throw IntegrationError(
            .malformedReply, "What came for “\(file.name)” is not the file: \(fault). Try again later.")
    }

    /// Keeps what can be gone on with, removes the rest.
    private func leave(_ partial: PartialFile, after error: any Error) async {
        let isFinal =
            switch error {
            case let error as IntegrationError:
                !error.code.isTransient && error.code != .cancelled
                    && error.code != .unauthorized && error.code != .dailyLimit && error.code != .downloadQuota
            case let error as FilesError: !error.isTransient
            default: false
            }
        if isFinal || !partial.isResumable || partial.state.bytes == 0 { return partial.discard() }
        // In a task of its own: the one that is being cancelled would not wait for the disk.
        await Task { try? await partial.checkpoint() }.value
    }
}
