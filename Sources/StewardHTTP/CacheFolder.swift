// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Stored replies on disk, within a limit. Belongs to one ``CacheStore``.
///
/// A reply is two files: `KEY.json` and `KEY-SHA256.body`. The body is put in place first, each by renaming, so a crash
/// leaves at worst a body without an entry. Nothing is synced: what a power cut damages fails its checksum, and counts
/// as missing.
final class CacheFolder {
    private let path: String
    private var index: LeastRecentlyUsed<String, CacheEntry>

    /// Opens a folder, making it if needed, and reads what is in it. `nil` when it can't be made.
    init?(path: String, limit: Int, now: Date) {
        guard DiskFile.makeFolder(path) else { return nil }
        self.path = path
        index = LeastRecentlyUsed(limit: limit)
        load(now: now)
    }

    func entry(for key: String) -> CacheEntry? { index.peek(key) }

    /// Marks as used now, also for the next process.
    func use(_ key: String, at now: Date) {
        if index.use(key) != nil { DiskFile.mark(entryPath(key), usedAt: now) }
    }

    /// Where the body's file lies.
    func bodyPath(_ key: String, _ entry: CacheEntry) -> String { "\(path)/\(key)-\(entry.sha256).body" }

    /// Where a body may be written before it is stored.
    var newBodyPath: String { "\(path)/new" }

    /// Stores a reply. `false` when its files can't be written; then nothing is stored.
    func put(_ entry: CacheEntry, for key: String, body: CachedBody, at now: Date) -> Bool {
        let isInPlace =
            switch body {
            case .memory(let bytes): DiskFile.replace(bodyPath(key, entry), with: bytes)
            case .file(let temporary): temporary.move(to: bodyPath(key, entry))
            }
        guard isInPlace else { return false }
        return write(entry, for: key, at: now)
    }

    /// Replaces an entry whose body stays. `false` when that fails.
    func confirm(_ entry: CacheEntry, for key: String, at now: Date) -> Bool {
        index.peek(key)?.sha256 == entry.sha256 && write(entry, for: key, at: now)
    }

    func remove(_ key: String) {
        if let entry = index.remove(key) { removeFiles(key, entry) }
    }

    private func write(_ entry: CacheEntry, for key: String, at now: Date) -> Bool {
        guard let bytes = try? JSONEncoder().encode(entry), DiskFile.replace(entryPath(key), with: Array(bytes)) else {
            remove(key)
            return false
        }
        DiskFile.mark(entryPath(key), usedAt: now)
        for (gone, former) in index.put(entry, for: key, cost: entry.length + Self.overhead) {
            if gone != key {
                removeFiles(gone, former)
            } else if former.sha256 != entry.sha256 {
                DiskFile.remove(bodyPath(key, former))
            }
        }
        return true
    }

    /// What an entry's own file and the directory take, about.
    private static let overhead = 4096

    private func entryPath(_ key: String) -> String { "\(path)/\(key).json" }

    private func removeFiles(_ key: String, _ entry: CacheEntry) {
        DiskFile.remove(entryPath(key))
        DiskFile.remove(bodyPath(key, entry))
    }

    private func load(now: Date) {
        let names = DiskFile.names(in: path)
        var found: [(key: String, entry: CacheEntry, usedAt: Date)] = []
        for name in names where name.hasSuffix(".json") {
            let key = String(name.dropLast(5))
            if let (entry, usedAt) = read(key) {
                found.append((key, entry, usedAt))
            } else {
                DiskFile.remove(entryPath(key))
            }
        }
        var bodies: Set<String> = []
        for (key, entry, _) in found.sorted(by: { $0.usedAt < $1.usedAt }) {
            bodies.insert("\(key)-\(entry.sha256).body")
            for (gone, former) in index.put(entry, for: key, cost: entry.length + Self.overhead) {
                removeFiles(gone, former)
            }
        }
        removeLeftovers(names, keeping: bodies, now: now)
    }

    private func read(_ key: String) -> (CacheEntry, Date)? {
        guard
            let bytes = DiskFile.contents(of: entryPath(key), upTo: 1 << 20),
            let entry = try? JSONDecoder().decode(CacheEntry.self, from: Data(bytes)),
            entry.sha256.utf8.count == 64, entry.sha256.allSatisfy(\.isHexDigit),
            let body = DiskFile(reading: bodyPath(key, entry)), body.size == entry.length
        else { return nil }
        return (entry, DiskFile(reading: entryPath(key))?.modified ?? .distantPast)
    }

    /// Removes bodies without an entry, and unfinished files. Young ones may be another process's, and stay.
    private func removeLeftovers(_ names: [String], keeping bodies: Set<String>, now: Date) {
        for name in names where name.hasSuffix(".body") || name.hasSuffix(TemporaryFile.suffix) {
            guard !bodies.contains(name), let file = DiskFile(reading: "\(path)/\(name)") else { continue }
            if now.timeIntervalSince(file.modified) > 86_400 { DiskFile.remove("\(path)/\(name)") }
        }
    }
}
