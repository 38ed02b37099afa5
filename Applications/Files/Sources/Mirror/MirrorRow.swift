// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// An entry of a mirrored tree as the table has it.
struct MirrorRow: Sendable {
    /// Where an entry stands.
    enum State: String, Sendable {
        /// Its content must be looked at.
        case new
        /// The newest content is kept.
        case kept
        /// It could not be fetched in this run.
        case failed
        case skipped, vanished
        /// A folder that is walked.
        case folder
        /// A folder that is walked at another place already.
        case alias
    }
    let item: String
    let target: String
    let kind: String
    let name: String
    let path: String
    let local: String?
    let mediaType: String
    let size: Int64?
    let checksums: StoredFile.Checksums
    let revision: String?
    let modifiedAt: Date?
    let shown: String?
    let hasKey: Bool
    let content: String
    let state: State
    let reason: String?
    let version: Int64
    let keptContent: String?
    let keptHash: String?
    let keptSize: Int64?
    let keptLocal: String?
    let keptStamp: String?
    var validator: String?
    let fetchedAt: Date?

    init(_ row: SQLRow) throws {
        item = try row.text("item")
        target = try row.text("target")
        kind = try row.text("kind")
        name = String(decoding: try row.bytes("name"), as: UTF8.self)
        path = try row.text("path")
        local = try row.textOrNil("local")
        mediaType = try row.text("media_type")
        size = try row.integerOrNil("size")
        checksums = StoredFile.Checksums(md5: try row.textOrNil("md5"), sha256: try row.textOrNil("sha256"))
        revision = try row.textOrNil("revision")
        modifiedAt = try row.dateOrNil("modified_at")
        shown = try row.textOrNil("shown")
        hasKey = try row.bool("has_key")
        content = try row.text("content")
        state = State(rawValue: try row.text("state")) ?? .failed
        reason = try row.textOrNil("reason")
        version = try row.integer("version")
        keptContent = try row.textOrNil("kept_content")
        keptHash = try row.textOrNil("kept_sha256")
        keptSize = try row.integerOrNil("kept_size")
        keptLocal = try row.textOrNil("kept_local")
        keptStamp = try row.textOrNil("kept_stamp")
        validator = try row.textOrNil("validator")
        fetchedAt = try row.dateOrNil("fetched_at")
    }

    /// The file as its service described it.
    func file(key: Secret?) -> StoredFile {
        StoredFile(
            id: target, name: name, kind: kind == "document" ? .document : .file, mediaType: mediaType, size: size,
            checksums: checksums, modifiedAt: modifiedAt, revision: revision, resourceKey: key)
    }

    /// The file as people ask for it.
    var covered: CoveredFile {
        let status: Coverage.Status =
            switch state {
            case .kept: .present
            case .skipped: .skipped
            case .vanished: .vanished
            default: version > 0 ? .changed : .missing
            }
        return CoveredFile(
            item: item, fileID: target, path: path, name: name, status: status, reason: reason,
            size: keptSize ?? size, sha256: keptHash, local: keptLocal, versions: version, fetchedAt: fetchedAt,
            modifiedAt: modifiedAt)
    }

    /// What names one version of a file's content; empty where the service tells nothing that changes with it.
    static func content(of file: StoredFile) -> String {
        if let digest = file.checksums.md5 ?? file.checksums.sha256 { return "digest \(digest.lowercased())" }
        if let revision = file.revision { return "revision \(NameDigits.of(revision, count: 40))" }
        guard let time = file.modifiedAt else { return "" }
        return "time \(time.microseconds) \(file.size ?? -1)"
    }
}
