// SPDX-License-Identifier: Apache-2.0

/// The inside of a start tag.
struct XMLTag {
    let bytes: [UInt8]
    let line: Int
    private var at = 0

    init(bytes: [UInt8], line: Int) {
        self.bytes = bytes
        self.line = line
    }

    private mutating func skipBlanks() { while at < bytes.count, XMLScanner.isBlank(bytes[at]) { at += 1 } }

    /// The name at the front.
    mutating func name() throws(XMLError) -> [UInt8] {
        let start = at
        while at < bytes.count, !XMLScanner.isBlank(bytes[at]), bytes[at] != UInt8(ascii: "=") { at += 1 }
        let name = Array(bytes[start..<at])
        let isName = name.allSatisfy { byte in
            byte >= 0x80 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".") || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
        }
        guard !name.isEmpty, isName else { throw XMLError(.invalid, "Line \(line): a tag has no right name.") }
        return name
    }

    /// The attributes behind the name, without the declarations of prefixes.
    mutating func attributes(
        _ decoded: (ArraySlice<UInt8>) throws(XMLError) -> String
    ) throws(XMLError) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        skipBlanks()
        while at < bytes.count {
            let name = String(decoding: try name(), as: UTF8.self)
            skipBlanks()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { throw fault(name) }
            at += 1
            skipBlanks()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"),
                let end = bytes[(at + 1)...].firstIndex(of: bytes[at])
            else { throw fault(name) }
            let value = try decoded(bytes[(at + 1)..<end])
            at = end + 1
            guard at == bytes.count || XMLScanner.isBlank(bytes[at]) else { throw fault(name) }
            guard found.count < 32, !found.contains(where: { $0.name == name }) else { throw fault(name) }
            found.append((name, value))
            skipBlanks()
        }
        return found
    }

    private func fault(_ name: String) -> XMLError {
        XMLError(.invalid, "Line \(line): the attribute \(name.prefix(40)) is not written as name=\"value\" once.")
    }
}
