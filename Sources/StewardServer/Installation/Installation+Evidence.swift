// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardLedger
package import StewardStore

extension Installation {
    /// The blobs that a book's entries name and this installation has: every text in a payload that is the SHA-256 of a
    /// kept blob.
    /// - Parameter end: only entries before this one count; all when `nil`.
    package func blobs(namedIn book: BookID, before end: Int64? = nil) async throws -> [BlobID] {
        var found: Set<BlobID> = []
        var next: Int64 = 0
        while true {
            let entries = try await ledger.entries(in: book, from: next, limit: 1000)
            guard let last = entries.last else { break }
            for entry in entries where entry.sequence < end ?? .max { Self.collect(entry.payload, into: &found) }
            next = last.sequence + 1
            if let end, next >= end { break }
        }
        return found.filter { blobs.contains($0) }.sorted()
    }

    private static func collect(_ value: JSON, into found: inout Set<BlobID>) {
        switch value {
        case .string(let text): if let id = BlobID(text) { found.insert(id) }
        case .array(let elements): for element in elements { collect(element, into: &found) }
        case .object(let members): for member in members { collect(member.value, into: &found) }
        default: break
        }
    }
}
