// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How long files, functions and lines may be.
enum Sizes {
    static let longestFile = 400
    static let longestTestFile = 600
    /// `Sources/steward` only starts what is elsewhere.
    static let longestProgram = 20
    /// Nine in ten product files stay below this.
    static let usualFile = 300
    static let longestFunction = 50
    static let widestLine = 120

    static func violations(in files: [SourceFile], functions: [FunctionSpan]? = nil) -> [Violation] {
        let swift = files.filter { $0.path.hasSuffix(".swift") }
        return swift.flatMap { tooLong($0) + tooWide($0) } + longFunctions(in: functions ?? Self.functions(of: swift))
            + crowd(in: swift)
    }

    /// The functions of the product and its tests. The manifest has none to speak of.
    static func functions(of files: [SourceFile]) -> [FunctionSpan] {
        files.filter { $0.path.hasSuffix(".swift") && $0.path != "Package.swift" }.flatMap(FunctionFinder.functions)
    }

    /// The longest files, for the report.
    static func longestFiles(of files: [SourceFile], _ count: Int) -> [(path: String, lines: Int)] {
        let all = files.filter { $0.path.hasSuffix(".swift") }.map { (path: $0.path, lines: $0.lineCount) }
        return Array(all.sorted { ($0.lines, $1.path) > ($1.lines, $0.path) }.prefix(count))
    }

    /// The longest functions, for the report.
    static func longest(of functions: [FunctionSpan], _ count: Int) -> [FunctionSpan] {
        Array(functions.sorted { ($0.length, $1.path) > ($1.length, $0.path) }.prefix(count))
    }

    private static func tooLong(_ file: SourceFile) -> [Violation] {
        let limit = limit(for: file)
        guard file.lineCount > limit else { return [] }
        return [Violation(file.path, "has \(file.lineCount) lines, and \(limit) are allowed; split it.")]
    }

    private static func limit(for file: SourceFile) -> Int {
        if file.path.hasPrefix("Sources/steward/") { return longestProgram }
        return file.isProduct ? longestFile : longestTestFile
    }

    private static func tooWide(_ file: SourceFile) -> [Violation] {
        var found: [Violation] = []
        var number = 1
        var start = 0
        file.forEachLineEnd { end in
            if end - start > widestLine {
                let columns = String(decoding: file.bytes[start..<end], as: UTF8.self).count
                if columns > widestLine {
                    found.append(
                        Violation(file.path, line: number, "has \(columns) columns, and \(widestLine) are allowed."))
                }
            }
            number += 1
            start = end + 1
        }
        return found
    }

    private static func longFunctions(in functions: [FunctionSpan]) -> [Violation] {
        functions.filter { $0.length > longestFunction }.map {
            Violation(
                $0.path, line: $0.line,
                "\($0.name) has \($0.length) lines, and \(longestFunction) are allowed; divide it.")
        }
    }

    private static func crowd(in files: [SourceFile]) -> [Violation] {
        let product = files.filter(\.isProduct)
        let long = product.filter { $0.lineCount >= usualFile }
        guard long.count * 10 > product.count else { return [] }
        return [
            Violation(
                "Sources",
                "\(long.count) of \(product.count) files have \(usualFile) lines or more, and one in ten may.")
        ]
    }
}

extension SourceFile {
    var lineCount: Int {
        var count = 0
        forEachLineEnd { _ in count += 1 }
        return count
    }

    /// Calls with the offset of every line's end; a last line without a line feed ends at the file's end.
    func forEachLineEnd(_ body: (Int) -> Void) {
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            var i = 0
            while i < buffer.count {
                let hit = memchr(start + i, 0x0A, buffer.count - i)
                let end = hit.map { start.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? buffer.count
                body(end)
                i = end + 1
            }
        }
    }
}
