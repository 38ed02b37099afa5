// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Words and signs that no file, or no product file, may hold.
enum Marks {
    static func violations(in files: [SourceFile]) -> [Violation] {
        files.filter { $0.path.hasSuffix(".swift") }.flatMap { file in
            licence(file) + unfinished(file) + (file.isProduct ? unsafe(file) : [])
        }
    }

    /// The licence stands in the first line; the manifest's first line belongs to the tools version.
    private static func licence(_ file: SourceFile) -> [Violation] {
        let line = file.path == "Package.swift" ? 1 : 0
        let lines = file.bytes.prefix(200).split(separator: 0x0A, omittingEmptySubsequences: false)
        let header = "// SPDX-License-Identifier: Apache-2.0"
        if lines.indices.contains(line), lines[line].elementsEqual(header.utf8) { return [] }
        return [Violation(file.path, line: line + 1, "does not begin with \"\(header)\".")]
    }

    /// Words for work that was put off. They are looked for in comments and strings too.
    private static func unfinished(_ file: SourceFile) -> [Violation] {
        ["TO" + "DO", "FIX" + "ME"].flatMap { word in
            SourceFile.offsets(of: word, in: file.bytes).map {
                Violation(file.path, line: file.line(at: $0), "says \(word); do it now, or take the sentence out.")
            }
        }
    }

    private static func unsafe(_ file: SourceFile) -> [Violation] {
        let ends = file.offsets(ofWord: "fatalError").map {
            Violation(
                file.path, line: file.line(at: $0), "calls fatalError; throw an error, or state a precondition.")
        }
        return ends
            + file.forcedOffsets().map { offset, sign in
                Violation(file.path, line: file.line(at: offset), "uses \(sign); say what happens when it fails.")
            }
    }
}

extension SourceFile {
    /// Where an exclamation mark forces a value, a cast, a `try` or a type.
    fileprivate func forcedOffsets() -> [(Int, String)] {
        var found: [(Int, String)] = []
        code.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            var i = 1
            while i < buffer.count, let hit = memchr(start + i, 0x21, buffer.count - i) {
                let offset = start.distance(to: hit.assumingMemoryBound(to: UInt8.self))
                if let sign = Self.forced(at: offset, in: buffer) { found.append((offset, sign)) }
                i = offset + 1
            }
        }
        return found
    }

    private static func forced(at offset: Int, in code: UnsafeBufferPointer<UInt8>) -> String? {
        let next = offset + 1 < code.count ? code[offset + 1] : 0x20
        guard next != 0x3D else { return nil }  // !=
        let before = code[offset - 1]
        guard SwiftCode.isWord(before) || [0x29, 0x5D, 0x7D, 0x22, 0x60, 0x3F, 0x21].contains(before) else {
            return nil
        }
        func ends(with word: StaticString) -> Bool {
            let length = word.utf8CodeUnitCount
            guard offset >= length, let start = code.baseAddress else { return false }
            return memcmp(start + offset - length, word.utf8Start, length) == 0
                && (offset == length || !SwiftCode.isWord(code[offset - length - 1]))
        }
        if ends(with: "try") { return "try!" }
        return ends(with: "as") ? "as!" : "a force unwrap"
    }
}
