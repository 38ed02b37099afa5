// SPDX-License-Identifier: Apache-2.0
import Crypto

/// A file beside a SQLite database that holds what was promised and may not be in the database yet, as records that are
/// done again after a crash.
///
/// The file has two halves, each a row of records that is written from its beginning again and again: one is added to
/// while what the other holds reaches the disk in the database. A record counts when it follows the state that the
/// database is in: it names that state, its place in the row, the state after the row, and its checksum. So nothing has
/// to be removed.
///
/// Whoever writes holds the database's lock for writing; one process at a time does.
struct RedoLog: ~Copyable {
    /// Records that follow a state of the database, and the state after them.
    struct Row {
        let records: [RedoRecord]
        let next: UInt32
    }

    private let file: DurableFile
    private var start: Int64 = 0
    /// Until where each half was written to since the file was opened.
    private var room = [0, Int64(RedoLog.halfSize)]
    private var end: Int64 = 0
    /// How many records the row has.
    private var count: UInt32 = 0
    /// The state of the database that the records follow.
    private(set) var state: UInt32 = 0
    /// The state of the database that has them.
    private(set) var next: UInt32 = 0

    /// The bytes that a half may have.
    static let halfSize = 4 << 20
    /// The bytes by which a half grows.
    private static let step = 256 << 10
    private static let headSize = 48

    /// Opens the file, or makes it, empty.
    init(_ path: String) throws(SystemCallError) { file = try DurableFile(locking: path) }

    /// The records that follow a state of the database; `nil` when none do.
    /// - Parameter state: asks for the state; is not called when the file was never used.
    func row(following state: () throws -> UInt32) throws -> Row? {
        let starts = [0, Int64(Self.halfSize)]
        let heads = try starts.map { try Head(file.read(Self.headSize, at: $0)) }
        guard heads.contains(where: { $0 != nil }) else { return nil }
        let state = try state()
        for (start, head) in zip(starts, heads) {
            guard let head, head.state == state else { continue }
            let records = try records(at: start, following: state)
            if !records.isEmpty { return Row(records: records, next: head.next) }
        }
        return nil
    }

    /// Begins a row.
    /// - Parameters:
    ///   - half: 0 or 1. What it holds must be on disk in the database.
    ///   - state: the database's.
    ///   - next: the state after the row.
    mutating func begin(half: Int, following state: UInt32, next: UInt32) {
        start = Int64(half * Self.halfSize)
        (end, count, self.state, self.next) = (start, 0, state, next)
    }

    /// What was added to the row.
    func records() throws -> [RedoRecord] { Array(try records(at: start, following: state).prefix(Int(count))) }

    /// Adds a record; it is on disk when this returns.
    /// - Returns: `false` when there is no room for it.
    mutating func append(_ record: RedoRecord) throws(SystemCallError) -> Bool {
        let content = record.bytes
        guard Int(end - start) + Self.headSize + content.count <= Self.halfSize else { return false }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headSize + content.count)
        for number in [UInt32(content.count), state, count, next] { RedoRecord.append(number, to: &bytes) }
        bytes += Self.checksum(bytes[...], content[...])
        bytes += content
        try grow(to: end + Int64(bytes.count))
        do throws(SystemCallError) {
            try file.write(bytes, at: end)
            try file.flushContent()
        } catch {
            // Its caller hears that it failed: it must not be done again.
            try? file.write([UInt8](repeating: 0, count: Self.headSize), at: end)
            throw error
        }
        count += 1
        end += Int64(bytes.count)
        return true
    }

    /// Whether it is time to begin another row.
    var isAlmostFull: Bool { end - start > Self.halfSize / 4 * 3 }

    /// Has room for what is added, so that nothing but the file's content has to be written when it is.
    private mutating func grow(to place: Int64) throws(SystemCallError) {
        let half = start == 0 ? 0 : 1
        guard place > room[half] else { return }
        while place > room[half] {
            try file.write([UInt8](repeating: 0, count: Self.step), at: room[half])
            room[half] += Int64(Self.step)
        }
        try file.flush()
        try DurableFolder.flush(DurableFolder.parent(of: file.path))
    }

    // MARK: Bytes

    private func records(at start: Int64, following state: UInt32) throws -> [RedoRecord] {
        var records: [RedoRecord] = []
        var place = start
        while let head = try Head(file.read(Self.headSize, at: place)), head.state == state,
            head.place == records.count, head.size <= Self.halfSize
        {
            let content = try file.read(head.size, at: place + Int64(Self.headSize))
            guard content.count == head.size, Self.checksum(head.bytes[...], content[...]).elementsEqual(head.checksum),
                let record = RedoRecord(content[...])
            else { break }
            records.append(record)
            place += Int64(Self.headSize + head.size)
        }
        return records
    }

    private static func checksum(_ head: ArraySlice<UInt8>, _ content: ArraySlice<UInt8>) -> SHA256.Digest {
        var hash = SHA256()
        hash.update(data: head)
        hash.update(data: content)
        return hash.finalize()
    }

    private struct Head {
        let size: Int
        let state: UInt32
        let place: UInt32
        let next: UInt32
        let bytes: ArraySlice<UInt8>
        let checksum: ArraySlice<UInt8>

        /// `nil` where nothing was written.
        init?(_ all: [UInt8]) {
            guard all.count == RedoLog.headSize else { return nil }
            func number(_ place: Int) -> UInt32 {
                (0..<4).reversed().reduce(0) { $0 << 8 | UInt32(all[place + $1]) }
            }
            (size, state, place, next) = (Int(number(0)), number(4), number(8), number(12))
            (bytes, checksum) = (all[..<16], all[16...])
            guard state != 0 else { return nil }
        }
    }

    // MARK: Other processes

    /// Runs `body`, which waits for the database's lock for writing, so that who has it hears of it.
    func waiting<Value>(_ body: () throws -> Value) rethrows -> Value {
        file.share()
        defer { file.unlock() }
        return try body()
    }

    /// Whether another process waits for the database's lock for writing.
    var isWanted: Bool {
        guard file.lock() else { return true }
        file.unlock()
        return false
    }
}
