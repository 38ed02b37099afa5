// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

/// The state on disk: one JSON object a line, added with every change; the last line about a file wins.
///
/// Lines are handed to the system at once, so that a killed process loses nothing; a machine that stops may.
final class DriveJournal: Sendable {
    private let handle: FileHandle

    private init(_ handle: FileHandle) { self.handle = handle }

    /// Reads what lies in the folder into `storage`, and goes on writing there.
    static func load(_ folder: String, into storage: inout DriveStorage) throws(IntegrationError) {
        let path = folder + "/drive.jsonl"
        do {
            try FileManager.default.createDirectory(atPath: folder + "/content", withIntermediateDirectories: true)
            if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
            let data = try Data(contentsOf: URL(filePath: path))
            let whole = try replay([UInt8](data), path, into: &storage)
            let handle = try FileHandle(forUpdating: URL(filePath: path))
            // A line that was cut off by a kill never happened.
            try handle.truncate(atOffset: UInt64(whole))
            try handle.seekToEnd()
            storage.journal = DriveJournal(handle)
        } catch let error as IntegrationError {
            throw error
        } catch {
            throw IntegrationError(
                .unavailable, "The simulator cannot keep its state in \(folder); give a folder that it may write.",
                cause: error)
        }
        storage.generator = SplitMix(seed: DriveID.fnv(folder.utf8) &+ UInt64(storage.slots.count))
    }

    /// Writes bytes under a name that shows up only when all of them are there. A file that is there stays.
    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        if FileManager.default.fileExists(atPath: path) { return true }
        return (try? Data(bytes).write(to: URL(filePath: path), options: .atomic)) != nil
    }

    func file(_ file: DriveFile) { append(["file": file.journal]) }
    func gone(_ id: String) { append(["gone": .string(id)]) }
    func account(_ account: DriveAccount) { append(["account": account.journal]) }
    func drive(_ drive: SharedDrive) { append(["drive": drive.journal]) }
    func goneDrive(_ id: String) { append(["goneDrive": .string(id)]) }
    func change(_ change: DriveChange) { append(["change": change.journal]) }
    func generated(_ tree: GeneratedTree, now: Int64) {
        append(["generated": tree.journal, "now": .integer(now)])
    }

    private func append(_ json: JSON) {
        guard var line = try? json.canonicalBytes() else { return }
        line.append(0x0A)
        try? handle.write(contentsOf: Data(line))
    }

    /// Gives the bytes of the whole lines.
    private static func replay(
        _ bytes: [UInt8], _ path: String, into storage: inout DriveStorage
    ) throws(IntegrationError) -> Int {
        var start = 0
        var line = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            line += 1
            guard let json = try? JSON(parsing: Array(bytes[start..<end])), play(json, into: &storage) else {
                throw IntegrationError(
                    .malformedReply, "Line \(line) of \(path) is no state of this simulator; remove the folder.")
            }
            start = end + 1
        }
        return start
    }

    private static func play(_ json: JSON, into storage: inout DriveStorage) -> Bool {
        guard let member = json.members?.first else { return false }
        switch member.key {
        case "file":
            guard let file = DriveFile(journal: member.value) else { return false }
            storage.put(file)
        case "gone":
            guard let id = member.value.string else { return false }
            if let entry = storage.entry(id) { storage.drop(entry) }
        case "account":
            guard let account = DriveAccount(journal: member.value) else { return false }
            storage.put(account)
        case "drive":
            guard let drive = SharedDrive(journal: member.value) else { return false }
            storage.put(drive)
        case "goneDrive":
            guard let id = member.value.string else { return false }
            storage.dropDrive(id)
        case "change":
            guard let change = DriveChange(journal: member.value) else { return false }
            storage.record(change)
        case "generated":
            guard let tree = GeneratedTree(journal: member.value), let now = json["now"]?.integer else { return false }
            storage.generate(tree, now: now)
        default: return false
        }
        return true
    }
}
