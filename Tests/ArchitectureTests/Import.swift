// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One import statement.
struct Import: Equatable {
    let module: String
    let line: Int

    /// The imports of a Swift file, with attributes, access levels, `import struct X.Y` and `#if` around them.
    static func all(in file: SourceFile) -> [Import] {
        file.offsets(ofWord: "import").compactMap { offset in
            let start = file.lineStart(before: offset)
            let end = file.lineEnd(after: offset)
            let words = String(decoding: file.code[start..<end], as: UTF8.self)
                .split(whereSeparator: { $0 == " " || $0 == ";" })
            guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                words[..<position].allSatisfy(isModifier)
            else { return nil }
            var name = words[position + 1]
            if kinds.contains(String(name)), position + 2 < words.count { name = words[position + 2] }
            return Import(module: String(name.prefix { $0 != "." }), line: file.line(at: offset))
        }
    }

    private static let kinds: Set<String> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
    ]
    private static let levels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    private static func isModifier(_ word: Substring) -> Bool { word.hasPrefix("@") || levels.contains(String(word)) }
}

extension SourceFile {
    /// Where this word stands in the code, outside comments and strings, and not as a part of a longer word.
    func offsets(ofWord word: String) -> [Int] {
        Self.offsets(of: word, in: code).filter { offset in
            let end = offset + word.utf8.count
            return (offset == 0 || !SwiftCode.isWord(code[offset - 1]))
                && (end == code.count || !SwiftCode.isWord(code[end]))
        }
    }

    /// Where this text stands in these bytes.
    static func offsets(of text: String, in bytes: [UInt8]) -> [Int] {
        let pattern = Array(text.utf8)
        var found: [Int] = []
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, let first = pattern.first else { return }
            var i = 0
            while i + pattern.count <= buffer.count {
                guard let hit = memchr(start + i, Int32(first), buffer.count - pattern.count + 1 - i) else { return }
                i = start.distance(to: hit.assumingMemoryBound(to: UInt8.self))
                if memcmp(start + i, pattern, pattern.count) == 0 { found.append(i) }
                i += 1
            }
        }
        return found
    }

    func lineStart(before offset: Int) -> Int { (code[..<offset].lastIndex(of: 0x0A) ?? -1) + 1 }
    func lineEnd(after offset: Int) -> Int { code[offset...].firstIndex(of: 0x0A) ?? code.count }
}
