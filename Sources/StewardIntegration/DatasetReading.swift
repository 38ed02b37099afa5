// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Reads a published dataset: its files byte for byte, and their content as named tables.
///
/// Applications read tables by name and never see the service's own shapes.
public protocol DatasetReading: Sendable {
    /// Fetches every file (or takes the kept copy where it is still fresh), checks it and gives its content.
    ///
    /// A dataset that contradicts itself is not an error: contradictions are listed in ``Dataset/defects``.
    /// - Throws: `IntegrationError`; `malformedReply` names the file and the place in it.
    func dataset() async throws -> Dataset
}

/// One fetch of a dataset.
public struct Dataset: Sendable {
    /// Who published it, and where; for people.
    public let source: String
    /// When the newest of its files was fetched.
    public let fetchedAt: Date
    /// The files as they were served.
    public let files: [DatasetFile]
    /// The content by table name.
    public let tables: [String: DatasetTable]
    /// Where the dataset contradicts itself.
    public let defects: [DatasetDefect]

    /// Makes a dataset.
    public init(
        source: String, fetchedAt: Date, files: [DatasetFile], tables: [String: DatasetTable], defects: [DatasetDefect]
    ) {
        self.source = source
        self.fetchedAt = fetchedAt
        self.files = files
        self.tables = tables
        self.defects = defects
    }
}

/// One file of a dataset and where it came from.
public struct DatasetFile: Sendable, Hashable {
    /// The file's short name in the manifest, as `stats_cons`.
    public let key: String
    /// Where it was fetched.
    public let url: String
    /// The bytes as served.
    public let bytes: [UInt8]
    /// Their SHA-256 in lower-case hexadecimal.
    public let sha256: String
    /// The server's entity tag, when it sent one.
    public let etag: String?
    /// When it was fetched (or last confirmed unchanged).
    public let fetchedAt: Date

    /// Makes a file.
    public init(key: String, url: String, bytes: [UInt8], sha256: String, etag: String?, fetchedAt: Date) {
        self.key = key
        self.url = url
        self.bytes = bytes
        self.sha256 = sha256
        self.etag = etag
        self.fetchedAt = fetchedAt
    }
}

/// Named columns of equal length.
public struct DatasetTable: Sendable {
    /// A column's values; `nil` where the source says null or nothing.
    public enum Column: Sendable, Hashable {
        /// Whole numbers.
        case integers([Int?])
        /// Numbers with a fraction.
        case reals([Double?])
        /// Text.
        case texts([String?])
    }
    /// Rows in every column.
    public let rowCount: Int
    /// Columns by name.
    public let columns: [String: Column]

    /// Makes a table. Every column must have `rowCount` values.
    public init(rowCount: Int, columns: [String: Column]) {
        self.rowCount = rowCount
        self.columns = columns
    }
    /// A column of whole numbers.
    /// - Throws: `malformedReply` when the table has none of that name and kind.
    public func integers(_ name: String) throws(IntegrationError) -> [Int?] {
        if case .integers(let values)? = columns[name] { return values }
        throw missing(name, "whole numbers")
    }
    /// A column of numbers.
    /// - Throws: `malformedReply` when the table has none of that name and kind.
    public func reals(_ name: String) throws(IntegrationError) -> [Double?] {
        if case .reals(let values)? = columns[name] { return values }
        throw missing(name, "numbers")
    }
    /// A column of text.
    /// - Throws: `malformedReply` when the table has none of that name and kind.
    public func texts(_ name: String) throws(IntegrationError) -> [String?] {
        if case .texts(let values)? = columns[name] { return values }
        throw missing(name, "text")
    }
    private func missing(_ name: String, _ kind: String) -> IntegrationError {
        let known = columns.keys.sorted().joined(separator: ", ")
        return IntegrationError(.malformedReply, "The table has no column \(name) of \(kind); it has \(known).")
    }
}

/// A place where a dataset contradicts itself.
public struct DatasetDefect: Sendable, Hashable {
    /// The rule that is broken, as `constituency-sum`.
    public let rule: String
    /// File and place in it, as `stats_cons: BKK_1`.
    public let place: String
    /// One sentence with both values.
    public let message: String

    /// Makes a defect.
    public init(rule: String, place: String, message: String) {
        self.rule = rule
        self.place = place
        self.message = message
    }
}
