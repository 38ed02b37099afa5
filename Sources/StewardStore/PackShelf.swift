// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The packs of a folder. Of each list only the first 8 bytes of every name stay in memory, and only once somebody
/// asks.
final class PackShelf: Sendable {
    let folder: String
    private let state = Mutex(State())

    private struct State {
        var packs: [String: Pack] = [:]
        var isLoaded = false
    }

    /// `starts` are the first 8 bytes of the names in order; `nil` when the list is damaged.
    private struct Pack {
        let starts: [UInt64]?
        let listStart: Int64
    }

    init(folder: String) { self.folder = folder }

    /// Finds a blob. `isFresh` says that packs which appeared lately matter: when none that is known has the blob, the
    /// folder is looked at again.
    func find(_ words: BlobWords, isFresh: Bool = true) throws -> OpenBlob? {
        return try state.withLock { state -> OpenBlob? in
            if !state.isLoaded {
                try load(&state)
            } else if let found = try look(words, state) {
                return found
            } else if isFresh {
                try load(&state)
            } else {
                return nil
            }
            return try look(words, state)
        }
    }

    /// Looks at the folder now.
    func refresh() throws { try state.withLock { try load(&$0) } }

    /// Every blob of every pack, with the pack's file name.
    /// - Throws: `BlobError` with `damaged`, naming the pack.
    func all() throws -> [(pack: String, rows: [PackList.Row])] {
        try DurableFolder.names(folder).filter { $0.hasSuffix(PackList.suffix) }.map { name in
            do { return (name, try rows(of: name)) } catch is PackFault { throw Self.damaged(path(name)) }
        }
    }

    /// The packs whose lists are damaged.
    func damaged() -> [String] {
        state.withLock { state in state.packs.filter { $0.value.starts == nil }.keys.sorted() }.map(path)
    }

    func path(_ name: String) -> String { folder + "/" + name }

    static func damaged(_ path: String) -> BlobError {
        BlobError(.damaged, "The pack \(path) is damaged: its list of blobs was changed. Restore it from a backup.")
    }

    private func rows(of name: String) throws -> [PackList.Row] {
        try PackList.rows(of: DurableFile(reading: path(name)), named: name)
    }

    /// Reads the lists of new packs and forgets packs that are gone.
    private func load(_ state: inout State) throws {
        let names = try DurableFolder.names(folder).filter { $0.hasSuffix(PackList.suffix) }
        let old = state.packs
        state.packs = [:]
        for name in names { state.packs[name] = try old[name] ?? pack(name) }
        state.isLoaded = true
    }

    private func pack(_ name: String) throws -> Pack? {
        do {
            let file = try DurableFile(reading: path(name))
            let rows = try PackList.rows(of: file, named: name)
            let listStart = try file.size() - Int64(PackList.rowBytes * (rows.count + 1))
            return Pack(starts: rows.map { $0.words[0] }, listStart: listStart)
        } catch is PackFault {
            return Pack(starts: nil, listStart: 0)
        } catch let error as SystemCallError where error.isMissing {
            return nil
        }
    }

    private func look(_ words: BlobWords, _ state: State) throws -> OpenBlob? {
        for (name, pack) in state.packs {
            guard let starts = pack.starts else { continue }
            var place = Self.first(words[0], in: starts)
            guard place < starts.count, starts[place] == words[0] else { continue }
            // A pack that another process took apart meanwhile is not there; the caller looks again.
            guard let file = try Self.open(path(name)) else { continue }
            while place < starts.count, starts[place] == words[0] {
                let bytes = try file.read(PackList.rowBytes, at: pack.listStart + Int64(place * PackList.rowBytes))
                guard bytes.count == PackList.rowBytes, let row = try? PackList.row(bytes, 0, before: pack.listStart)
                else { throw Self.damaged(path(name)) }
                if row.words == words {
                    return OpenBlob(file: file, offset: row.offset, length: row.length, isInPack: true)
                }
                place += 1
            }
        }
        return nil
    }

    private static func open(_ path: String) throws -> DurableFile? {
        do { return try DurableFile(reading: path) } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// The first place whose number is not below `number`.
    private static func first(_ number: UInt64, in numbers: [UInt64]) -> Int {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
