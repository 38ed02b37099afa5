// SPDX-License-Identifier: Apache-2.0

/// A folder or a file that somebody wants to import: what it is, and its files in a stable order.
///
/// Recognised are the public dataset (its `matched` or `csv` folder, or the folder above), Steward's own JSON, result
/// JSON, and single files of each. Opening reads names, not documents.
package struct ImportSource: Sendable {
    /// Where it lies.
    package let location: String
    /// The files to read, constituency before party list, by province and number.
    package let files: [ImportFile]
    /// What lies there and is left out, with the reason.
    package let leftOut: [LeftOut]
    /// How many documents the source says it has, by ballot; empty when it does not say.
    package let announcedCounts: [BallotKind: Int]

    /// A file that is not imported.
    package struct LeftOut: Sendable, Hashable {
        package let path: String
        /// Why, in a few words.
        package let reason: String
    }

    /// The line that must be shown wherever values of this source appear.
    package var credits: [String] {
        var seen: Set<String> = []
        return files.compactMap(\.layout.format.credit).filter { seen.insert($0).inserted }
    }

    /// Recognises what lies at `path`.
    ///
    /// - Throws: ``ImportError`` when there is nothing, or nothing that is known.
    package static func open(_ path: String, limits: ImportLimits = ImportLimits()) throws(ImportError) -> ImportSource
    {
        var survey = ImportSurvey(location: path, limits: limits)
        try survey.look()
        guard !survey.files.isEmpty else {
            throw ImportError(
                .unrecognised, file: path,
                "There is nothing here that can be imported; give a folder with 'matched' or 'csv', or a .json, .jsonl "
                    + "or .csv file")
        }
        return ImportSource(
            location: path, files: survey.files, leftOut: survey.leftOut, announcedCounts: survey.announcedCounts)
    }

    /// Reads every file whole, in order, before giving any: for sources that fit in memory.
    ///
    /// - Throws: ``ImportError`` of the first file that is wrong; then nothing is imported.
    package func readAll() throws(ImportError) -> ImportBatch {
        var batch = ImportBatch(source: self)
        batch.files.reserveCapacity(files.count)
        for file in files { batch.files.append(try file.read()) }
        return batch
    }

    /// Reads every document of every file, keeping none: the check before ``forEachDocument(_:)``.
    ///
    /// - Throws: ``ImportError`` of the first fault.
    package func verify() throws {
        try forEachDocument { _, _ in }
    }

    /// Gives every document in order with its file, in small memory.
    ///
    /// - Throws: ``ImportError``; what `body` throws.
    package func forEachDocument(_ body: (ImportFile, TallyDocument) throws -> Void) throws {
        for file in files { try file.forEachDocument { try body(file, $0) } }
    }
}

/// Every file of a source, read and found good; to be kept all at once or not at all.
package struct ImportBatch: Sendable {
    package let source: ImportSource
    package internal(set) var files: [ImportedFile] = []

    /// The documents in order.
    package var documents: [TallyDocument] { files.flatMap(\.documents) }
    package var documentCount: Int { files.reduce(0) { $0 + $1.documents.count } }
    package var byteCount: Int { files.reduce(0) { $0 + $1.bytes.count } }

    /// How many documents are there of each ballot, to compare with what the source announces.
    package var counts: [BallotKind: Int] {
        files.reduce(into: [:]) { counts, file in
            for document in file.documents { counts[document.kind, default: 0] += 1 }
        }
    }
}

extension SourceFile.Format {
    /// The credit that must stand wherever values of this format appear; `nil` for Steward's own.
    package var credit: String? {
        switch self {
        case .matchedJSON, .csv:
            "election-69-OCR-result by Chanon Ngernthongdee (killernay), machine readings of the signed forms S.S. 6/1"
        case .steward, .scan: nil
        }
    }
}
