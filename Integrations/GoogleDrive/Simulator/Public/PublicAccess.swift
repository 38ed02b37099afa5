// SPDX-License-Identifier: Apache-2.0
import StewardSimulation

/// What a visitor without an account finds under an id.
enum PublicAccess: Sendable {
    /// A file, folder or document that everybody with the link may read.
    case shared(DriveFile)
    /// Something that they may not.
    case closed
    /// Nothing, or something in the trash.
    case missing
}

extension DriveState {
    /// What is under an id for a visitor who has the link and perhaps its resource key. A shortcut leads to its target.
    func publicAccess(_ id: String, resourceKey: String?) -> PublicAccess {
        let visitor = visitor(resourceKey.map { [id: $0] } ?? [:])
        return locked { storage in
            guard let entry = storage.entry(id), !storage.isTrashed(entry) else { return .missing }
            guard storage.role(for: visitor, of: entry) != nil else { return .closed }
            guard let target = entry.file.details.shortcutTarget else { return .shared(entry.file) }
            guard let found = storage.entry(target), !storage.isTrashed(found) else { return .missing }
            return storage.role(for: visitor, of: found) == nil ? .closed : .shared(found.file)
        }
    }

    /// What is in a public folder and not in the trash, by name.
    func publicChildren(of id: String) -> [FolderPage.Item] {
        let items = locked { storage -> [FolderPage.Item] in
            guard let entry = storage.entry(id) else { return [] }
            return storage.children(of: entry.serial).compactMap { serial in
                guard let file = storage.entry(at: serial)?.file, !file.isExplicitlyTrashed else { return nil }
                return FolderPage.Item(
                    id: file.details.shortcutTarget ?? file.id, name: file.name,
                    mimeType: file.details.shortcutTargetType ?? file.mimeType, modified: file.modifiedTime)
            }
        }
        return items.sorted { $0.name < $1.name }
    }

    private func visitor(_ keys: [String: String]) -> DriveViewer {
        DriveViewer(account: "", supportsAllDrives: true, resourceKeys: keys, now: now)
    }
}
