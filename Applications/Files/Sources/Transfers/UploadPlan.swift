// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Finds out what is to be uploaded: one item a file and folder, each with an id of the service's, so that it is made
/// once however often it is tried.
struct UploadPlan {
    private let store: any FileStoring
    private let table: TransferTable
    private let transfer: Transfer
    private let options: UploadOptions
    private var number: Int64 = 0
    private var pending: [TransferItem] = []
    private var ids: [String] = []
    private var hasIDs = true
    /// The folders on disk, by path: their numbers, and their ids where they are at the service already.
    private var folders: [String: (number: Int64, existing: String?)] = [:]
    /// What is in the one folder that was looked at last, by name.
    private var listed: (folder: String, files: [String: Same]) = ("", [:])

    /// What must be known of a file or folder of the same name; a folder may hold a hundred thousand of them.
    private struct Same {
        let id: String
        let size: Int64?
        let checksums: StoredFile.Checksums
        var file: StoredFile { StoredFile(id: id, name: "", kind: .file, size: size, checksums: checksums) }
    }

    init(_ store: any FileStoring, _ table: TransferTable, _ transfer: Transfer) {
        self.store = store
        self.table = table
        self.transfer = transfer
        options = UploadOptions(transfer.options)
    }

    /// Plans from the beginning.
    mutating func make() async throws {
        try await table.clear(transfer.id)
        let (top, name) = try Self.source(transfer.source)
        folders[""] = (0, transfer.target)
        if let name, let stamp = try top.stamp(LocalPath([name])), stamp.isFile {
            try await add([name], stamp, in: top)
        } else {
            try await walk(top, name)
        }
        try await flush()
        try await table.set(.ready, of: transfer.id)
    }

    private mutating func walk(_ top: LocalFolder, _ name: String?) async throws {
        if let name, !options.contentsOnly, let stamp = try top.stamp(LocalPath([name])) {
            try await add([name], stamp, in: top)
        } else if let name {
            folders[name] = (0, transfer.target)
        }
        var walk = try LocalWalk(top, below: name.map { [$0] } ?? [])
        while let found = walk.next() {
            try Task.checkCancellation()
            if let stamp = found.stamp {
                try await add(found.names, stamp, in: top)
            } else {
                try await refuse(found)
            }
        }
    }

    /// The folder that holds the source, and its name in it. The root of the file system has no name.
    static func source(_ path: String) throws(FilesError) -> (LocalFolder, String?) {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard path.hasPrefix("/") else { throw FilesError(.invalid, "“\(path)” must be an absolute path.") }
        guard let slash = path.lastIndex(of: "/"), path != "/" else {
            return (try LocalFolder("/", creating: false), nil)
        }
        let above = slash == path.startIndex ? "/" : String(path[..<slash])
        let name = String(path[path.index(after: slash)...])
        let top = try LocalFolder(above, creating: false)
        guard let stamp = try top.stamp(LocalPath([name])) else {
            throw FilesError(.notFound, "\(path) does not exist.")
        }
        guard stamp.isFile || stamp.isFolder else {
            throw FilesError(.invalid, "\(path) is a symbolic link or no file; give what it points at.")
        }
        return (top, name)
    }

    private mutating func add(_ names: [String], _ stamp: FileStamp, in top: LocalFolder) async throws {
        let path = names.joined(separator: "/")
        let parent = folders[names.dropLast().joined(separator: "/")] ?? (0, nil)
        let name = names[names.count - 1]
        let same = try await existing(name, in: parent.existing, isFolder: stamp.isFolder)
        number += 1
        var item = TransferItem(
            number: number, parent: parent.number, kind: stamp.isFolder ? .folder : .file, path: path, name: name,
            fileID: nil, size: stamp.isFolder ? nil : stamp.size, stamp: stamp.text, md5: nil, sha256: nil,
            hasSession: false, state: .waiting, reason: nil)
        if stamp.isFolder { folders[path] = (number, same?.id) }
        if let same {
            item = try await compare(item, stamp, with: same, in: top)
        } else {
            item = item.with(.waiting, fileID: try await newID())
        }
        pending.append(item)
        if pending.count >= 500 { try await flush() }
    }

    /// What is to be done about a file or folder that is at the service already.
    private func compare(
        _ item: TransferItem, _ stamp: FileStamp, with same: Same, in top: LocalFolder
    ) async throws -> TransferItem {
        if stamp.isFolder { return item.with(.skipped, reason: "It is there already.", fileID: same.id) }
        let isKnown = same.checksums.sha256 != nil || same.checksums.md5 != nil
        if isKnown, same.size == nil || same.size == stamp.size {
            let file = try top.open(reading: LocalPath(text: item.path))
            let content = try await ContentDigest.of(file, toCompareWith: same.checksums)
            if content.difference(from: same.file) == nil {
                return item.with(
                    .skipped, reason: "It is there already.", fileID: same.id, checksums: (content.md5, content.sha256))
            }
        }
        return TransferItem(
            number: item.number, parent: item.parent, kind: .replacement, path: item.path, name: item.name,
            fileID: same.id, size: item.size, stamp: item.stamp, md5: nil, sha256: nil, hasSession: false,
            state: .waiting, reason: nil)
    }

    /// The one file or folder of this name in a folder of the service; of several, none is chosen.
    private mutating func existing(
        _ name: String, in folder: String?, isFolder: Bool
    ) async throws -> Same? {
        guard options.existing == .update, let folder else { return nil }
        if listed.folder != folder {
            var files: [String: Same] = [:]
            var double: Set<String> = []
            var page: String?
            repeat {
                let part = try await store.files(in: folder, after: page)
                for file in part.items where file.kind == .file || file.kind == .folder {
                    let key = (file.kind == .folder ? "d" : "f") + file.name
                    let same = Same(id: file.id, size: file.size, checksums: file.checksums)
                    if files.updateValue(same, forKey: key) != nil { double.insert(key) }
                }
                page = part.next
            } while page != nil
            for key in double { files[key] = nil }
            listed = (folder, files)
        }
        return listed.files[(isFolder ? "d" : "f") + name]
    }

    private mutating func refuse(_ found: LocalWalk.Found) async throws {
        number += 1
        let parent = folders[found.names.dropLast().joined(separator: "/")] ?? (0, nil)
        pending.append(
            TransferItem(
                number: number, parent: parent.number, kind: .file, path: found.names.joined(separator: "/"),
                name: found.names.last ?? "", fileID: nil, size: nil, stamp: nil, md5: nil, sha256: nil,
                hasSession: false, state: .failed, reason: found.problem))
        if pending.count >= 500 { try await flush() }
    }

    /// An id to make something under; `nil` when the service gives its own only.
    private mutating func newID() async throws -> String? {
        if ids.isEmpty, hasIDs {
            ids = try await store.newIDs(500).reversed()
            hasIDs = !ids.isEmpty
        }
        return ids.popLast()
    }

    private mutating func flush() async throws {
        try await table.insert(pending, into: transfer.id)
        pending.removeAll(keepingCapacity: true)
    }
}
