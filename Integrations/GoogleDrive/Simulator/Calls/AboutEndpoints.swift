// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// about.get.
    var aboutEndpoints: [DriveEndpoint] {
        [
            DriveEndpoint("about.get", .get, "/drive/v3/about", example: "/drive/v3/about?fields=*") {
                call throws(DriveError) in
                guard call.text("fields") != nil || call.text("$fields") != nil else {
                    throw DriveError(
                        400, "required", "The 'fields' parameter is required for this method.",
                        locationType: "parameter", location: "fields")
                }
                return try call.reply(call.state.locked { Self.about($0, call) }, .about)
            }
        ]
    }

    private static func about(_ storage: DriveStorage, _ call: DriveCall) -> JSON {
        let email = call.viewer.account
        let account = storage.accounts[email]
        let used = storage.usage[email] ?? 0
        var quota: [JSON.Member] = []
        if let limit = account?.storageLimit { quota.append(.init("limit", .string(String(limit)))) }
        let numbers = [
            ("usage", used + (account?.usageElsewhere ?? 0)), ("usageInDrive", used),
            ("usageInDriveTrash", storage.usageInTrash(of: email)),
        ]
        quota += numbers.map { JSON.Member($0.0, .string(String($0.1))) }
        let exports = DocumentKind.allCases.map { kind in
            JSON.Member(kind.mimeType, .array(kind.formats.map { .string($0.type) }))
        }
        return .object([
            .init("kind", "drive#about"), .init("user", storage.user(email, call.viewer)),
            .init("storageQuota", .object(quota)), .init("maxUploadSize", .string(String(5_120 << 30))),
            .init("appInstalled", true), .init("canCreateDrives", true), .init("canCreateTeamDrives", true),
            .init("importFormats", importFormats), .init("exportFormats", .object(exports)),
            .init("maxImportSizes", ["application/vnd.google-apps.document": "10485760"]),
            .init("folderColorPalette", ["#ac725e", "#d06b64", "#8f8f8f"]),
            .init("driveThemes", []), .init("teamDriveThemes", []),
        ])
    }

    private static var importFormats: JSON {
        let office = "application/vnd.openxmlformats-officedocument."
        let list: [(String, DocumentKind)] = [
            ("text/plain", .document), ("text/html", .document), ("application/rtf", .document),
            (office + "wordprocessingml.document", .document), ("application/vnd.oasis.opendocument.text", .document),
            ("application/pdf", .document), ("text/csv", .spreadsheets),
            (office + "spreadsheetml.sheet", .spreadsheets), (office + "presentationml.presentation", .presentation),
        ]
        return .object(list.map { JSON.Member($0.0, [.string($0.1.mimeType)]) })
    }
}

extension DriveStorage {
    /// Bytes of an account's files that are in the trash.
    func usageInTrash(of account: String) -> Int64 {
        slots.reduce(0) { sum, entry in
            guard let entry, entry.file.content != nil, entry.file.owner == account, isTrashed(entry) else {
                return sum
            }
            return sum + entry.file.quotaBytesUsed
        }
    }
}
