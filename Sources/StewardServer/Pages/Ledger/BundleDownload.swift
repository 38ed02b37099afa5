// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardLedger
import StewardStore

/// A book as one file that anybody can verify without this server.
///
/// It is what `steward ledger export` writes, with a fresh checkpoint, except that it ends before the first entry of a
/// review that is still open. Refusing it until no review is open would mean that a book under review could hardly ever
/// be taken along; leaving single entries out would break the chain. A shorter book is whole: the Merkle tree over the
/// first entries is a tree head like any other, signed like any other, and the consistency proof at
/// `/api/ledger/{book}/consistency` shows that a later one continues it.
enum BundleDownload {
    static func response(_ context: PageContext, _ site: Site) async throws -> Response {
        try await archive(context, site).download
    }

    private static func archive(_ context: PageContext, _ site: Site) async throws -> BundleArchive {
        // The size first: what is appended later may be hidden, and is not in it.
        let book = try await BookReading.book(context, site)
        let listing = try await EntryListing(book, limit: 0, site)
        guard listing.entries != nil else {
            throw HTTPError(.conflict, message: Phrase.entriesUnreadable.text(context.language))
        }
        guard try await BookVerifications(site.installation).last(of: book.id)?.isSound ?? true else {
            throw HTTPError(.conflict, message: Phrase.bundleBroken.text(context.language))
        }
        let size = listing.bundleSize(of: book)
        guard size > 0 else { throw HTTPError(.conflict, message: Phrase.bundleNone.text(context.language)) }
        let installation = site.installation
        do {
            return try await installation.ledger.archive(
                book.id, size: size, blobs: try await installation.blobs(namedIn: book.id, before: size),
                from: installation.blobs)
        } catch  where BookDamage.isOne(error) {
            throw HTTPError(.conflict, message: "\(error)")
        }
    }

    /// What the archive and the folder in it are called.
    static func name(_ book: Book, _ size: Int64) -> String { BundleArchive.folder(book.id, size) }
}

extension BundleArchive {
    /// The answer that gives it as a file.
    var download: Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/x-tar", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(folder).tar\"",
            ],
            // The length is said, so that a download that breaks off is seen to be one.
            body: ResponseBody(contentLength: Int(length)) { writer in
                // Unsafe for the compiler alone: only this task writes, one piece after the other.
                nonisolated(unsafe) var out = writer
                try await write { bytes in try await out.write(ByteBuffer(bytes: bytes)) }
                try await out.finish(nil)
            })
    }
}
