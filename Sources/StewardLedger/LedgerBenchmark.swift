// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What the project's benchmark program measures of the ledger. The program owns the clock and the report.
package enum LedgerBenchmark {
    /// Hashes `megabytes` MiB in blocks of 64 KiB, as fast as this machine can: the yardstick for verification.
    package static func hash(megabytes: Int) {
        let block = [UInt8](repeating: 7, count: 1 << 16)
        for _ in 0..<(megabytes * 16) { block.withUnsafeBytes { _ = TreeHash(hashing: $0) } }
    }

    /// Fills a book with entries whose lines have about `bytes` bytes.
    package static func fill(_ ledger: Ledger, _ book: BookID, entries: Int, bytes: Int) async throws {
        let text = JSON.string(String(repeating: "0123456789abcdef", count: max(bytes - 220, 0) / 16))
        for start in stride(from: 0, to: entries, by: 1000) {
            let drafts = (start..<min(start + 1000, entries)).map { number in
                EntryDraft(
                    kind: "benchmark", actor: "benchmark", payload: ["n": .integer(Int64(number)), "text": text])
            }
            try await ledger.append(drafts, to: book)
        }
    }

    /// Lets `callers` tasks append one entry after the other, `each` a task, and returns when all are on disk.
    /// With one caller every entry has a disk flush of its own.
    package static func append(_ ledger: Ledger, to book: BookID, callers: Int, each: Int) async throws {
        try await withThrowingTaskGroup { group in
            for caller in 0..<callers {
                group.addTask {
                    for turn in 0..<each {
                        let draft = EntryDraft(
                            kind: "benchmark", actor: "caller \(caller)", payload: ["turn": .integer(Int64(turn))])
                        _ = try await ledger.append(draft, to: book)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
