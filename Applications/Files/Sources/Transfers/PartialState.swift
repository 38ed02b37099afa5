// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// What is kept beside a half-read file: which content it is, and which bytes of each part are on disk.
struct PartialState: Sendable, Equatable {
    /// A stretch of the file, and the place up to which it was read.
    struct Part: Sendable, Equatable {
        let start: Int64
        let end: Int64
        var read: Int64
        var isDone: Bool { read >= end }
    }
    /// Changes when the content does.
    let content: String
    var parts: [Part]

    var bytes: Int64 { parts.reduce(0) { $0 + $1.read - $1.start } }

    /// Nothing read yet. A size that is not known makes one part without an end.
    init(of file: StoredFile, _ settings: TransferSettings) {
        content = Self.content(of: file)
        let size = file.size ?? .max
        let wished = file.size == nil ? 1 : Int(size / max(settings.partSize, 1))
        let count = Int64(min(max(wished, 1), max(settings.parts, 1)))
        parts = (0..<count).map { place in
            let start = size / count * place
            return Part(start: start, end: place == count - 1 ? size : size / count * (place + 1), read: start)
        }
    }

    /// What names one version of a file's content.
    static func content(of file: StoredFile) -> String {
        let time = file.modifiedAt.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) }
        let words: [String?] = [
            file.id, file.revision, file.checksums.sha256 ?? file.checksums.md5, file.size.map(String.init),
            file.revision == nil && file.checksums.md5 == nil ? time.map(String.init) : nil,
        ]
        return NameDigits.of(words.map { $0 ?? "-" }.joined(separator: " "), count: 40)
    }

    var bytesOfText: [UInt8] {
        let list = parts.map { JSON.array([.integer($0.start), .integer($0.end), .integer($0.read)]) }
        let json: JSON = ["content": .string(content), "parts": .array(list)]
        return (try? json.canonicalBytes()) ?? []
    }

    /// Reads what was kept; `nil` when it is of other content, torn, or does not cover the file.
    init?(_ text: [UInt8], for file: StoredFile) {
        guard let json = try? JSON(parsing: text), let size = file.size,
            json["content"]?.string == Self.content(of: file), let list = json["parts"]?.array
        else { return nil }
        content = Self.content(of: file)
        parts = []
        var next: Int64 = 0
        for element in list {
            let numbers = (element.array ?? []).compactMap(\.integer)
            guard numbers.count == 3, numbers[0] == next, numbers[0] <= numbers[2], numbers[2] <= numbers[1],
                numbers[1] <= size
            else { return nil }
            parts.append(Part(start: numbers[0], end: numbers[1], read: numbers[2]))
            next = numbers[1]
        }
        guard next == size, !parts.isEmpty else { return nil }
    }
}
