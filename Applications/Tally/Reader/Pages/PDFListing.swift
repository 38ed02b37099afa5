// SPDX-License-Identifier: Apache-2.0

/// What poppler's programs print about a PDF.
enum PDFListing {
    /// What `pdfinfo` says of the whole file.
    struct Summary: Equatable {
        var pages = 0
        var isEncrypted = false
    }

    static func summary(_ text: String) -> Summary {
        var summary = Summary()
        for (key, value) in fields(text) {
            switch key {
            case "Pages": summary.pages = Int(value) ?? 0
            case "Encrypted": summary.isEncrypted = value.hasPrefix("yes")
            default: break
            }
        }
        return summary
    }

    /// What `pdfinfo -f 1 -l n` says of each page: `Page    1 size: 595 x 842 pts (A4)`, `Page    1 rot:  90`.
    static func pages(_ text: String) -> [PageSource.Page] {
        var sizes: [Int: (Double, Double)] = [:]
        var turns: [Int: Int] = [:]
        for (key, value) in fields(text) {
            let words = key.split(separator: " ")
            guard words.count == 3, words[0] == "Page", let number = Int(words[1]) else { continue }
            if words[2] == "rot" { turns[number] = (Int(value) ?? 0) / 90 }
            let numbers = value.split(separator: " ")
            if words[2] == "size", numbers.count > 2, let width = Double(numbers[0]), let height = Double(numbers[2]) {
                sizes[number] = (width, height)
            }
        }
        return sizes.keys.sorted().map {
            PageSource.Page(number: $0, quarters: turns[$0] ?? 0, points: sizes[$0])
        }
    }

    /// A line of `pdfimages -list`.
    struct Image: Equatable {
        let number: Int
        let type: String
        let width: Int
        let height: Int
        /// The part of its page that it covers, with the page's size in points.
        let inches: (width: Double, height: Double)

        static func == (left: Image, right: Image) -> Bool { left.number == right.number && left.type == right.type }
    }

    static func images(_ text: String) -> [Image] {
        text.split(separator: "\n").dropFirst(2).compactMap { line in
            let columns = line.split(separator: " ")
            guard columns.count >= 14, let number = Int(columns[1]), let width = Int(columns[3]),
                let height = Int(columns[4]), let acrossPPI = Double(columns[12]), let downPPI = Double(columns[13]),
                acrossPPI > 0, downPPI > 0
            else { return nil }
            return Image(
                number: number, type: String(columns[2]), width: width, height: height,
                inches: (Double(width) / acrossPPI, Double(height) / downPPI))
        }
    }

    private static func fields(_ text: String) -> [(Substring, String)] {
        text.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon], String(value))
        }
    }
}
