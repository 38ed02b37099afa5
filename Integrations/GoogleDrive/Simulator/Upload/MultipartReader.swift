// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads a body of parts (RFC 2046, 5.1) as it arrives: whole parts, or one part as a stream of pieces.
///
/// Line ends are CRLF, or bare LF when the first boundary ends with one. One reader at a time.
final class MultipartReader {
    private let source: ByteStream.Iterator
    private let boundary: [UInt8]
    private var buffer: [UInt8] = []
    private var start = 0
    private var delimiter: [UInt8] = []
    private var isAtEnd = false
    private var isPartOpen = false

    /// Why a body of parts cannot be read.
    struct Malformed: Error { let message: String }

    init(_ body: ByteStream, boundary: String) {
        source = body.makeAsyncIterator()
        self.boundary = Array("--\(boundary)".utf8)
    }

    /// The boundary that a Content-Type of `multipart/…` names, or `nil`.
    static func boundary(in contentType: String?) -> String? {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/") else { return nil }
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmed.lowercased() == "boundary" else { continue }
            let value = pair[1].trimmed
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 2
                ? String(value.dropFirst().dropLast()) : String(value)
        }
        return nil
    }

    /// The next part's header fields by lower-case name, or `nil` after the last. What is left of an open part is
    /// skipped.
    ///
    /// - Throws: ``Malformed``, or what the body throws.
    func nextPart() async throws -> [String: String]? {
        if delimiter.isEmpty {
            try await findFirstBoundary()
        } else {
            while try await nextPiece() != nil {}
            guard try await afterDelimiter() else { return nil }
        }
        var fields: [String: String] = [:]
        while let line = try await line() {
            if line.isEmpty {
                isPartOpen = true
                return fields
            }
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { throw Malformed(message: "A part has a line in its head that is no field.") }
            fields[pair[0].trimmed.lowercased()] = String(pair[1].trimmed)
        }
        throw Malformed(message: "The body ends within the head of a part.")
    }

    /// The next piece of the open part, or `nil` at its end.
    ///
    /// - Throws: ``Malformed`` when the body ends before the part does, or what the body throws.
    func nextPiece() async throws -> [UInt8]? {
        while isPartOpen {
            if let end = Self.find(delimiter, in: buffer, from: start) {
                let piece = Array(buffer[start..<end])
                start = end + delimiter.count
                isPartOpen = false
                return piece.isEmpty ? nil : piece
            }
            let safe = max(start, buffer.count - delimiter.count + 1)
            if safe > start {
                let piece = Array(buffer[start..<safe])
                start = safe
                return piece
            }
            guard try await fill() else { throw Malformed(message: "The body ends within a part.") }
        }
        return nil
    }

    /// Everything of the open part.
    ///
    /// - Throws: ``Malformed`` when it is longer than `limit`, or what the body throws.
    func wholePart(upTo limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let piece = try await nextPiece() {
            all += piece
            if all.count > limit { throw Malformed(message: "A part is longer than \(limit) bytes.") }
        }
        return all
    }

    private func findFirstBoundary() async throws {
        while let line = try await rawLine() {
            guard line.bytes.starts(with: boundary) else { continue }
            delimiter = (line.isCRLF ? [0x0D, 0x0A] : [0x0A]) + boundary
            return
        }
        throw Malformed(message: "The body has no boundary.")
    }

    /// Whether another part follows the delimiter that was just read.
    private func afterDelimiter() async throws -> Bool {
        guard let line = try await line() else { return false }
        return !line.hasPrefix("--")
    }

    private func line() async throws -> String? {
        try await rawLine().map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func rawLine() async throws -> (bytes: ArraySlice<UInt8>, isCRLF: Bool)? {
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                let isCRLF = end > start && buffer[end - 1] == 0x0D
                let bytes = buffer[start..<(isCRLF ? end - 1 : end)]
                start = end + 1
                return (bytes, isCRLF)
            }
            guard buffer.count - start < 65_536 else { throw Malformed(message: "A line is too long.") }
            guard try await fill() else {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return (buffer[start...], false)
            }
        }
    }

    private func fill() async throws -> Bool {
        guard !isAtEnd, let piece = try await source.next() else {
            isAtEnd = true
            return false
        }
        if start == buffer.count {
            buffer = piece
        } else {
            buffer = buffer[start...] + piece
        }
        start = 0
        return true
    }

    static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = wanted.first else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var at = start
            while at + wanted.count <= bytes.count {
                guard let next = bytes[at...(bytes.count - wanted.count)].firstIndex(of: first) else { return nil }
                if bytes[next..<(next + wanted.count)].elementsEqual(wanted) { return next }
                at = next + 1
            }
            return nil
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    var trimmed: SubSequence {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
