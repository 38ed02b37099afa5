// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A function, initializer, subscript or computed property with a body.
struct FunctionSpan: Equatable, Sendable {
    let path: String
    let name: String
    /// The line of its keyword, counted from 1.
    let line: Int
    /// Lines from its keyword to its closing brace, both counted.
    let length: Int
}

/// Finds the functions of a file by following braces in its code.
struct FunctionFinder {
    private struct Opening {
        let name: String
        let line: Int
        let parentheses: Int
    }

    private let file: SourceFile
    private var found: [FunctionSpan] = []
    private var line = 1
    private var parentheses = 0
    /// A declaration whose body has not begun.
    private var waiting: Opening?
    private var braces: [Opening?] = []

    static func functions(in file: SourceFile) -> [FunctionSpan] {
        var finder = FunctionFinder(file: file)
        file.code.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            finder.scan(start, count: buffer.count)
        }
        return finder.found
    }

    private init(file: SourceFile) { self.file = file }

    private mutating func scan(_ at: UnsafePointer<UInt8>, count: Int) {
        var i = 0
        while i < count {
            let byte = at[i]
            if SwiftCode.isWord(byte) {
                let start = i
                while i < count, SwiftCode.isWord(at[i]) { i += 1 }
                if start == 0 || (at[start - 1] != 0x2E && at[start - 1] != 0x23) {
                    word(at + start, length: i - start, end: i)
                }
                continue
            }
            mark(byte)
            i += 1
        }
    }

    private mutating func mark(_ byte: UInt8) {
        switch byte {
        case 0x0A:
            line += 1
            if waiting?.name.hasPrefix("var ") == true { waiting = nil }
        case 0x28, 0x5B: parentheses += 1
        case 0x29, 0x5D: parentheses -= 1
        case 0x3D where waiting?.name.hasPrefix("var ") == true: waiting = nil  // a stored property
        case 0x7B: open()
        case 0x7D: close()
        default: break
        }
    }

    private mutating func open() {
        guard let declaration = waiting, declaration.parentheses == parentheses else { return braces.append(nil) }
        braces.append(declaration)
        waiting = nil
    }

    private mutating func close() {
        waiting = nil
        guard let opening = braces.popLast() ?? nil else { return }
        let length = line - opening.line + 1
        found.append(FunctionSpan(path: file.path, name: opening.name, line: opening.line, length: length))
    }

    private mutating func word(_ at: UnsafePointer<UInt8>, length: Int, end: Int) {
        func matches(_ keyword: StaticString) -> Bool {
            length == keyword.utf8CodeUnitCount && memcmp(at, keyword.utf8Start, length) == 0
        }
        guard length >= 3, length <= 9 else { return }
        if matches("func") || matches("subscript") || matches("init") || matches("deinit") || matches("var") {
            let keyword = String(decoding: UnsafeBufferPointer(start: at, count: length), as: UTF8.self)
            let name = keyword == "func" || keyword == "var" ? "\(keyword) \(nextName(from: end))" : keyword
            waiting = Opening(name: name, line: line, parentheses: parentheses)
        } else if matches("struct") || matches("class") || matches("enum") || matches("actor") || matches("extension")
            || matches("protocol")
        {
            waiting = nil
        }
    }

    /// The name that follows, from the original text: a name in backticks is blanked in the code.
    private func nextName(from offset: Int) -> String {
        let rest = file.bytes[offset...].prefix(160).drop { $0 == 0x20 }
        let name = rest.first == 0x60 ? rest.dropFirst().prefix { $0 != 0x60 } : rest.prefix { $0 > 0x20 && $0 != 0x28 }
        return String(decoding: name, as: UTF8.self)
    }
}
