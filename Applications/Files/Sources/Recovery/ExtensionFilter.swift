// SPDX-License-Identifier: Apache-2.0

/// Which files a recovery takes, by the ends of their names, as `jpg` or `tar.gz`.
package struct ExtensionFilter: Sendable, Hashable {
    /// The ends without their first dot, in lower case, each once, in the order given. Empty: every file.
    package let tokens: [String]

    /// Reads tokens: surrounding blanks and dots are dropped, repeated dots are one.
    /// - Throws: ``BadExtensions`` with every token that cannot be the end of a name.
    package init(_ given: [String]) throws(BadExtensions) {
        var tokens: [String] = []
        var bad: [String] = []
        for text in given {
            guard let token = Self.token(text) else {
                bad.append(text)
                continue
            }
            if !tokens.contains(token) { tokens.append(token) }
        }
        guard bad.isEmpty else { throw BadExtensions(tokens: bad) }
        self.tokens = tokens
    }

    /// Whether a name has one of the ends.
    package func fits(_ name: String) -> Bool {
        guard !tokens.isEmpty else { return true }
        let name = name.lowercased()
        return tokens.contains { name.hasSuffix("." + $0) }
    }

    /// The media types to ask the service for, so that it sends no others; empty when one of the tokens has none that
    /// is known, and then the names alone decide.
    package var mediaTypes: [String] {
        var types: [String] = []
        for token in tokens {
            let last = token.split(separator: ".").last.map(String.init) ?? token
            guard let type = Self.mediaTypes[last] else { return [] }
            if !types.contains(type) { types.append(type) }
        }
        return types
    }

    private static func token(_ text: String) -> String? {
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.unicodeScalars.last, last.properties.isWhitespace { rest.removeLast() }
        let parts = rest.lowercased().split(separator: ".", omittingEmptySubsequences: true)
        let isGood = parts.allSatisfy { part in
            (1...10).contains(part.utf8.count)
                && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        }
        return isGood && !parts.isEmpty ? parts.joined(separator: ".") : nil
    }

    static let mediaTypes: [String: String] = [
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "bmp": "image/bmp",
        "tiff": "image/tiff", "tif": "image/tiff", "webp": "image/webp", "svg": "image/svg+xml",
        "pdf": "application/pdf", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "txt": "text/plain", "csv": "text/csv", "mp4": "video/mp4", "avi": "video/x-msvideo",
        "mov": "video/quicktime", "mp3": "audio/mpeg", "wav": "audio/wav", "zip": "application/zip",
        "rar": "application/vnd.rar", "7z": "application/x-7z-compressed",
    ]
}

/// Tokens that cannot be the end of a file's name.
package struct BadExtensions: Error, Sendable, Hashable, CustomStringConvertible {
    package let tokens: [String]

    /// One sentence with the repair.
    package var description: String {
        let list = tokens.map { "“\($0)”" }.joined(separator: ", ")
        return
            "\(list) cannot be the end of a name: take letters and digits, at most 10 between two dots, "
            + "as jpg or tar.gz."
    }
}
