// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardIntegration

/// The `manifest.json` of a snapshot folder.
package struct SnapshotManifest: Sendable {
    package struct Entry: Sendable {
        package let key: String
        package let url: String
        package let path: String
        package let bytes: Int
        package let sha256: String
    }
    package let takenAt: Date
    package let source: String
    package let entries: [Entry]

    /// Reads a manifest.
    /// - Throws: `malformedReply` naming the member that is missing or wrong.
    package init(parsing bytes: [UInt8], at path: String) throws(IntegrationError) {
        let json: JSON
        do throws(JSONError) { json = try JSON(parsing: bytes) } catch {
            throw IntegrationError(.malformedReply, "\(path), \(error)", cause: error)
        }
        guard let text = json["snapshot_utc"]?.string, let date = SnapshotTime.parse(text) else {
            throw IntegrationError(.malformedReply, "\(path) has no snapshot_utc like 2026-02-22T12:42:02+00:00.")
        }
        takenAt = date
        source = json["source"]?.string ?? ""
        guard let files = json["files"]?.array else {
            throw IntegrationError(.malformedReply, "\(path) has no list of files.")
        }
        var entries: [Entry] = []
        for (index, file) in files.enumerated() {
            guard let key = file["key"]?.string, let url = file["url"]?.string, let bytes = file["bytes"]?.integer,
                let hash = file["sha256"]?.string
            else {
                throw IntegrationError(
                    .malformedReply, "\(path), files[\(index)] needs key, url, bytes and sha256.")
            }
            let place = file["path"]?.string ?? ""
            entries.append(Entry(key: key, url: url, path: place, bytes: Int(clamping: bytes), sha256: hash))
        }
        self.entries = entries
    }

    /// The manifest of a dataset, in the layout that is read.
    package static func text(of dataset: Dataset) -> String {
        let files = dataset.files.map(Self.text(of:)).joined(separator: ",\n")
        return """
            {
              "snapshot_utc": "\(SnapshotTime.text(dataset.fetchedAt))",
              "source": \(quoted(dataset.source)),
              "files": [
            \(files)
              ]
            }

            """
    }

    private static func text(of file: DatasetFile) -> String {
        let path = file.url.firstRange(of: "://").map { String(file.url[$0.upperBound...]) } ?? file.url
        return """
                {
                  "key": \(quoted(file.key)),
                  "url": \(quoted(file.url)),
                  "path": \(quoted(path)),
                  "bytes": \(file.bytes.count),
                  "sha256": "\(file.sha256)",
            \(shape(of: file.bytes))
                }
            """
    }

    /// The root of the JSON in the words of the layout: a `dict` with the first 20 of its sorted keys, or a `list` with
    /// its length.
    private static func shape(of bytes: [UInt8]) -> String {
        let root = try? JSONReader.read(bytes) { reader throws(JSONError) in
            var keys: [String] = []
            var count = 0
            guard try reader.peekKind() == .object else {
                try reader.beginArray()
                while try reader.nextElement() { count += 1 }
                return (keys: keys, count: Int?.some(count))
            }
            try reader.beginObject()
            while let key = try reader.nextKey() { keys.append(key.text) }
            return (keys: keys, count: Int?.none)
        }
        guard let root else { return "      \"json_type\": null" }
        if let count = root.count { return "      \"json_type\": \"list\",\n      \"json_len\": \(count)" }
        let keys = root.keys.sorted().prefix(20).map { "        " + quoted($0) }.joined(separator: ",\n")
        return "      \"json_type\": \"dict\",\n      \"json_keys\": [\n\(keys)\n      ]"
    }

    private static func quoted(_ text: String) -> String {
        (try? JSON.string(text).canonicalBytes()).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

/// Instants as a manifest writes them: `2026-02-22T12:42:02.684790+00:00`.
enum SnapshotTime {
    static func parse(_ text: String) -> Date? {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard let head = parts.first else { return nil }
        guard parts.count == 2 else { return try? Date(text, strategy: .iso8601) }
        let digits = parts[1].prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(digits.count), let value = Int(digits),
            let whole = try? Date(head + parts[1].dropFirst(digits.count), strategy: .iso8601)
        else { return nil }
        let scale = (0..<digits.count).reduce(1.0) { scale, _ in scale * 10 }
        return whole.addingTimeInterval(Double(value) / scale)
    }

    static func text(_ date: Date) -> String {
        let micros = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
        let seconds = micros >= 0 ? micros / 1_000_000 : (micros - 999_999) / 1_000_000
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        let fraction = String(micros - seconds * 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        return "\(whole.hasSuffix("Z") ? String(whole.dropLast()) : whole).\(zeros)\(fraction)+00:00"
    }
}
