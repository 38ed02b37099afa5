// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import StewardStore

/// A file of a recovery, and how far it is.
struct RecoveryItem: Sendable {
    let number: Int64
    let id: String
    let name: String
    let kind: String
    let size: Int64?
    let md5: String?
    let sha256: String?
    var target: String?
    /// Where below the download folder it goes, for a folder's tree.
    let folder: String
    var done: Set<RecoveryStep>

    init(_ row: SQLRow) throws {
        number = try row.integer("number")
        id = try row.text("file")
        name = String(decoding: try row.bytes("name"), as: UTF8.self)
        kind = try row.text("kind")
        size = try row.integerOrNil("size")
        md5 = try row.textOrNil("md5")
        sha256 = try row.textOrNil("sha256")
        target = try row.textOrNil("target")
        folder = try row.text("folder")
        done = Set(try RecoveryStep.allCases.filter { try row.bool($0.rawValue) })
    }

    var isFolder: Bool { kind == "folder" }
    var hasContent: Bool { kind == "file" }

    /// As a store wants it to read the content.
    var file: StoredFile {
        StoredFile(
            id: id, name: name, kind: .file, size: size, checksums: .init(md5: md5, sha256: sha256))
    }

    static func kind(of file: StoredFile) -> String {
        switch file.kind {
        case .file: "file"
        case .folder: "folder"
        case .document: "document"
        case .shortcut: "shortcut"
        }
    }
}
