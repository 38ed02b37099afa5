// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What of a root folder is to be tidied away, and how.
package struct CleanOptions: Sendable, Hashable {
    /// Whether documents of the service's own go too.
    package var documents: Bool
    /// Whether shortcuts go too; what they point at stays.
    package var shortcuts: Bool
    /// Whether files are removed for good instead of being moved into the trash.
    package var isPermanent: Bool
    /// The media type that the service gives folders, so that it leaves them out; whatever it sends, folders stay.
    package var folderType: String?

    package init(
        documents: Bool = false, shortcuts: Bool = false, isPermanent: Bool = false,
        folderType: String? = "application/vnd.google-apps.folder"
    ) {
        self.documents = documents
        self.shortcuts = shortcuts
        self.isPermanent = isPermanent
        self.folderType = folderType
    }

    var json: JSON {
        [
            "documents": .bool(documents), "shortcuts": .bool(shortcuts), "permanent": .bool(isPermanent),
            "folder_type": folderType.map(JSON.string) ?? .null,
        ]
    }

    init(_ json: JSON) {
        self.init(
            documents: json["documents"]?.bool ?? false, shortcuts: json["shortcuts"]?.bool ?? false,
            isPermanent: json["permanent"]?.bool ?? false, folderType: json["folder_type"]?.string)
    }
}
