// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Synchronization

/// A file that is being read from a service: `<name>.partial` beside its target, and, for a large one, what was read
/// of it in `<name>.partial-state`. One process at a time has it.
final class PartialFile: Sendable {
    let folder: LocalFolder
    let target: LocalPath
    let place: LocalPath
    private let statePlace: LocalPath
    let file: OpenFile
    let isResumable: Bool
    private let every: Int64
    private let board: Mutex<Board>
    /// One part writes at a time: the kernel lets no two write to one file at once, and who waits there burns a core.
    private let writing = Mutex(())

    private struct Board {
        var state: PartialState
        var sinceCheckpoint: Int64 = 0
        var isWriting = false
    }

    /// Opens the partial file of a target, and finds out how far it is.
    /// - Throws: `FilesError` with `held` when another process or task is writing it, and what the disk says.
    init(
        of stored: StoredFile, to target: LocalPath, in folder: LocalFolder, _ settings: TransferSettings
    ) throws(FilesError) {
        self.folder = folder
        self.target = target
        let base = target.name.utf8.count <= 240 ? target.name : "." + NameDigits.of(target.name, count: 32)
        place = try target.beside(base + ".partial")
        statePlace = try target.beside(base + ".partial-state")
        let size: Int64
        (file, size) = try Self.locked(place, folder)
        isResumable = (stored.size ?? 0) >= settings.resumableFrom
        every = max(settings.checkpointEvery, 1)
        let fresh = PartialState(of: stored, settings)
        let kept = isResumable ? Self.kept(statePlace, folder, stored) : nil
        if let kept, kept.parts.allSatisfy({ $0.read == $0.start || $0.read <= size }) {
            board = Mutex(Board(state: kept))
        } else {
            if size > 0 { try file.truncate(to: 0) }
            board = Mutex(Board(state: fresh))
        }
    }

    private static func locked(
        _ place: LocalPath, _ folder: LocalFolder
    ) throws(FilesError) -> (file: OpenFile, size: Int64) {
        while true {
            let file = try folder.open(writing: place)
            guard file.lock() else {
                throw FilesError(.held, "\(folder.path)/\(place) is being written by another transfer; wait for it.")
            }
            // The one that had it may have put it in its place between opening and locking.
            let stamp = try file.stamp()
            if try folder.stamp(place)?.number == stamp.number { return (file, stamp.size) }
        }
    }

    private static func kept(_ place: LocalPath, _ folder: LocalFolder, _ stored: StoredFile) -> PartialState? {
        guard let file = try? folder.open(reading: place), let text = try? file.read(at: 0, upTo: 1 << 16) else {
            return nil
        }
        return PartialState(text, for: stored)
    }

    var state: PartialState { board.withLock { $0.state } }

    /// Writes a piece of a part at its place, and now and then what is on disk so far.
    func write(_ piece: [UInt8], part: Int) async throws {
        let offset = board.withLock { $0.state.parts[part].read }
        guard Int64(piece.count) <= board.withLock({ $0.state.parts[part].end }) - offset else {
            throw IntegrationError(.malformedReply, "The service sends more of \(target) than it has; try again later.")
        }
        try writing.withLock { _ in try file.write(piece, at: offset) }
        let isDue = board.withLock { board in
            board.state.parts[part].read += Int64(piece.count)
            board.sinceCheckpoint += Int64(piece.count)
            guard isResumable, board.sinceCheckpoint >= every, !board.isWriting else { return false }
            board.isWriting = true
            board.sinceCheckpoint = 0
            return true
        }
        if isDue { try await checkpoint() }
    }

    /// Puts what was read on disk, and then the note that it is there.
    func checkpoint() async throws {
        defer { board.withLock { $0.isWriting = false } }
        guard isResumable else { return }
        let text = state.bytesOfText
        try await offThread { [self] in
            try file.flush()
            let note = try folder.open(writing: statePlace)
            try note.truncate(to: 0)
            try note.write(text, at: 0)
        }
    }

    /// Forgets everything that was read.
    func restart(_ stored: StoredFile, _ settings: TransferSettings) throws(FilesError) {
        try file.truncate(to: 0)
        try folder.remove(statePlace)
        let fresh = PartialState(of: stored, settings)
        board.withLock { $0.state = fresh }
    }

    /// Puts the file in its place. With `flushing` it is on disk, name and all, when this returns.
    func settle(flushing: Bool, settingAside: Bool) async throws {
        guard flushing else { return try move(settingAside: settingAside) }
        try await offThread { [self] in
            try file.flush()
            try move(settingAside: settingAside)
            try folder.folder(of: target, creating: false).flush()
        }
    }

    private func move(settingAside: Bool) throws(FilesError) {
        if settingAside, let stamp = try folder.stamp(target) {
            let digits = "old-" + NameDigits.of(stamp.text)
            try folder.rename(target, to: target.beside(SafeName.distinguished(target.name, by: digits)))
        }
        try folder.rename(place, to: target)
        if isResumable { try folder.remove(statePlace) }
    }

    /// Removes it.
    func discard() {
        _ = try? folder.remove(place)
        _ = try? folder.remove(statePlace)
    }
}
