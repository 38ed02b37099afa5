// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardLedger
import StewardStore

/// What recording a reading did.
package struct ScanOutcome: Sendable, Equatable {
    /// Forms that the election has now, and those of them that stand without a person.
    package var recorded = 0
    package var accepted = 0
    /// Cells and fields that wait for people.
    package var open = 0
    /// Forms that were not taken: their pages, and why.
    package var leftOut: [LeftOut] = []
    /// Whether the book has it already, exactly so.
    package var isKnown = false

    package struct LeftOut: Sendable, Equatable {
        package var pages: [Int]
        package var reason: String
    }

    /// The same for a job's result and `--json`.
    package var json: JSON {
        [
            "recorded": .integer(Int64(recorded)), "accepted": .integer(Int64(accepted)),
            "open": .integer(Int64(open)), "known": .bool(isKnown),
            "left_out": .array(
                leftOut.map { form -> JSON in
                    [
                        "pages": .array(form.pages.map { .integer(Int64($0)) }), "reason": .string(form.reason),
                    ]
                }),
        ]
    }
}

extension Elections {
    /// Records what was read of a scan, as one more source of the election: the checks take its forms from now on.
    ///
    /// A later reading of the same files takes the place of an earlier one, of which entry and blob stay. The same
    /// reading again adds nothing. The files themselves must be blobs already.
    /// - Parameter crops: by ``ReadCell/cropName``, pictures of open cells.
    /// - Throws: `TallyError` with `notFound`, or `damaged` when a file of the reading is no blob.
    package func recordScan(
        _ reading: ScanReading, crops: [String: [UInt8]], in election: String, actor: String
    ) async throws -> ScanOutcome {
        let state = try await state(election)
        for file in reading.files where BlobID(file.sha256).map(blobs.contains) != true {
            throw TallyError(.damaged, "The bytes of \(file.name) are missing: there is no blob \(file.sha256).")
        }
        var reading = reading
        reading.crops = crops.mapValues { BlobID(hashing: $0).hex }
        let bytes = try reading.bytes()
        let id = BlobID(hashing: bytes)
        var outcome = ScanOutcome(reading)
        let known = state.sources[reading.path]
        outcome.isKnown = known?.sha256 == id.hex
        guard !outcome.isKnown, outcome.recorded > 0 else { return outcome }
        let batch = try blobs.batch()
        for crop in crops.values { _ = try batch.add(crop) }
        try batch.add(bytes, as: id)
        try batch.finish()
        let draft = EntryDraft(
            kind: ElectionEntry.sourceImported, actor: actor,
            payload: [
                "path": .string(reading.path), "sha256": .string(id.hex), "bytes": .integer(Int64(bytes.count)),
                "format": .string(SourceFile.Format.scan.rawValue), "layout": .string(ImportLayout.scan.code),
                "documents": .integer(Int64(outcome.recorded)), "accepted": .integer(Int64(outcome.accepted)),
                "scans": .array(
                    reading.files.map { file -> JSON in
                        [
                            "name": .string(file.name), "sha256": .string(file.sha256),
                            "bytes": .integer(Int64(file.bytes)),
                        ]
                    }),
                "reader": [
                    "digits": .string(reading.reader.digits), "words": .string(reading.reader.words),
                    "thresholds": .string(reading.reader.thresholds),
                ],
            ], idempotencyKey: "scan/\(id.hex.prefix(32))/\(known?.sequence ?? -1)")
        _ = try await ledger.append(draft, to: Self.book(election))
        return outcome
    }
}

extension ScanOutcome {
    init(_ reading: ScanReading) {
        for form in reading.forms {
            if let reason = reading.refusal(of: form) { leftOut.append(LeftOut(pages: form.pages, reason: reason)) }
        }
        let documents = reading.documents(at: reading.path)
        recorded = documents.count
        accepted = reading.taken.count(where: \.accepted)
        open = documents.reduce(0) { sum, document in sum + document.openCells.count }
    }
}
