// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// Reads one document a line, piece by piece. Empty lines are left out.
struct JSONLinesReader {
    private let reader: ResultJSONReader
    private let limits: ImportLimits
    /// The beginning of a line whose end has not come.
    private var rest: [UInt8] = []
    private var line = 1

    init(source: SourceFile, limits: ImportLimits) {
        reader = ResultJSONReader(source: source, limits: limits)
        self.limits = limits
    }

    mutating func push(_ piece: UnsafeRawBufferPointer, to body: (TallyDocument) throws -> Void) throws {
        var start = 0
        while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let slice = UnsafeRawBufferPointer(rebasing: piece[start..<end])
            if rest.isEmpty {
                try read(slice, body)
            } else {
                rest.append(contentsOf: slice)
                try readRest(body)
            }
            line += 1
            start = end + 1
        }
        rest.append(contentsOf: piece[start...])
        guard rest.count <= limits.lineBytes else { throw lineTooLong() }
    }

    mutating func finish(to body: (TallyDocument) throws -> Void) throws { try readRest(body) }

    private mutating func readRest(_ body: (TallyDocument) throws -> Void) throws {
        let bytes = rest
        rest.removeAll(keepingCapacity: true)
        try bytes.withUnsafeBytes { try read($0, body) }
    }

    private func read(_ bytes: UnsafeRawBufferPointer, _ body: (TallyDocument) throws -> Void) throws {
        guard bytes.count <= limits.lineBytes else { throw lineTooLong() }
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
        try body(try document(bytes))
    }

    private func document(_ bytes: UnsafeRawBufferPointer) throws(ImportError) -> TallyDocument {
        do throws(JSONError) {
            return try JSONReader.read(bytes, limits: limits.json) { json throws(JSONError) in
                try reader.read(&json)
            }
        } catch {
            throw ImportError(error, file: reader.source.path, line: line)
        }
    }

    private func lineTooLong() -> ImportError {
        ImportError(
            .tooLarge, file: reader.source.path, line: line,
            "The line has more than the allowed \(limits.lineBytes) bytes; give one document a line")
    }
}
