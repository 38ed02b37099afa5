// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Members that are left out when they say nothing.
struct JournalWriter {
    private(set) var members: [JSON.Member] = []
    var json: JSON { .object(members) }

    mutating func text(_ key: String, _ value: String?) {
        if let value { members.append(.init(key, .string(value))) }
    }
    mutating func number(_ key: String, _ value: Int64?) {
        if let value { members.append(.init(key, .integer(value))) }
    }
    mutating func truth(_ key: String, _ value: Bool) {
        if value { members.append(.init(key, .bool(true))) }
    }
    mutating func map(_ key: String, _ value: [String: String]) {
        guard !value.isEmpty else { return }
        members.append(.init(key, .object(value.map { JSON.Member($0.key, .string($0.value)) })))
    }
    mutating func list(_ key: String, _ value: [JSON]) {
        if !value.isEmpty { members.append(.init(key, .array(value))) }
    }
    mutating func value(_ key: String, _ value: JSON?) {
        if let value { members.append(.init(key, value)) }
    }
}

extension JSON {
    var stringMap: [String: String] {
        var map: [String: String] = [:]
        for member in members ?? [] { map[member.key] = member.value.string }
        return map
    }
}

extension StoredContent {
    var journal: JSON {
        var writer = JournalWriter()
        switch content {
        case .bytes(let bytes): writer.list("bytes", bytes.map { .integer(Int64($0)) })
        case .file(let path, _): writer.text("path", path)
        case .generated(let seed, _): writer.text("seed", String(seed))
        }
        writer.number("size", size)
        if let digests = knownDigests {
            writer.text("md5", digests.md5)
            writer.text("sha1", digests.sha1)
            writer.text("sha256", digests.sha256)
        }
        return writer.json
    }

    convenience init?(journal json: JSON) {
        guard let size = json["size"]?.integer else { return nil }
        let digests = json["md5"]?.string.map {
            ContentDigests(md5: $0, sha1: json["sha1"]?.string, sha256: json["sha256"]?.string)
        }
        if let path = json["path"]?.string {
            self.init(.file(path: path, size: size), digests: digests)
        } else if let text = json["seed"]?.string, let seed = UInt64(text) {
            self.init(.generated(seed: seed, size: size), digests: digests, readLater: ())
        } else {
            self.init(.bytes((json["bytes"]?.array ?? []).compactMap { $0.integer.map(UInt8.init) }), digests: digests)
        }
    }
}

extension DriveFile {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("id", id)
        writer.text("name", name)
        writer.text("type", mimeType)
        writer.text("parent", parent)
        writer.text("driveId", driveId)
        writer.text("owner", owner)
        writer.number("created", createdTime)
        writer.number("modified", modifiedTime)
        writer.text("by", lastModifyingUser)
        writer.value("content", content?.journal)
        writer.number("contentVersion", Int64(contentVersion))
        writer.number("version", version)
        writer.truth("trashed", isExplicitlyTrashed)
        writer.truth("starred", isStarred)
        writer.truth("program", isFromProgram)
        if hasDetails { writer.value("details", details.journal) }
        return writer.json
    }

    init?(journal json: JSON) {
        guard let id = json["id"]?.string, let name = json["name"]?.string, let type = json["type"]?.string,
            let owner = json["owner"]?.string, let created = json["created"]?.integer,
            let modified = json["modified"]?.integer
        else { return nil }
        self.init(
            id: id, name: name, mimeType: type, parent: json["parent"]?.string, driveId: json["driveId"]?.string,
            owner: owner, createdTime: created, modifiedTime: modified)
        lastModifyingUser = json["by"]?.string ?? owner
        content = json["content"].flatMap { StoredContent(journal: $0) }
        contentVersion = Int(json["contentVersion"]?.integer ?? 0)
        version = json["version"]?.integer ?? 1
        isExplicitlyTrashed = json["trashed"] != nil
        isStarred = json["starred"] != nil
        isFromProgram = json["program"] != nil
        if let details = json["details"] { self.details = DriveFileDetails(journal: details) }
    }
}
