// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// How a file's documents are laid out.
package enum ImportLayout: Sendable, Hashable {
    /// One announcement a file, of the public dataset.
    case matchedJSON
    /// One row of a table a line, of the public dataset.
    case csv
    /// One document a line, of Steward.
    case jsonLines
    /// One document or a list of documents, of Steward or a result of reading.
    case resultJSON
    /// What was read of a scan, as ``ScanReading`` writes it.
    case scan

    package var format: SourceFile.Format {
        switch self {
        case .matchedJSON: .matchedJSON
        case .csv: .csv
        case .jsonLines, .resultJSON: .steward
        case .scan: .scan
        }
    }
}

/// Turns pieces of a file into documents, whatever the layout.
struct AnnouncementReader {
    private enum Reader {
        case whole([UInt8])
        case csv(AnnouncementCSVReader)
        case lines(JSONLinesReader)
    }
    private let file: ImportFile
    private let source: SourceFile
    private var reader: Reader

    init(_ file: ImportFile, sha256: String) throws(ImportError) {
        self.file = file
        source = SourceFile(format: file.layout.format, path: file.path, sha256: sha256)
        reader =
            switch file.layout {
            case .matchedJSON, .resultJSON, .scan: .whole([])
            case .csv: .csv(AnnouncementCSVReader(source: source, limits: file.limits))
            case .jsonLines: .lines(JSONLinesReader(source: source, limits: file.limits))
            }
    }

    mutating func push(_ piece: UnsafeRawBufferPointer, to body: (TallyDocument) throws -> Void) throws {
        switch reader {
        case .whole(var bytes):
            reader = .whole([])
            guard bytes.count + piece.count <= file.limits.wholeFileBytes else {
                throw ImportError.wholeFileTooLarge(file.path, limit: file.limits.wholeFileBytes)
            }
            bytes.append(contentsOf: piece)
            reader = .whole(bytes)
        case .csv(var csv):
            reader = .whole([])
            try csv.push(piece, to: body)
            reader = .csv(csv)
        case .lines(var lines):
            reader = .whole([])
            try lines.push(piece, to: body)
            reader = .lines(lines)
        }
    }

    /// All bytes of a file at once, instead of `push` and `finish`.
    mutating func read(_ bytes: [UInt8], to body: (TallyDocument) throws -> Void) throws {
        if case .whole = reader { return try readWhole(bytes, to: body) }
        try bytes.withUnsafeBytes { try push($0, to: body) }
        try finish(to: body)
    }

    mutating func finish(to body: (TallyDocument) throws -> Void) throws {
        switch reader {
        case .whole(let bytes): try readWhole(bytes, to: body)
        case .csv(var csv): try csv.finish(to: body)
        case .lines(var lines): try lines.finish(to: body)
        }
    }

    private func readWhole(_ bytes: [UInt8], to body: (TallyDocument) throws -> Void) throws {
        if file.layout == .scan { return try readScan(bytes, to: body) }
        var documents: [TallyDocument] = []
        do throws(JSONError) {
            try JSONReader.read(bytes, limits: file.limits.json) { reader throws(JSONError) in
                if file.layout == .matchedJSON {
                    documents = [try MatchedJSONReader(source: source, limits: file.limits).read(&reader)]
                } else {
                    documents = try ResultJSONReader(source: source, limits: file.limits).readAll(&reader)
                }
            }
        } catch {
            throw ImportError(error, file: file.path)
        }
        for document in documents { try body(document) }
    }

    private func readScan(_ bytes: [UInt8], to body: (TallyDocument) throws -> Void) throws {
        guard let reading = try? ScanReading(bytes: bytes) else {
            throw ImportError(.malformed, file: file.path, "This is no reading of a scan; read the scan again")
        }
        for document in reading.documents(at: source.path) { try body(document) }
    }
}
