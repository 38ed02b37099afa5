// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardImaging

/// Small PDF files, written out as the format has them.
enum HandmadePDF {
    struct Object { var text: String; var stream: [UInt8]? }

    /// - Parameters:
    ///   - trailer: more entries of the trailer, as `/Encrypt 9 0 R`.
    static func file(_ objects: [Object], trailer: String = "") -> [UInt8] {
        var bytes = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n\(object.text)\n".utf8)
            if let stream = object.stream { bytes += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8) }
            bytes += Array("endobj\n".utf8)
        }
        let start = bytes.count
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets { bytes += Array((String(format: "%010d", offset) + " 00000 n \n").utf8) }
        bytes += Array("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\n".utf8)
        return bytes + Array("startxref\n\(start)\n%%EOF\n".utf8)
    }

    /// One page that shows grey images; each lies in its rectangle (x, y, width, height in points).
    static func page(
        images: [(width: Int, height: Int, level: UInt8, place: [Int])], rotation: Int = 0, box: (Int, Int) = (595, 842)
    ) -> [UInt8] {
        let names = images.indices.map { "/I\($0) \($0 + 5) 0 R" }.joined(separator: " ")
        let drawing = images.enumerated().map { index, image in
            let place = image.place
            return "q \(place[2]) 0 0 \(place[3]) \(place[0]) \(place[1]) cm /I\(index) Do Q"
        }.joined(separator: "\n")
        var objects = [
            Object(text: "<< /Type /Catalog /Pages 2 0 R >>"),
            Object(text: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Object(
                text: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(box.0) \(box.1)] /Rotate \(rotation) "
                    + "/Contents 4 0 R /Resources << /XObject << \(names) >> >> >>"),
            Object(text: "<< /Length \(drawing.utf8.count) >>", stream: Array(drawing.utf8)),
        ]
        for image in images {
            let count = image.width * image.height
            objects.append(
                Object(
                    text: "<< /Type /XObject /Subtype /Image /Width \(image.width) /Height \(image.height) "
                        + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Length \(count) >>",
                    stream: [UInt8](repeating: image.level, count: count)))
        }
        return file(objects)
    }

    /// As many pages as wanted, all of them empty.
    static func pages(_ count: Int) -> [UInt8] {
        let kids = (0..<count).map { "\($0 + 3) 0 R" }.joined(separator: " ")
        let page = Object(text: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>")
        return file(
            [
                Object(text: "<< /Type /Catalog /Pages 2 0 R >>"),
                Object(text: "<< /Type /Pages /Kids [\(kids)] /Count \(count) >>"),
            ] + [Object](repeating: page, count: count))
    }

    /// Locked with a password that nobody has.
    static var encrypted: [UInt8] {
        let words = String(repeating: "5A", count: 32)
        return file(
            [
                Object(text: "<< /Type /Catalog /Pages 2 0 R >>"),
                Object(text: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                Object(text: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"),
                Object(text: "<< /Filter /Standard /V 1 /R 2 /O <\(words)> /U <\(words)> /P -4 >>"),
            ], trailer: "/Encrypt 4 0 R /ID [<00> <00>]")
    }
}
