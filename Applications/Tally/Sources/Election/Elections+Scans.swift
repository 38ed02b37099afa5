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
    /// - Parameters:
    ///   - crops: by ``ReadCell/cropName``, pictures of open cells.
    ///   - replies: everything that a model answered; kept beside the reading.
    /// - Throws: `TallyError` with `notFound`, or `damaged` when a file of the reading is no blob.
    package func recordScan(
        _ reading: ScanReading, crops: [String: [UInt8]], replies: [UInt8]? = nil, in election: String, actor: String
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
        let kept = try replies.map { try batch.add($0) }
        try batch.add(bytes, as: id)
        try batch.finish()
        let draft = EntryDraft(
            kind: ElectionEntry.sourceImported, actor: actor,
            payload: payload(of: reading, id, bytes, outcome, replies: kept),
            idempotencyKey: "scan/\(id.hex.prefix(32))/\(known?.sequence ?? -1)")
        _ = try await ledger.append(draft, to: Self.book(election))
        return outcome
    }

    private func payload(
        of reading: ScanReading, _ id: BlobID, _ bytes: [UInt8], _ outcome: ScanOutcome, replies: BlobID?
    ) -> JSON {
        var members: [JSON.Member] = [
            .init("path", .string(reading.path)), .init("sha256", .string(id.hex)),
            .init("bytes", .integer(Int64(bytes.count))),
            .init("format", .string(SourceFile.Format.scan.rawValue)), .init("layout", .string(ImportLayout.scan.code)),
            .init("documents", .integer(Int64(outcome.recorded))), .init("accepted", .integer(Int64(outcome.accepted))),
            .init("scans", .array(reading.files.map(\.json))),
            .init(
                "reader",
                [
                    "digits": .string(reading.reader.digits), "words": .string(reading.reader.words),
                    "thresholds": .string(reading.reader.thresholds),
                ]),
        ]
        if let asked = reading.asked { members.append(.init("model", asked.json(replies: replies?.hex))) }
        return .object(members)
    }
}

extension ScanReading.File {
    fileprivate var json: JSON {
        ["name": .string(name), "sha256": .string(sha256), "bytes": .integer(Int64(bytes))]
    }
}

extension ScanReading.AskedModel {
    /// - Parameter replies: SHA-256 of the blob with everything it answered.
    fileprivate func json(replies: String?) -> JSON {
        var members: [JSON.Member] = [
            .init("connection", .string(connection)), .init("integration", .string(integration)),
            .init("model", .string(model)), .init("instructions", .string(instructions)),
            .init("cells", .integer(Int64(cells))), .init("answered", .integer(Int64(answered))),
        ]
        if let version { members.append(.init("version", .string(version))) }
        if let replies { members.append(.init("replies", .string(replies))) }
        return .object(members)
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
