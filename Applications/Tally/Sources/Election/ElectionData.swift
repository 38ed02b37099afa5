// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration
import StewardStore

/// An election's book together with what its blobs hold: the register, the newest feed and every document.
package struct ElectionData: Sendable {
    package let state: ElectionState
    package let register: Register
    package let feed: Feed
    /// Where the official dataset contradicts itself.
    package let defects: [DatasetDefect]
    /// The announcements. Station and set forms are counted only: there can be hundreds of thousands.
    package let documents: [TallyDocument]
    package let stationForms: Int
    /// Forms of stations and sets that were read from scans and wait for people.
    var openForms: [TallyDocument] = []
}

extension Elections {
    /// Reads everything an election rests on. Every blob is checked against its name.
    /// - Throws: `TallyError` with `notFound`, `notReady` without a feed, or `damaged`.
    package func data(_ election: String) async throws -> ElectionData {
        let state = try await state(election)
        guard let feed = state.feeds.last, let tables = BlobID(feed.tables) else {
            throw TallyError(.notReady, "The election “\(election)” has no official data yet.")
        }
        do {
            let dataset = try DatasetArchive.dataset(try blobs.bytes(of: tables))
            var documents: [TallyDocument] = []
            var stationForms = 0
            var openForms: [TallyDocument] = []
            for source in state.sources.values.sorted(by: { $0.path < $1.path }) {
                try forEachDocument(of: source, in: state) { document in
                    guard document.form != .announcement else { return documents.append(document) }
                    stationForms += 1
                    if !document.openCells.isEmpty { openForms.append(document) }
                }
            }
            return ElectionData(
                state: state, register: try RegisterBuilder.register(from: dataset),
                feed: try FeedBuilder.feed(from: dataset),
                defects: dataset.defects,
                documents: documents, stationForms: stationForms, openForms: openForms)
        } catch let error as BlobError {
            throw TallyError(.damaged, "What the election “\(election)” rests on is damaged: \(error)")
        }
    }

    /// Every document of one imported file, from its blob.
    /// - Throws: `TallyError` with `damaged`; what `body` throws.
    package func forEachDocument(of source: SourceRecord, _ body: (TallyDocument) throws -> Void) throws {
        guard let id = BlobID(source.sha256), let layout = source.layout else {
            throw TallyError(.damaged, "The entry of \(source.path) does not say how to read it.")
        }
        guard let place = blobs.place(of: id) else {
            throw TallyError(.damaged, "The bytes of \(source.path) are missing: there is no blob \(id).")
        }
        let file = ImportFile(
            path: source.path, location: place.path, layout: layout, limits: ImportLimits(),
            part: place.offset..<(place.offset + place.length))
        guard layout != .jsonLines else { return try file.forEachDocument(body) }
        let read = try file.read()
        guard read.sha256 == source.sha256 else {
            throw TallyError(.damaged, "The blob \(id) of \(source.path) has other bytes than its name says.")
        }
        for document in read.documents { try body(document) }
    }
}
