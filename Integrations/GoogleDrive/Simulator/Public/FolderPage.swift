// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The page that lists a public folder, as `embeddedfolderview` gives it: every item, no sizes, no digests.
///
/// Source: the page as gdown 6.5.1 and its tests describe it, 2026-11.
enum FolderPage {
    /// One item of the list.
    struct Item: Sendable {
        let id: String
        let name: String
        let mimeType: String
        /// Milliseconds since 1970.
        let modified: Int64
    }

    static func html(name: String, items: [Item], now: Int64, origin: RequestOrigin) -> HTML {
        let entries = HTML(joining: items.map { entry($0, now: now, origin: origin) })
        return PublicPages.page(name, "<div class=\"flip-entries\" dir=\"ltr\">\(entries)</div>")
    }

    private static func entry(_ item: Item, now: Int64, origin: RequestOrigin) -> HTML {
        let icon = "https://drive-thirdparty.googleusercontent.com/16/type/\(item.mimeType)"
        return """
            <div class="flip-entry" id="entry-\(item.id)" tabindex="0" role="link"><div class="flip-entry-info">\
            <a href="\(address(item, origin))" target="_blank"><div class="flip-entry-visual"></div>\
            <div class="flip-entry-list-icon"><img src="\(icon)" alt=""/></div>\
            <div class="flip-entry-title">\(item.name)</div></a></div>\
            <div class="flip-entry-last-modified"><div>\(date(item.modified, now: now))</div></div></div>
            """
    }

    private static func address(_ item: Item, _ origin: RequestOrigin) -> String {
        if item.mimeType == DriveFile.folderType { return origin.address(.drive, "/drive/folders/\(item.id)") }
        if let kind = DocumentKind(mimeType: item.mimeType) {
            return origin.address(.docs, "/\(kind.rawValue)/d/\(item.id)/edit?usp=drive_web")
        }
        return origin.address(.drive, "/file/d/\(item.id)/view?usp=drive_web")
    }

    /// `Oct 7, 2026`; `12:30 PM` for today, in UTC.
    static func date(_ time: Int64, now: Int64) -> String {
        let text = Array(DriveTime.text(time))
        guard DriveTime.text(time).prefix(10) != DriveTime.text(now).prefix(10) else {
            let hour = Int(String(text[11...12])) ?? 0
            let shown = hour % 12 == 0 ? 12 : hour % 12
            return "\(shown):\(String(text[14...15])) \(hour < 12 ? "AM" : "PM")"
        }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = (Int(String(text[5...6])) ?? 1) - 1
        return "\(months[month]) \(Int(String(text[8...9])) ?? 1), \(String(text[0...3]))"
    }
}
