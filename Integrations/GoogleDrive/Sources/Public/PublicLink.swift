// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardIntegration

/// What a link to something in Google Drive says by itself.
///
/// Every form that the service has given out is understood: `/file/d/ID/view`, `/open?id=ID`, `/uc?id=ID`,
/// `/drive/folders/ID`, `/drive/u/0/folders/ID`, `/folderview?id=ID`, `/embeddedfolderview?id=ID`, `/download?id=ID`,
/// `/document/d/ID/edit` and the other kinds of documents, each also below `/a/DOMAIN`; and a bare id.
package struct PublicLink: Sendable, Hashable {
    /// The id.
    package let id: String
    /// What the form of the link says that it is; `nil` when it could be anything.
    package let kind: Kind?
    /// The key that links of before 2021 need besides the id; `nil` for none.
    package let resourceKey: String?

    /// What a link can say that it points at.
    package enum Kind: Sendable, Hashable {
        /// Bytes.
        case file
        /// A folder.
        case folder
        /// A document of Google's own.
        case document(Document)
    }

    /// The kinds of Google's own documents, as they stand in links.
    package enum Document: String, Sendable, Hashable, CaseIterable {
        case document, spreadsheets, presentation, drawings, forms

        /// The form that it is exported in; `nil` when it cannot be without an account.
        package var format: String? {
            switch self {
            case .document: "docx"
            case .spreadsheets: "xlsx"
            case .presentation: "pptx"
            case .drawings, .forms: nil
            }
        }
    }

    /// Reads a link or an id.
    /// - Throws: `invalidRequest` when it is neither.
    package init(_ text: String, _ configuration: GoogleDriveConfiguration) throws(IntegrationError) {
        if Self.isID(text) {
            (id, kind, resourceKey) = (text, nil, nil)
            return
        }
        let base = PublicPlace(.pages, DrivePath("/"))
        let link = text.hasPrefix("http") || text.hasPrefix("//") ? text : "https://" + text
        guard case .place(let place) = PublicPlace.target(link, at: base, configuration), let found = Self(place) else {
            let shown = String(text.prefix(100))
            throw IntegrationError(
                .invalidRequest,
                "“\(shown)” is no link to a file or folder in Google Drive, and no id; copy the link anew.")
        }
        self = found
    }

    /// Reads the place that a link leads to; `nil` when it names no file or folder.
    package init?(_ place: PublicPlace) {
        let path = place.path.prefix { $0 != "?" }.split(separator: "/")
        let query = Self.query(place.path)
        let kind: Kind?
        let id: String?
        if let folders = path.firstIndex(of: "folders"), folders + 1 < path.count {
            (kind, id) = (.folder, String(path[folders + 1]))
        } else if let mark = path.firstIndex(of: "d"), mark > 0, mark + 1 < path.count {
            let word = path[..<mark].last { $0 != "u" && Int($0) == nil } ?? ""
            let document = Document(rawValue: String(word))
            guard word == "file" || document != nil else { return nil }
            (kind, id) = (document.map { .document($0) } ?? .file, String(path[mark + 1]))
        } else {
            switch path.last {
            case "uc", "download": kind = .file
            case "folderview", "embeddedfolderview": kind = .folder
            case "open", "thumbnail", "viewer", "leaf": kind = nil
            default: return nil
            }
            id = query["id"]
        }
        guard let id, Self.isID(id) else { return nil }
        (self.id, self.kind) = (id, kind)
        resourceKey = query["resourcekey"].flatMap { Self.isKey($0) ? $0 : nil }
    }

    /// Whether a text has the form of an id: 10 to 256 letters, digits, `-` and `_`.
    package static func isID(_ text: String) -> Bool { (10...256).contains(text.utf8.count) && isKey(text) }

    private static func isKey(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }

    private static func query(_ path: String) -> [String: String] {
        guard let mark = path.firstIndex(of: "?") else { return [:] }
        var found: [String: String] = [:]
        for pair in path[path.index(after: mark)...].split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, found[String(parts[0])] == nil { found[String(parts[0])] = String(parts[1]) }
        }
        return found
    }
}
