// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A tree of invented files, the same for the same seed. Content is made when it is read, its digests when they are
/// first asked for.
public struct GeneratedTree: Sendable, Hashable {
    /// How many files.
    public var files: Int
    /// How many in one folder; with 0 all lie directly in `parent`.
    public var filesPerFolder = 1000
    /// Bytes in each.
    public var size: Int64 = 10_000
    /// How many different contents there are: what a list with digests costs once.
    public var contents = 256
    /// Of a hundred files how many are in the trash, each by itself.
    public var trashedPercent = 0
    /// What names begin with.
    public var prefix = "file"
    /// What the files' ids, names and times follow from.
    public var seed: UInt64 = 7
    /// The folder that holds them: an id.
    public var parent = "root"
    /// The account that owns them.
    public var owner: String

    /// A tree of so many files.
    public init(files: Int, owner: String = "user@example.com") {
        self.files = files
        self.owner = owner
    }

    var journal: JSON {
        [
            "files": .integer(Int64(files)), "filesPerFolder": .integer(Int64(filesPerFolder)),
            "size": .integer(size), "contents": .integer(Int64(contents)),
            "trashedPercent": .integer(Int64(trashedPercent)), "prefix": .string(prefix),
            "seed": .string(String(seed)), "parent": .string(parent), "owner": .string(owner),
        ]
    }

    /// Reads the form that ``journal`` has; what is missing keeps its default.
    init?(journal json: JSON, owner: String? = nil) {
        guard let files = json["files"]?.integer, files >= 0, let owner = json["owner"]?.string ?? owner else {
            return nil
        }
        self.init(files: Int(files), owner: owner)
        if let value = json["filesPerFolder"]?.integer { filesPerFolder = Int(value) }
        if let value = json["size"]?.integer { size = value }
        if let value = json["contents"]?.integer { contents = max(Int(value), 1) }
        if let value = json["trashedPercent"]?.integer { trashedPercent = Int(value) }
        if let value = json["prefix"]?.string { prefix = value }
        if let value = json["seed"]?.string { seed = UInt64(value) ?? DriveID.fnv(value.utf8) }
        if let value = json["seed"]?.integer { seed = UInt64(value.magnitude) }
        if let value = json["parent"]?.string { parent = value }
    }
}

extension DriveStorage {
    /// Makes a tree. Such files come without changes in the log, as files from before it began.
    mutating func generate(_ tree: GeneratedTree, now: Int64) {
        let keeper = journal
        journal = nil
        defer {
            journal = keeper
            journal?.generated(tree, now: now)
        }
        var random = SplitMix(seed: tree.seed)
        reserve(tree.files + tree.files / max(tree.filesPerFolder, 1) + 1)
        let pool = (0..<min(tree.contents, max(tree.files, 1))).map { _ in
            StoredContent(.generated(seed: random.next(), size: tree.size), digests: nil, readLater: ())
        }
        let top = resolved(tree.parent, for: tree.owner)
        let driveId = entry(top)?.file.driveId
        let owner = driveId == nil ? tree.owner : ""
        var folder = top
        let began = now - 86_400_000 * 30
        for index in 0..<tree.files {
            if tree.filesPerFolder > 0, index % tree.filesPerFolder == 0 {
                let id = DriveID.file(&random)
                put(
                    DriveFile(
                        id: id, name: "\(tree.prefix)-folder-\(index / tree.filesPerFolder)",
                        mimeType: DriveFile.folderType, parent: top, driveId: driveId, owner: owner,
                        createdTime: began, modifiedTime: began))
                folder = id
            }
            let time = began + Int64(random.next() % 2_592_000_000)
            var file = DriveFile(
                id: DriveID.file(&random), name: "\(tree.prefix)-\(index).bin", mimeType: "application/octet-stream",
                parent: folder, driveId: driveId, owner: owner, createdTime: time, modifiedTime: time)
            file.content = pool[index % pool.count]
            file.contentVersion = 1
            file.isExplicitlyTrashed = Int(random.next() % 100) < tree.trashedPercent
            put(file)
        }
    }
}

extension DriveState {
    /// Makes a tree of invented files.
    public func generate(_ tree: GeneratedTree) {
        let now = now
        locked { $0.generate(tree, now: now) }
    }
}
