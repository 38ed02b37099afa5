// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// A dump on its way into a server: every piece is looked at before the program that restores it gets it.
actor WatchedDump {
    /// What reads along.
    private enum Watch {
        case plain(PlainDumpReader)
        case archive(ArchiveDumpReader)
    }

    /// How much is read ahead to learn the encoding.
    private static let lookahead = 4 << 20

    private let source: DescriptorReader
    private var watch: Watch
    private var filter: OwnerFilter?
    private var ahead: [[UInt8]] = []
    private var hasEnded = false
    /// What was in it; `nil` until the last byte was read.
    private(set) var content: DumpContent?

    init(_ descriptor: Int32, _ format: DumpFormat, withoutOwners: Bool = false) {
        source = DescriptorReader(descriptor)
        watch = format == .plain ? .plain(PlainDumpReader()) : .archive(ArchiveDumpReader())
        if format == .plain, withoutOwners { filter = OwnerFilter() }
    }

    /// The encoding of its texts, as `UTF8`; reads as far ahead as is needed to know.
    /// - Throws: `IntegrationError`.
    func encoding() async throws -> String? {
        var read = 0
        while knownEncoding == nil, !hasEnded, read < Self.lookahead {
            guard let piece = try await fresh() else { break }
            ahead.append(piece)
            read += piece.count
        }
        return knownEncoding
    }

    /// The next piece; `nil` at the end.
    /// - Throws: `IntegrationError` with `invalidRequest` when it holds what would reach past the new database.
    func next() async throws -> [UInt8]? {
        guard let piece = try await ahead.isEmpty ? fresh() : ahead.removeFirst() else {
            defer { filter = nil }
            return filter?.finish()
        }
        guard var filter else { return piece }
        let passed = piece.withUnsafeBytes { filter.pass($0) }
        self.filter = filter
        return passed
    }

    /// The version of the server that it was taken from, as far as is known.
    var serverVersion: String? {
        switch watch {
        case .plain(let reader): reader.serverVersion
        case .archive(let reader): reader.serverVersion
        }
    }

    private var knownEncoding: String? {
        switch watch {
        case .plain(let reader): reader.encoding
        case .archive(let reader): reader.encoding
        }
    }

    private func fresh() async throws -> [UInt8]? {
        if hasEnded { return nil }
        let piece = try await source.next()
        guard !piece.isEmpty else {
            end()
            return nil
        }
        switch watch {
        case .plain(var reader):
            piece.withUnsafeBytes { reader.take($0) }
            watch = .plain(reader)
            try check(reader)
        case .archive(var reader):
            piece.withUnsafeBytes { reader.take($0) }
            watch = .archive(reader)
        }
        return piece
    }

    private func end() {
        hasEnded = true
        switch watch {
        case .plain(var reader): content = reader.finish()
        case .archive(var reader): content = reader.finish()
        }
    }

    private func check(_ reader: PlainDumpReader) throws(IntegrationError) {
        if let name = reader.createdDatabase {
            throw IntegrationError(
                .invalidRequest,
                """
                The dump makes the database \(name) by itself, so that it would not go into the new one; make a dump \
                without --create.
                """)
        }
        guard let command = reader.foreignCommand else { return }
        throw IntegrationError(
            .invalidRequest,
            "The dump holds a command to psql, “\(command.prefix(60))”, which no dump of one database does; refused.")
    }
}
