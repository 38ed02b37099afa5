// SPDX-License-Identifier: Apache-2.0

/// Everything that the simulated service keeps. Locked by ``DriveState``; no function here waits for anything.
struct DriveStorage: Sendable {
    /// Every file in the order of creation; `nil` where one was deleted for good.
    private(set) var slots: [DriveEntry?] = []
    private var serials: [String: Int] = [:]
    private var children: [Int: [Int]] = [:]
    private(set) var accounts: [String: DriveAccount] = [:]
    private(set) var drives: [String: SharedDrive] = [:]
    private(set) var changes: [DriveChange] = []
    private var latestChange: [String: Int] = [:]
    private(set) var usage: [String: Int64] = [:]
    var generator: SplitMix
    /// Sorted lists that tokens go on in, the newest last.
    var sortedLists: [(token: String, serials: [Int])] = []
    var channels: [String: DriveChannel] = [:]
    var journal: DriveJournal?

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    // MARK: Reading

    func entry(_ id: String) -> DriveEntry? {
        guard let serial = serials[id] else { return nil }
        return slots[serial]
    }
    func parent(of entry: DriveEntry) -> DriveEntry? { entry.parentSerial < 0 ? nil : slots[entry.parentSerial] }
    /// Places of what is directly in a folder, ascending.
    func children(of serial: Int) -> [Int] { children[serial] ?? [] }
    func entry(at serial: Int) -> DriveEntry? { slots[serial] }
    var count: Int { serials.count }

    /// In the trash, itself or with a folder.
    func isTrashed(_ entry: DriveEntry) -> Bool {
        var next: DriveEntry? = entry
        while let current = next {
            if current.file.isExplicitlyTrashed { return true }
            next = parent(of: current)
        }
        return false
    }

    /// Whether this change is the last that happened to its file.
    func isLatest(_ index: Int) -> Bool { latestChange[changes[index].id] == index }

    // MARK: Writing

    mutating func reserve(_ count: Int) {
        slots.reserveCapacity(slots.count + count)
        serials.reserveCapacity(serials.count + count)
    }

    /// Adds a file, or puts it in place of the one with its id.
    mutating func put(_ file: DriveFile) {
        journal?.file(file)
        let parentSerial = file.parent.flatMap { serials[$0] } ?? -1
        guard let serial = serials[file.id], let old = slots[serial] else {
            let serial = slots.count
            slots.append(DriveEntry(serial: serial, parentSerial: parentSerial, file: file))
            serials[file.id] = serial
            if parentSerial >= 0 { children[parentSerial, default: []].append(serial) }
            count(file, 1)
            return
        }
        count(old.file, -1)
        count(file, 1)
        slots[serial] = DriveEntry(serial: serial, parentSerial: parentSerial, file: file)
        if old.parentSerial != parentSerial {
            unlink(serial, from: old.parentSerial)
            link(serial, to: parentSerial)
        }
    }

    /// Takes a file away for good; what was in it loses its parent.
    mutating func drop(_ entry: DriveEntry) {
        journal?.gone(entry.file.id)
        count(entry.file, -1)
        unlink(entry.serial, from: entry.parentSerial)
        serials[entry.file.id] = nil
        slots[entry.serial] = nil
        for serial in children.removeValue(forKey: entry.serial) ?? [] {
            guard let child = slots[serial] else { continue }
            var file = child.file
            file.parent = nil
            slots[serial] = DriveEntry(serial: serial, parentSerial: -1, file: file)
            journal?.file(file)
        }
    }

    mutating func put(_ account: DriveAccount) {
        accounts[account.email] = account
        journal?.account(account)
        guard serials[account.rootId] == nil else { return }
        put(
            DriveFile(
                id: account.rootId, name: "My Drive", mimeType: DriveFile.folderType, parent: nil,
                owner: account.email, createdTime: 1_577_836_800_000, modifiedTime: 1_577_836_800_000))
    }

    mutating func put(_ drive: SharedDrive) {
        drives[drive.id] = drive
        journal?.drive(drive)
    }

    mutating func dropDrive(_ id: String) {
        drives[id] = nil
        journal?.goneDrive(id)
    }

    mutating func record(_ change: DriveChange) {
        latestChange[change.id] = changes.count
        changes.append(change)
        journal?.change(change)
    }

    /// An id that nothing has.
    mutating func newID() -> String {
        var id = DriveID.file(&generator)
        while serials[id] != nil { id = DriveID.file(&generator) }
        return id
    }

    private mutating func count(_ file: DriveFile, _ sign: Int64) {
        guard file.driveId == nil, file.content != nil else { return }
        usage[file.owner, default: 0] += sign * file.quotaBytesUsed
    }

    private mutating func unlink(_ serial: Int, from parent: Int) {
        guard parent >= 0, let place = place(of: serial, in: parent), children[parent]?[place] == serial else { return }
        children[parent]?.remove(at: place)
    }

    private mutating func link(_ serial: Int, to parent: Int) {
        guard parent >= 0 else { return }
        guard let place = place(of: serial, in: parent) else {
            children[parent] = [serial]
            return
        }
        children[parent]?.insert(serial, at: place)
    }

    /// Where `serial` is among a folder's children, or would be.
    private func place(of serial: Int, in parent: Int) -> Int? {
        guard let list = children[parent] else { return nil }
        return list.firstPlace { $0 >= serial }
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element passes, where all after it pass too; `endIndex` when none does.
    func firstPlace(where passes: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
