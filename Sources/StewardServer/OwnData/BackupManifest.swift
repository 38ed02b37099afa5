// SPDX-License-Identifier: Apache-2.0
package import Foundation
package import StewardCore
import StewardLedger
import StewardStore

/// What a backup of Steward's own data says of itself: the file `manifest.json`, which is written last.
package struct BackupManifest: Sendable, Hashable {
    /// Names the layout of the folder. Another layout gets another name.
    static let format = "steward-data-backup-1"
    static let fileName = "manifest.json"
    /// The hash of every file, in the form that `sha256sum --check` reads.
    static let listName = "files.sha256"

    /// A book as it was when the backup began: the copy has at least these entries.
    package struct Book: Sendable, Hashable {
        package let id: String
        package let size: Int64
        /// The hash of the last of them, in hexadecimal.
        package let head: String
    }

    package let madeAt: Date
    /// The version of the Steward that made it.
    package let version: String
    /// The migrations that the database has, by name.
    package let migrations: [String]
    package let books: [Book]
    /// The key files that are in it: none unless they were asked for.
    package let keys: [String]
    /// Files that were damaged already when the backup was made, by name: blobs, or the timeline. They are not in it.
    package let damaged: [String]
    /// How many files the list names, how many bytes they have, and the list's own SHA-256.
    package let files: Int
    package let bytes: Int64
    let listHash: String
}

extension BackupManifest {
    /// As the file has it.
    package var json: JSON {
        let books = books.map { book -> JSON in
            ["book": .string(book.id), "size": .integer(book.size), "head": .string(book.head)]
        }
        return [
            "format": .string(Self.format), "made_at": .string(madeAt.formatted(.iso8601)),
            "steward": .string(version), "migrations": .array(migrations.map(JSON.string)), "books": .array(books),
            "keys": .array(keys.map(JSON.string)), "damaged": .array(damaged.map(JSON.string)),
            "files": .integer(Int64(files)), "bytes": .integer(bytes),
            "list": ["path": .string(Self.listName), "sha256": .string(listHash)],
        ]
    }

    /// Reads the file.
    /// - Throws: `OwnDataError`: `tooNew` for another format, `damaged` when something is missing.
    init(parsing bytes: [UInt8]) throws {
        let value: JSON
        do { value = try JSON(parsing: bytes) } catch {
            throw OwnDataError(.damaged, "The backup's \(Self.fileName) is not JSON: \(error)")
        }
        guard value["format"]?.string == Self.format else {
            throw OwnDataError(
                .tooNew, "The backup's format is not \(Self.format); restore it with the Steward that made it.")
        }
        guard let madeAt = value["made_at"]?.string.flatMap({ try? Date($0, strategy: .iso8601) }),
            let version = value["steward"]?.string, let migrations = value["migrations"]?.array,
            let books = value["books"]?.array, let keys = value["keys"]?.array,
            let damaged = value["damaged"]?.array, let files = value["files"]?.integer,
            let size = value["bytes"]?.integer, let hash = value["list"]?["sha256"]?.string
        else {
            throw OwnDataError(.damaged, "The backup's \(Self.fileName) lacks something; take another backup.")
        }
        self.init(
            madeAt: madeAt, version: version, migrations: migrations.compactMap(\.string),
            books: books.compactMap(Book.init), keys: keys.compactMap(\.string), damaged: damaged.compactMap(\.string),
            files: Int(files), bytes: size, listHash: hash)
    }
}

extension BackupManifest.Book {
    fileprivate init?(_ value: JSON) {
        guard let id = value["book"]?.string, let size = value["size"]?.integer, let head = value["head"]?.string
        else { return nil }
        self.init(id: id, size: size, head: head)
    }

    init(_ book: StewardLedger.Book) {
        self.init(id: book.id.name, size: book.size, head: Hexadecimal.text(book.head))
    }
}
