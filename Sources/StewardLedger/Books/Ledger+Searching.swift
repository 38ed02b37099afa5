// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Ledger {
    /// Entries of which the payload holds exactly this text somewhere, in order, at most `limit`. Reads the book until
    /// it has them; memory does not grow with it.
    /// - Parameter text: letters and digits, as a SHA-256.
    /// - Throws: ``LedgerError`` with `damaged` when a line that holds the text is no entry; the database's error.
    package func entries(holding text: String, in book: BookID, limit: Int) async throws -> [Entry] {
        let size = try await self.size(of: book)
        let wanted = Array("\"\(text)\"".utf8)
        let found = Mutex<[Entry]>([])
        var next: Int64 = 0
        while next < size, found.withLock({ $0.count }) < limit {
            try Task.checkCancellation()
            try await forEachRow(in: book, from: next, until: min(size, next + Self.searchStep)) { row in
                guard Self.contains(try row.bytes("line"), wanted) else { return }
                let entry = try Entry(row)
                if Self.holds(entry.payload, text) { found.withLock { $0.append(entry) } }
            }
            next += Self.searchStep
        }
        return Array(found.withLock { $0 }.prefix(limit))
    }

    /// An entry's bytes as they are stored, with the hash that they have and the one that is kept with them; `nil` when
    /// there is no such entry.
    /// - Throws: the database's error.
    package func line(
        of sequence: Int64, in book: BookID
    ) async throws -> (bytes: [UInt8], hash: [UInt8], stored: [UInt8])? {
        try await database.read { connection in
            guard
                let row = try connection.first(
                    "SELECT hash, line FROM ledger_entry WHERE book = $1 AND sequence = $2",
                    [.text(book.name), .integer(sequence)])
            else { return nil }
            let line = (try? row.bytes("line")) ?? []
            return (line, TreeHash.leaf(line).bytes, (try? row.bytes("hash")) ?? [])
        }
    }

    private static let searchStep: Int64 = 2048

    /// - Parameter wanted: begins with a quotation mark.
    private static func contains(_ line: [UInt8], _ wanted: [UInt8]) -> Bool {
        line.withUnsafeBytes { line in
            wanted.withUnsafeBytes { wanted in
                guard var place = line.baseAddress, let text = wanted.baseAddress else { return false }
                let end = place + line.count
                while place + wanted.count <= end, let quote = memchr(place, 0x22, end - place) {
                    guard UnsafeRawPointer(quote) + wanted.count <= end else { return false }
                    if memcmp(quote, text, wanted.count) == 0 { return true }
                    place = UnsafeRawPointer(quote) + 1
                }
                return false
            }
        }
    }

    private static func holds(_ value: JSON, _ text: String) -> Bool {
        switch value {
        case .string(let held): held == text
        case .array(let elements): elements.contains { holds($0, text) }
        case .object(let members): members.contains { holds($0.value, text) }
        default: false
        }
    }
}
