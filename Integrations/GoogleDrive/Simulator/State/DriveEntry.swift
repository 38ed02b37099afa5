// SPDX-License-Identifier: Apache-2.0

/// A file at its place in the state. Never changed: a new one takes its place.
final class DriveEntry: Sendable {
    /// The place; grows with every new file and is never used again.
    let serial: Int
    /// The place of the folder it is in; -1 for none.
    let parentSerial: Int
    let file: DriveFile

    init(serial: Int, parentSerial: Int, file: DriveFile) {
        self.serial = serial
        self.parentSerial = parentSerial
        self.file = file
    }

    /// Whether it is an account's or a shared drive's top folder, which no list holds.
    var isRoot: Bool { parentSerial < 0 && file.parent == nil && file.isFolder && file.id.utf8.starts(with: "0A".utf8) }
}

/// Something that happened to a file or a shared drive.
struct DriveChange: Sendable {
    let id: String
    let driveId: String?
    let time: Int64
    let isDrive: Bool
    /// Whether it is gone for good.
    let isRemoved: Bool
    /// Who lost sight of it and is told so, beside everybody who can see it.
    let audience: [String]?
}

/// Who asks, and what the request says about seeing.
struct DriveViewer: Sendable {
    let account: String
    let supportsAllDrives: Bool
    /// Keys from `X-Goog-Drive-Resource-Keys`, by id.
    var resourceKeys: [String: String] = [:]
    /// Where addresses in answers lead.
    var origin = RequestOrigin()
    /// Which files the token lets the program reach.
    var reach = DriveReach.all
    let now: Int64
}

/// Which of the files that an account can see a token lets a program reach.
///
/// Source: guide "Choose Google Drive API scopes", 2026-11.
enum DriveReach: Sendable, Hashable {
    /// Every file.
    case all
    /// Only those that the program made itself (`drive.file`), or those of its hidden folder (`drive.appdata`).
    /// `readsAll`: another scope lets it read the others, but not do what is asked here.
    case own(files: Bool, appData: Bool, readsAll: Bool)

    /// - Parameter needed: ends of the scopes of which one is enough.
    init(_ granted: [String], needed: [String]) {
        let ends = Set(granted.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
        let narrow: Set = ["drive.file", "drive.appdata"]
        if ends.contains("drive") || !ends.isDisjoint(with: Set(needed).subtracting(narrow)) {
            self = .all
        } else {
            self = .own(
                files: ends.contains("drive.file"), appData: ends.contains("drive.appdata"),
                readsAll: !ends.isDisjoint(with: Set(DriveEndpoint.reading).subtracting(narrow)))
        }
    }

    /// Whether a file is one of those. Top folders always are.
    func holds(_ entry: DriveEntry) -> Bool {
        guard case .own(let files, let appData, _) = self, !entry.isRoot else { return true }
        return entry.file.hasDetails && entry.file.details.isAppData ? appData : files && entry.file.isFromProgram
    }
}
