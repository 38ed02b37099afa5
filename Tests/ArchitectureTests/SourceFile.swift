// SPDX-License-Identifier: Apache-2.0
import Testing

/// A file of the repository, as the checks see it: its path from the package's root, and its text.
struct SourceFile: Sendable {
    let path: String
    let bytes: [UInt8]
    /// The bytes with comments and the text of strings blanked out; offsets and lines stay the same. Only of Swift.
    let code: [UInt8]

    init(_ path: String, _ text: String) { self.init(path, bytes: Array(text.utf8)) }

    init(_ path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        self.code = path.hasSuffix(".swift") ? SwiftCode.blanking(bytes) : bytes
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether users' programs are built from it: not a test, a benchmark or the manifest.
    var isProduct: Bool {
        guard path.hasSuffix(".swift") else { return false }
        let parts = path.split(separator: "/")
        if parts.first == "Sources" { return true }
        guard parts.count > 3, parts[0] == "Integrations" || parts[0] == "Applications" else { return false }
        return parts[2] == "Sources" || parts[2] == "Simulator"
    }

    /// The line, counted from 1, that holds the byte at this offset.
    func line(at offset: Int) -> Int { bytes[..<offset].count { $0 == 0x0A } + 1 }
}

/// One broken rule: where, and what to do about it.
struct Violation: Hashable, CustomStringConvertible {
    let path: String
    let line: Int?
    let message: String

    init(_ path: String, line: Int? = nil, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String { line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)" }
}

/// Records one issue for each violation, so that a report reads as a list.
func expectNone(_ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
    for violation in violations { Issue.record("\(violation)", sourceLocation: sourceLocation) }
}
