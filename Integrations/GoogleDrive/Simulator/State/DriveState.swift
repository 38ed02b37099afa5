// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
public import StewardCore
import Synchronization

/// What the simulated service keeps: accounts, files, shared drives, changes. Every call is short and takes one lock.
///
/// The functions without an account see and may do everything; those of the service go through ``DriveViewer`` and
/// obey its rules.
public final class DriveState: Sendable {
    /// Tells the time of every change.
    let clock: any Timekeeping
    /// Where content lies that outlives the process; `nil` when everything is in memory.
    public let contentFolder: String?
    private let storage: Mutex<DriveStorage>

    /// Starts with these accounts; the first is the one that functions without an account use.
    ///
    /// - Parameters:
    ///   - accounts: at least one.
    ///   - folder: keeps everything there and goes on from it; `nil` keeps all in memory.
    ///   - seed: what ids are made from.
    ///   - clock: the service's clock.
    /// - Throws: `unavailable` when the folder cannot be written, `malformedReply` when what lies in it cannot be read.
    public init(
        accounts: [DriveAccount] = [DriveAccount("user@example.com")], folder: String? = nil, seed: UInt64 = 1,
        clock: any Timekeeping = SystemClock()
    ) throws(IntegrationError) {
        self.clock = clock
        var storage = DriveStorage(seed: seed)
        if let folder {
            contentFolder = folder + "/content"
            try DriveJournal.load(folder, into: &storage)
        } else {
            contentFolder = nil
        }
        for account in accounts where storage.accounts[account.email] == nil { storage.put(account) }
        self.storage = Mutex(storage)
        firstAccount = accounts.first?.email ?? "user@example.com"
    }

    /// The account that functions without one use.
    public let firstAccount: String

    /// Milliseconds since 1970 by the service's clock.
    var now: Int64 { Int64((clock.now.timeIntervalSince1970 * 1000).rounded()) }

    /// Everything at once, under the lock.
    func locked<Result: Sendable, Failure: Error>(
        _ body: (inout sending DriveStorage) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result { try storage.withLock(body) }

    /// How many files there are, folders and roots included.
    public var count: Int { storage.withLock { $0.count } }

    /// A file as it is now.
    public func file(_ id: String) -> DriveFile? {
        storage.withLock { $0.entry($0.resolved(id, for: firstAccount))?.file }
    }

    /// A file's content with its digests; `nil` for what has none.
    public func content(of id: String) -> StoredContent? { file(id)?.content }

    /// Whether a file is in the trash, itself or with a folder.
    public func isTrashed(_ id: String) -> Bool? { storage.withLock { $0.entry(id).map($0.isTrashed) } }

    /// Ids of what is directly in a folder, trashed or not, oldest first.
    public func children(of id: String) -> [String] {
        storage.withLock { storage in
            guard let entry = storage.entry(storage.resolved(id, for: firstAccount)) else { return [] }
            return storage.children(of: entry.serial).compactMap { storage.entry(at: $0)?.file.id }
        }
    }

    /// Every file but the roots, oldest first.
    public var files: [DriveFile] {
        storage.withLock { $0.slots.compactMap { $0 }.filter { !$0.isRoot }.map(\.file) }
    }

    /// Makes a file as an account would, without the request.
    /// - Throws: what the service answers: 404 for a parent, 409 for an id that is taken.
    @discardableResult
    public func createFile(
        _ metadata: DriveMetadata, content: StoredContent? = nil, as account: String? = nil
    ) throws(DriveError) -> DriveFile {
        let kept = try kept(content)
        let write = DriveWrite(viewer: viewer(account), content: kept, isCall: false)
        return try locked { storage throws(DriveError) in try storage.create(metadata, write) }
    }

    /// Makes a file of a name, content and folder.
    @discardableResult
    public func createFile(
        named name: String, _ content: DriveContent? = nil, type: String = "application/octet-stream",
        in parent: String = "root"
    ) throws(DriveError) -> DriveFile {
        try createFile(
            DriveMetadata(name: name, mimeType: type, parents: [parent]), content: content.map { StoredContent($0) })
    }

    /// Changes a file as its owner would, without the request.
    /// - Throws: 404.
    @discardableResult
    public func updateFile(_ id: String, _ metadata: DriveMetadata) throws(DriveError) -> DriveFile {
        let owner = file(id).map(\.owner).flatMap { $0.isEmpty ? nil : $0 }
        let write = DriveWrite(viewer: viewer(owner), isCall: false)
        return try locked { storage throws(DriveError) in try storage.update(id, metadata, write) }
    }

    /// Puts new content in a file; the old one becomes a revision.
    /// - Throws: 404.
    @discardableResult
    public func replaceContent(_ id: String, _ content: StoredContent) throws(DriveError) -> DriveFile {
        let kept = try kept(content)
        let owner = file(id).map(\.owner).flatMap { $0.isEmpty ? nil : $0 }
        let write = DriveWrite(viewer: viewer(owner), content: kept, isCall: false)
        return try locked { storage throws(DriveError) in try storage.update(id, DriveMetadata(), write) }
    }

    /// Changes a file past every rule, as `{ $0.details.isAbusive = true }`. Nothing happens when there is none.
    public func change(_ id: String, _ body: (inout DriveFile) -> Void) {
        storage.withLock { storage in
            guard let entry = storage.entry(id) else { return }
            var file = entry.file
            body(&file)
            file.version += 1
            storage.put(file)
            storage.record(file, viewer(nil))
        }
    }

    /// Removes a file and everything in it for good. `false`: there was none.
    @discardableResult
    public func deleteFile(_ id: String) -> Bool {
        storage.withLock { storage in
            guard let entry = storage.entry(id) else { return false }
            storage.deleteTree(entry, viewer(entry.file.owner))
            return true
        }
    }

    /// Adds an account, or changes the one with its address.
    public func setAccount(_ account: DriveAccount) { storage.withLock { $0.put(account) } }

    /// An account by its address.
    public func account(_ email: String) -> DriveAccount? { storage.withLock { $0.accounts[email] } }

    /// Makes a shared drive whose organizer is an account.
    @discardableResult
    public func createDrive(named name: String, organizer: String? = nil) -> SharedDrive {
        storage.withLock { $0.createDrive(named: name, viewer(organizer)) }
    }

    /// Allows somebody something with a file or a shared drive.
    public func share(_ id: String, with permission: DrivePermission) {
        change(id) { file in
            file.details.permissions.removeAll { $0.id == permission.id }
            file.details.permissions.append(permission)
        }
    }

    /// Shares a file with everybody who has the link.
    public func shareWithAnyone(_ id: String) {
        share(id, with: DrivePermission(id: "anyoneWithLink", type: "anyone", role: .reader))
    }

    private func viewer(_ account: String?) -> DriveViewer {
        DriveViewer(account: account ?? firstAccount, supportsAllDrives: true, now: now)
    }

    /// Content as it is kept: on disk when the state is, so that a restart finds it.
    func kept(_ content: StoredContent?) throws(DriveError) -> StoredContent? {
        guard let content, let contentFolder, case .bytes(let bytes) = content.content else { return content }
        let path = "\(contentFolder)/\(content.digests.sha256 ?? content.digests.md5)"
        guard DriveJournal.write(bytes, to: path) else {
            throw DriveError(500, "internalError", "The simulator cannot write \(path).")
        }
        return StoredContent(.file(path: path, size: Int64(bytes.count)), digests: content.digests)
    }
}
