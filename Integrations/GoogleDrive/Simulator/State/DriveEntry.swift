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
    let now: Int64
}
