// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore

/// How much a cache may keep.
public struct CacheLimits: Sendable, Hashable {
    /// Bytes of bodies in memory.
    public var memory: Int
    /// Bytes in the folder.
    public var disk: Int
    /// The largest body that is kept at all.
    public var entry: Int

    /// Makes limits. Without a folder a body must also fit into an eighth of `memory`.
    public init(memory: Int = 16 << 20, disk: Int = 256 << 20, entry: Int = 64 << 20) {
        self.memory = memory
        self.disk = disk
        self.entry = min(entry, disk / 2)
    }

    /// 16 MiB in memory, 256 MiB on disk, 64 MiB each.
    public static var standard: Self { Self() }

    /// The largest body held in memory; a larger one goes to a file while it arrives.
    var inMemory: Int { min(entry, memory / 8) }
}

/// A body that has arrived whole.
enum CachedBody: Sendable {
    case memory([UInt8])
    case file(TemporaryFile)
}

/// Stored replies in memory and on disk. Both tiers forget what was used longest ago.
actor CacheStore {
    private struct Held: Sendable {
        let entry: CacheEntry
        let bytes: [UInt8]
    }
    private let limits: CacheLimits
    private var memory: LeastRecentlyUsed<String, Held>
    /// Where the folder is, until it is opened by the first use.
    private var unopened: String?
    private var folder: CacheFolder?

    init(folder path: String?, limits: CacheLimits) {
        self.limits = limits
        memory = LeastRecentlyUsed(limit: limits.memory)
        unopened = path
    }

    func entry(for key: String, at now: Date) -> CacheEntry? {
        memory.peek(key)?.entry ?? opened(now)?.entry(for: key)
    }

    /// The body of an entry. `nil`, and forgotten, when it is gone or damaged.
    func body(of entry: CacheEntry, for key: String, at now: Date) -> ByteStream? {
        if let held = memory.use(key), held.entry.sha256 == entry.sha256 {
            opened(now)?.use(key, at: now)
            return ByteStream(held.bytes)
        }
        guard let path = opened(now)?.bodyPath(key, entry) else { return nil }
        guard Self.isWhole(path, entry), let body = stream(path, entry, key) else {
            remove(key, at: now)
            return nil
        }
        opened(now)?.use(key, at: now)
        return body
    }

    /// A place for a large body that arrives; `nil` when there is no folder.
    func temporaryFile(at now: Date) -> TemporaryFile? {
        opened(now).flatMap { TemporaryFile(beside: $0.newBodyPath) }
    }

    /// Stores a reply. When the folder can't be written, what fits is in memory alone.
    func put(_ entry: CacheEntry, for key: String, body: CachedBody, at now: Date) {
        _ = memory.remove(key)
        _ = opened(now)?.put(entry, for: key, body: body, at: now)
        if case .memory(let bytes) = body { hold(entry, bytes, key) }
    }

    func confirm(_ entry: CacheEntry, for key: String, at now: Date) {
        if let held = memory.peek(key), held.entry.sha256 == entry.sha256 { hold(entry, held.bytes, key) }
        _ = opened(now)?.confirm(entry, for: key, at: now)
    }

    func remove(_ key: String, at now: Date) {
        _ = memory.remove(key)
        opened(now)?.remove(key)
    }

    private func hold(_ entry: CacheEntry, _ bytes: [UInt8], _ key: String) {
        _ = memory.put(Held(entry: entry, bytes: bytes), for: key, cost: bytes.count + 1024)
    }

    private func opened(_ now: Date) -> CacheFolder? {
        if let path = unopened {
            unopened = nil
            folder = CacheFolder(path: path, limit: limits.disk, now: now)
        }
        return folder
    }

    private func stream(_ path: String, _ entry: CacheEntry, _ key: String) -> ByteStream? {
        if entry.length <= limits.inMemory {
            guard let bytes = DiskFile.contents(of: path, upTo: entry.length) else { return nil }
            hold(entry, bytes, key)
            return ByteStream(bytes)
        }
        guard let file = DiskFile(reading: path) else { return nil }
        return ByteStream(length: Int64(entry.length)) {
            {
                guard let piece = file.read(upTo: 65_536) else {
                    throw IntegrationError(.unavailable, "A stored reply cannot be read from the cache's disk.")
                }
                return piece.isEmpty ? nil : piece
            }
        }
    }

    private static func isWhole(_ path: String, _ entry: CacheEntry) -> Bool {
        guard let file = DiskFile(reading: path), file.size == entry.length else { return false }
        var hash = SHA256()
        while let piece = file.read(upTo: 1 << 18), !piece.isEmpty { hash.update(data: piece) }
        return hexadecimal(hash.finalize()) == entry.sha256
    }
}
