// SPDX-License-Identifier: Apache-2.0

/// What the head of a part says.
struct MultipartHead: Equatable {
    /// The field's name.
    let name: String
    /// What the file is called where it came from; `nil` for a field that is no file, empty when none was chosen. It is
    /// text to show, never a path.
    let fileName: String?

    /// Reads the lines of a head, without the empty one that ends it.
    /// - Throws: `UploadError` for a part without a name, for names with control characters, and for two heads in one.
    init(_ bytes: ArraySlice<UInt8>) throws(UploadError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("a part's head is no UTF-8") }
        var disposition: [String: String]?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed("a line of a part's head has no colon") }
            let value = line[line.index(after: colon)...]
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil, let read = Self.disposition(value) else {
                    throw .malformed("a part does not say what field it is")
                }
                disposition = read
            case "content-transfer-encoding":
                let encoding = value.filter { $0 != " " }.lowercased()
                guard ["binary", "8bit", "7bit"].contains(encoding) else {
                    throw .malformed("a part is encoded as \(Self.plain(encoding))")
                }
            default: break
            }
        }
        guard let name = disposition?["name"], Self.isFit(name, 100), !name.isEmpty else {
            throw .malformed("a part has no name")
        }
        self.name = name
        fileName = disposition?["filename"]
        guard Self.isFit(fileName ?? "", 1000) else { throw .malformed("a file's name is too long or no text") }
    }

    private static func disposition(_ value: Substring) -> [String: String]? {
        let pieces = value.split(separator: ";", maxSplits: 1)
        guard pieces.count == 2, pieces[0].filter({ $0 != " " }).lowercased() == "form-data" else { return nil }
        return parameters(pieces[1])
    }

    /// `a=b; c="d"`; `nil` for anything else, and when a name comes twice.
    static func parameters(_ text: Substring) -> [String: String]? {
        var found: [String: String] = [:]
        var rest = text.drop { $0 == " " }
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let value: String
            if rest.first == "\"" {
                guard let quoted = quoted(&rest) else { return nil }
                value = quoted
            } else {
                value = String(rest.prefix { $0 != ";" && $0 != " " })
                rest = rest.dropFirst(value.count)
            }
            guard found.updateValue(value, forKey: name) == nil else { return nil }
            rest = rest.drop { $0 == " " }
            guard rest.isEmpty || rest.first == ";" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
        }
        return found
    }

    /// A quoted text, as browsers write it: a quotation mark in it as `%22`, line breaks as `%0D%0A` (HTML, “multipart
    /// form data”). Others write `\"`.
    private static func quoted(_ rest: inout Substring) -> String? {
        var text = ""
        rest = rest.dropFirst()
        while let letter = rest.popFirst() {
            if letter == "\"" {
                return text.replacing("%22", with: "\"").replacing("%0D", with: " ").replacing("%0A", with: " ")
            }
            // A backslash is a letter of its own in a browser's file names; only before a quotation mark is it none.
            if letter == "\\", rest.first == "\"" { text.append(rest.removeFirst()) } else { text.append(letter) }
        }
        return nil
    }

    private static func isFit(_ text: String, _ most: Int) -> Bool {
        text.utf8.count <= most && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func plain(_ text: String) -> String {
        String(text.prefix(20).filter { $0.isLetter || $0.isNumber })
    }
}
