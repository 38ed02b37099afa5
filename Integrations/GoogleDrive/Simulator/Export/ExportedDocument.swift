// SPDX-License-Identifier: Apache-2.0

/// What a document is exported as.
///
/// The simulator keeps a document's text: what was uploaded to be converted, else its name. Text formats and PDF carry
/// it; formats that are archives (docx, xlsx, odt, zip …) are true archives with the text in one file, but no program
/// of the trade opens them; image formats are the text as it is.
enum ExportedDocument {
    /// Most bytes that `export` gives: 10 MB (Drive API reference, files.export, 2026-11).
    static let limit: Int64 = 10 * 1024 * 1024

    /// The export in a format of the document's kind, or `nil` when it has no such format.
    static func content(of file: DriveFile, as type: String) -> DriveContent? {
        guard let kind = DocumentKind(mimeType: file.mimeType),
            let format = kind.formats.first(where: { $0.type == type })
        else { return nil }
        let source = file.content?.content ?? .bytes([])
        guard source.size > 0 else { return .bytes(wrapped(Array(file.name.utf8), format.ending)) }
        if isPlain(format.ending) { return source }
        return .bytes(wrapped(source.bytes(0..<source.size), format.ending))
    }

    private static func isPlain(_ ending: String) -> Bool {
        !["docx", "odt", "xlsx", "ods", "pptx", "odp", "zip", "epub", "pdf"].contains(ending)
    }

    private static func wrapped(_ text: [UInt8], _ ending: String) -> [UInt8] {
        if ending == "pdf" { return pdf(text) }
        return isPlain(ending) ? text : StoredArchive.bytes(of: text, named: "content.txt")
    }

    /// One empty page, and the text behind a comment sign.
    private static func pdf(_ text: [UInt8]) -> [UInt8] {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
        var out = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(out.count)
            out += "\(index + 1) 0 obj\n\(object)\nendobj\n".utf8
        }
        for line in text.split(separator: 0x0A) { out += Array("%".utf8) + line + [0x0A] }
        let start = out.count
        out += "xref\n0 4\n0000000000 65535 f \n".utf8
        for place in places { out += "\(String(repeating: "0", count: 10 - "\(place)".count))\(place) 00000 n \n".utf8 }
        out += "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8
        return out
    }
}

/// An archive with one file that is not compressed (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
enum StoredArchive {
    static func bytes(of content: [UInt8], named name: String) -> [UInt8] {
        let head =
            word16(20) + word16(0) + word16(0) + word16(0) + word16(0x21) + word32(checksum(content))
            + word32(UInt32(content.count)) + word32(UInt32(content.count)) + word16(UInt16(name.utf8.count))
            + word16(0)
        var out = Array("PK\u{3}\u{4}".utf8) + head + Array(name.utf8) + content
        let start = out.count
        out +=
            Array("PK\u{1}\u{2}".utf8) + word16(20) + head + word16(0) + word16(0) + word16(0) + word32(0) + word32(0)
        out += name.utf8
        let length = out.count - start
        out += Array("PK\u{5}\u{6}".utf8) + word16(0) + word16(0) + word16(1) + word16(1)
        out += word32(UInt32(length)) + word32(UInt32(start)) + word16(0)
        return out
    }

    /// CRC-32 (ISO 3309).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    private static func word16(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    private static func word32(_ value: UInt32) -> [UInt8] {
        word16(UInt16(value & 0xFFFF)) + word16(UInt16(value >> 16))
    }
}
