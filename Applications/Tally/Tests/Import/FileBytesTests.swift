// SPDX-License-Identifier: Apache-2.0
import StewardTestKit
import Testing

@testable import Tally

@Suite("Bytes of files")
struct FileBytesTests {
    private let home: TemporaryFolder
    private let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    init() throws {
        home = try TemporaryFolder("bytes")
        try home.write("file", bytes)
    }

    private func pieces(_ part: Range<Int64>?) throws -> [UInt8] {
        let file = ImportFile(
            path: "file", location: home.path("file"), layout: .jsonLines, limits: ImportLimits(), part: part)
        var all: [UInt8] = []
        try file.forEachPiece { all += $0 }
        return all
    }

    @Test("A file or a part of it is read, whole and in pieces", arguments: [nil, 0..<0, 2..<9, 5..<2_500_000])
    func parts(part: Range<Int64>?) throws {
        let expected = part.map { Array(bytes[Int($0.lowerBound)..<Int($0.upperBound)]) } ?? bytes
        let file = FileBytes(home.path("file"), part: part, shownAs: "file")
        #expect(try file.readWhole(limit: 4_000_000) == expected)
        #expect(try pieces(part) == expected)
    }

    @Test("A part that the file does not have is an error")
    func beyond() throws {
        let file = FileBytes(home.path("file"), part: 2_999_999..<3_000_001, shownAs: "file")
        #expect(throws: ImportError.self) { try file.readWhole(limit: 4_000_000) }
    }

    @Test("More bytes than allowed are refused")
    func limit() throws {
        let file = FileBytes(home.path("file"), shownAs: "file")
        #expect(throws: ImportError.self) { try file.readWhole(limit: 2_999_999) }
    }
}
