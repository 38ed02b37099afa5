// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Crypto
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardIntegration

/// What every integration that reads a published dataset promises on top of ``IntegrationContract``.
public enum DatasetReadingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [byteForByte, tablesAreRectangular, freshCopy, revalidates, keepsOldCopy, snapshot]
    }

    private static func reader(
        _ subject: IntegrationSubject, over transport: any HTTPTransport, cacheFolder: String? = nil
    ) throws -> any DatasetReading {
        let made = try subject.make(over: transport, cacheFolder: cacheFolder)
        guard let reader = made as? any DatasetReading else {
            throw RuleViolation("\(subject.type) does not conform to DatasetReading.")
        }
        return reader
    }

    static let byteForByte = Rule<IntegrationSubject>(
        "dataset-is-byte-for-byte", "Every file is what the service sent, with its SHA-256, address and fetch time."
    ) { subject in
        let dataset = try await reader(subject, over: subject.transport).dataset()
        try expect(!dataset.files.isEmpty, "The dataset has no file.")
        for file in dataset.files {
            let prefix = subject.simulator
            try expect(file.url.hasPrefix(prefix), "\(file.key) says it came from \(file.url).")
            let served = try await subject.send(.get, String(file.url.dropFirst(prefix.count)))
            try expect(served == file.bytes, "\(file.key) differs from what the service serves.")
            let digest = SHA256.hash(data: file.bytes).map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }
            try expect(
                digest.joined() == file.sha256, "\(file.key) has SHA-256 \(digest.joined()), not \(file.sha256).")
            try expect(file.fetchedAt <= subject.clock.now, "\(file.key) was fetched in the future.")
        }
        try expect(
            dataset.fetchedAt == dataset.files.map(\.fetchedAt).max(), "The fetch time is not the newest file's.")
    }

    static let tablesAreRectangular = Rule<IntegrationSubject>(
        "dataset-tables-are-rectangular", "Every column of a table has the table's number of rows."
    ) { subject in
        let dataset = try await reader(subject, over: subject.transport).dataset()
        try expect(!dataset.tables.isEmpty, "The dataset has no table.")
        for (name, table) in dataset.tables {
            for (column, values) in table.columns {
                let count =
                    switch values {
                    case .integers(let values): values.count
                    case .reals(let values): values.count
                    case .texts(let values): values.count
                    }
                try expect(count == table.rowCount, "\(name).\(column) has \(count) of \(table.rowCount) values.")
            }
        }
    }

    static let freshCopy = Rule<IntegrationSubject>(
        "dataset-fresh-copy-is-kept", "A second read at the same instant sends nothing, in a new connection too."
    ) { subject in
        let first = try await reader(subject, over: subject.transport, cacheFolder: subject.scratchFolder).dataset()
        let watching = WatchingTransport(subject.transport)
        let second = try await reader(subject, over: watching, cacheFolder: subject.scratchFolder).dataset()
        try expect(watching.calls.isEmpty, "The second read sent \(watching.calls.count) requests.")
        try expect(first.files == second.files, "The second read gave other files.")
    }

    static let revalidates = Rule<IntegrationSubject>(
        "dataset-copy-is-revalidated",
        "A copy that is no longer fresh is asked about with If-None-Match, and kept on 304."
    ) { subject in
        let first = try await reader(subject, over: subject.transport, cacheFolder: subject.scratchFolder).dataset()
        try await subject.clock.sleep(for: .seconds(8 * 86400))
        let watching = WatchingTransport(subject.transport)
        let second = try await reader(subject, over: watching, cacheFolder: subject.scratchFolder).dataset()
        let asked = watching.calls.filter { $0.headerFields[.ifNoneMatch] != nil }.count
        try expect(asked == first.files.count, "\(asked) of \(first.files.count) files were asked about by ETag.")
        try expect(first.files.map(\.sha256) == second.files.map(\.sha256), "The files changed on 304.")
        try expect(second.fetchedAt > first.fetchedAt, "The time of the confirmation was not kept.")
    }

    static let keepsOldCopy = Rule<IntegrationSubject>(
        "dataset-damage-keeps-the-old-copy", "A reply that cannot be decoded does not replace the kept copy."
    ) { subject in
        let first = try await reader(subject, over: subject.transport, cacheFolder: subject.scratchFolder).dataset()
        try await subject.clock.sleep(for: .seconds(8 * 86400))
        try await subject.control(.post, "faults", ["kind": "challenge"])
        let damaged = try reader(subject, over: subject.transport, cacheFolder: subject.scratchFolder)
        var code: IntegrationError.Code?
        do { _ = try await damaged.dataset() } catch { code = (error as? IntegrationError)?.code }
        try await subject.control(.delete, "faults")
        try expect(
            code == .malformedReply, "Expected malformedReply for a challenge page, found \(code, default: "none").")
        let watching = WatchingTransport(subject.transport)
        let again = try await reader(subject, over: watching, cacheFolder: subject.scratchFolder).dataset()
        let asked = watching.calls.filter { $0.headerFields[.ifNoneMatch] != nil }.count
        try expect(asked == first.files.count, "After the damaged reply only \(asked) copies were left to ask about.")
        try expect(first.files.map(\.sha256) == again.files.map(\.sha256), "The kept copies changed.")
    }

    static let snapshot = Rule<IntegrationSubject>(
        "dataset-snapshot-round-trips", "A snapshot reads back as it was written, and a changed byte in it is named.",
        exemption: { $0.type is any DatasetSnapshotting.Type ? nil : "it keeps no snapshots" }
    ) { subject in
        guard let type = subject.type as? any DatasetSnapshotting.Type else { return }
        let dataset = try await reader(subject, over: subject.transport).dataset()
        let folder = subject.scratchFolder + "/snapshot"
        try type.writeSnapshot(dataset, to: folder)
        let read = try type.readSnapshot(from: folder)
        try expect(read.files.map(\.bytes) == dataset.files.map(\.bytes), "The files changed in the snapshot.")
        try expect(Set(read.tables.keys) == Set(dataset.tables.keys), "The tables changed in the snapshot.")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "manifest.json" {
            try checkFlip(of: name, in: folder, type)
        }
    }

    private static func checkFlip(of name: String, in folder: String, _ type: any DatasetSnapshotting.Type) throws {
        let url = URL(filePath: folder + "/" + name)
        let whole = try Data(contentsOf: url)
        var flipped = whole
        flipped[flipped.startIndex + flipped.count / 2] ^= 1
        try flipped.write(to: url)
        defer { try? whole.write(to: url) }
        do throws(IntegrationError) {
            _ = try type.readSnapshot(from: folder)
        } catch {
            try expect(error.message.contains(name), "A changed byte in \(name) was reported as: \(error.message)")
            return
        }
        throw RuleViolation("A changed byte in \(name) was not noticed.")
    }
}
