// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs
package import StewardLedger
package import StewardStore

/// A report's files, to be sealed with the book that they were computed from.
///
/// The files become blobs, which the bundle of the book carries under their SHA-256 and lists in its signed manifest.
/// An entry `logbook.report` in the book names them, so that the sealed chain says which report was made when and by
/// whom; `files.txt`, a blob too, says the same in lines that `sha256sum` writes. `steward ledger verify` then finds a
/// changed byte in any file, without a network.
package struct ReportBundle: Sendable {
    package let files: [File]
    private let report: Report

    package struct File: Sendable, Hashable {
        package let name: String
        package let bytes: [UInt8]
        /// SHA-256 in hex.
        package let hash: String

        init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
            hash = BlobID(hashing: bytes).hex
        }
    }

    init(_ report: Report) throws(JSONError) {
        self.report = report
        let forms = [
            File(name: "report.html", bytes: report.document), File(name: "report.csv", bytes: report.csv),
            File(name: "report.json", bytes: try report.json.canonicalBytes()),
        ]
        let list = forms.map { "\($0.hash)  \($0.name)\n" }.joined()
        files = forms + [File(name: "files.txt", bytes: Array(list.utf8))]
    }

    /// What the entry says.
    package var payload: JSON {
        [
            "country": .string(report.country.rawValue), "first": .string(report.period.first.description),
            "last": .string(report.period.last.description), "language": .string(report.language.rawValue),
            "audience": .string(report.audience.rawValue),
            "files": .array(
                files.map { file in
                    [
                        "name": .string(file.name), "sha256": .string(file.hash),
                        "bytes": .integer(Int64(file.bytes.count)),
                    ]
                }),
        ]
    }

    /// Puts the files into the store and the entry into the book. Sealing the same report twice adds one entry.
    /// - Returns: the blobs that go along with the book's bundle.
    /// - Throws: the store's and the ledger's errors.
    package func record(in ledger: Ledger, book: BookID, store: BlobStore, actor: String) async throws -> [BlobID] {
        let blobs = try store.putAll(files.map(\.bytes))
        let key = "report \(files.last?.hash ?? "")"
        let draft = EntryDraft(kind: LogbookEntry.report, actor: actor, payload: payload, idempotencyKey: key)
        try await ledger.append(draft, to: book)
        return blobs
    }

    /// Records the report and gives the sealed bundle as one archive to be written piece by piece.
    /// - Throws: what recording throws; `LedgerError` with `noSigner`, `damaged`.
    package func archive(
        in ledger: Ledger, book: BookID, store: BlobStore, actor: String
    ) async throws -> BundleArchive {
        let blobs = try await record(in: ledger, book: book, store: store, actor: actor)
        return try await ledger.archive(book, blobs: blobs, from: store)
    }
}

extension Report {
    /// The report's files and the entry that names them.
    /// - Throws: `JSONError` when a number in the report cannot be written.
    package var bundle: ReportBundle { get throws(JSONError) { try ReportBundle(self) } }
}
