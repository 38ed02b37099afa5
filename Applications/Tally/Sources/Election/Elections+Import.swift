// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

/// What an import did.
package struct ImportOutcome: Sendable {
    /// Files and documents that are new in the book.
    package var files = 0
    package var documents = 0
    /// Files that were there already with the same bytes.
    package var known = 0
    /// Files whose path was there with other bytes; the earlier bytes stay as a blob and an entry.
    package var replaced = 0
    package var leftOut: [ImportSource.LeftOut] = []
    package var credits: [String] = []
}

extension Elections {
    /// Reads a whole source, and only when all of it is good records every file as an entry, in one transaction.
    /// Importing the same files again adds nothing.
    ///
    /// Bytes are kept as blobs before they are recorded: after an error some may lie in the store, but no entry names
    /// them.
    /// - Throws: `ImportError` naming file and place, and then nothing was imported; `TallyError` with `notFound`.
    package func importSource(
        _ source: ImportSource, into election: String, actor: String, progress: (Int) -> Void = { _ in }
    ) async throws -> ImportOutcome {
        var state = try await state(election)
        return try await importSource(source, into: &state, actor: actor, progress: progress) { _, _ in }
    }

    /// The same on a state that is at hand. `read` gets the path and the documents of every file that is new and was
    /// read whole.
    func importSource(
        _ source: ImportSource, into state: inout ElectionState, actor: String, progress: (Int) -> Void,
        read: (String, [TallyDocument]) -> Void
    ) async throws -> ImportOutcome {
        var outcome = ImportOutcome()
        outcome.leftOut = source.leftOut
        outcome.credits = source.credits
        var drafts: [EntryDraft] = []
        let batch = try blobs.batch()
        var done = 0
        for group in source.groups {
            if let file = group.first, file.layout == .jsonLines {
                let known = state.sources[file.path]
                let kept = try await keepStream(file, knownAs: known?.sha256, actor: actor)
                outcome.count(kept?.documents, known)
                if let kept { drafts.append(kept.draft) }
                done += 1
                progress(done)
                continue
            }
            for (file, whole) in zip(group, group.concurrentMap(stride: 4) { file in Result { try file.read() } }) {
                let whole = try whole.get()
                let known = state.sources[file.path]
                let isKnown = known?.sha256 == whole.sha256
                outcome.count(isKnown ? nil : whole.documents.count, known)
                if !isKnown {
                    drafts.append(Self.draft(file, whole, actor))
                    if let id = BlobID(whole.sha256) { try batch.add(whole.bytes, as: id) }
                    read(file.path, whole.documents)
                }
                done += 1
                progress(done)
            }
        }
        try batch.finish()
        if !drafts.isEmpty {
            for entry in try await ledger.append(drafts, to: Self.book(state.election)) { state.apply(entry) }
        }
        return outcome
    }

    /// Keeps a file of any length; `nil` when the book has it already.
    private func keepStream(
        _ file: ImportFile, knownAs sha256: String?, actor: String
    ) async throws -> (draft: EntryDraft, documents: Int)? {
        var documents = 0
        var found = ""
        try file.forEachDocument {
            documents += 1
            found = $0.source.sha256
        }
        guard documents > 0 else {
            throw ImportError(.malformed, file: file.path, "The file holds no document; leave it out")
        }
        guard found != sha256 else { return nil }
        let id = try await blobs.put(try FileStream.stream(file.location))
        guard id.hex == found else {
            throw ImportError(.changed, file: file.path, "The file was changed while it was read; import it again")
        }
        let size = Int(blobs.size(of: id) ?? 0)
        return (Self.draft(file.path, id.hex, size, file.layout, documents, actor), documents)
    }

    private static func draft(_ file: ImportFile, _ read: ImportedFile, _ actor: String) -> EntryDraft {
        draft(file.path, read.sha256, read.bytes.count, file.layout, read.documents.count, actor)
    }

    private static func draft(
        _ path: String, _ sha256: String, _ bytes: Int, _ layout: ImportLayout, _ documents: Int, _ actor: String
    ) -> EntryDraft {
        var members: [JSON.Member] = [
            JSON.Member("path", .string(path)), JSON.Member("sha256", .string(sha256)),
            JSON.Member("bytes", .integer(Int64(bytes))), JSON.Member("format", .string(layout.format.rawValue)),
            JSON.Member("layout", .string(layout.code)), JSON.Member("documents", .integer(Int64(documents))),
        ]
        if let credit = layout.format.credit { members.append(JSON.Member("credit", .string(credit))) }
        return EntryDraft(kind: ElectionEntry.sourceImported, actor: actor, payload: .object(members))
    }
}

extension ImportSource {
    /// The files in order, in groups that are read side by side: few and small enough to lie in memory together. A
    /// streamed file is a group of its own.
    fileprivate var groups: [ArraySlice<ImportFile>] {
        var groups: [ArraySlice<ImportFile>] = []
        var start = 0
        var bytes = 0
        for (index, file) in files.enumerated() {
            let size = file.size
            let isAlone = file.layout == .jsonLines || (index > start && files[index - 1].layout == .jsonLines)
            if index > start, isAlone || index - start == 128 || bytes + size > 16 << 20 {
                groups.append(files[start..<index])
                (start, bytes) = (index, 0)
            }
            bytes += size
        }
        if start < files.count { groups.append(files[start...]) }
        return groups
    }
}

extension ImportOutcome {
    /// Counts a file: `documents` is `nil` when the book has it already.
    fileprivate mutating func count(_ documents: Int?, _ known: SourceRecord?) {
        guard let documents else {
            self.known += 1
            return
        }
        files += 1
        self.documents += documents
        if known != nil { replaced += 1 }
    }
}

extension ImportLayout {
    /// The name in the book.
    var code: String {
        switch self {
        case .matchedJSON: "matched-json"
        case .csv: "csv"
        case .jsonLines: "json-lines"
        case .resultJSON: "result-json"
        case .scan: "scan"
        }
    }
    init?(code: String) {
        guard let layout = [Self.matchedJSON, .csv, .jsonLines, .resultJSON, .scan].first(where: { $0.code == code })
        else {
            return nil
        }
        self = layout
    }
}
