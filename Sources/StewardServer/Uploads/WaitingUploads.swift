// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Received files that wait for their sender to say what becomes of them: one for each account, and not for long.
///
/// Such a file lies where the others do; the name of its folder tells whose it is, so that nobody else finds it, also
/// not after a restart.
extension UploadFolder {
    /// How long a file waits.
    static let patience: TimeInterval = 30 * 60
    private static let start = "asked-"

    /// Has a received file wait for a word of its sender. What waited for one of theirs before is removed.
    /// - Returns: the name under which its sender can ask for it; `nil` when the file is gone.
    func wait(_ file: String, for account: String) -> String? {
        guard let own = Self.start(of: account) else { return nil }
        let folder = (file as NSString).deletingLastPathComponent
        let id = (folder as NSString).lastPathComponent
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for old in folders where old.hasPrefix(own) && old != own + id {
            try? FileManager.default.removeItem(atPath: "\(path)/\(old)")
        }
        do { try FileManager.default.moveItem(atPath: folder, toPath: "\(path)/\(own)\(id)") } catch { return nil }
        return id
    }

    /// A file that waits, which begins to wait anew; `nil` when there is none, it is another's, or it waited for too
    /// long.
    func waiting(_ id: String, for account: String, now: Date) -> String? {
        guard let own = Self.start(of: account), UUID(uuidString: id) != nil else { return nil }
        let folder = "\(path)/\(own)\(id)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard names.count == 1, let name = names.first, isWaiting("\(folder)/\(name)", now: now) else { return nil }
        // What is worked on is not removed meanwhile.
        try? FileManager.default.setAttributes([.modificationDate: now], ofItemAtPath: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }

    /// Whether a file waits for a word, and not for too long yet.
    func isWaiting(_ file: String, now: Date) -> Bool {
        let folder = ((file as NSString).deletingLastPathComponent as NSString).lastPathComponent
        guard folder.hasPrefix(Self.start), let since = time(file) else { return false }
        return now.timeIntervalSince(since) < Self.patience
    }

    /// What the names of the folders of an account begin with; `nil` for what cannot be in a name.
    private static func start(of account: String) -> String? {
        let isName = account.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: false
            }
        }
        return isName && !account.isEmpty ? "\(start)\(account)-" : nil
    }
}
