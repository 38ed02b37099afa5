// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// The page of a public folder that is meant to be shown within other pages (`/embeddedfolderview`).
///
/// It lists everything in the folder, however much. Each item is a `div.flip-entry` with a link, an image whose address
/// ends in the media type, a name and a date; all of them stand in one `div.flip-entries`. Observed form, 2026-11.
package struct FolderPage: Sendable, Hashable {
    /// The folder's name: the page's title.
    package let name: String
    /// What is in it, in the page's order.
    package let items: [PublicItem]
    /// Whether the page offers to sign in.
    package let offersSignIn: Bool

    /// Reads a page.
    /// - Throws: `malformedReply` when it is no such page, or was cut; the message holds a short excerpt.
    package init(parsing bytes: [UInt8], _ configuration: GoogleDriveConfiguration) throws(IntegrationError) {
        var tokens = try HTMLTokenizer(bytes)
        var reader = FolderReader(configuration)
        while let token = try tokens.next() { try reader.read(token) }
        guard let name = reader.title, reader.state == .behind else {
            let what = reader.state == .before ? "shows no list" : "breaks off within its list"
            throw PageExcerpt(bytes).error("Google Drive's page of a folder \(what)")
        }
        self.name = name
        items = reader.items
        offersSignIn = reader.offersSignIn
    }
}

/// Puts a folder's page together from its tokens.
private struct FolderReader {
    enum State { case before, within, behind }

    private(set) var state = State.before
    private(set) var title: String?
    private(set) var items: [PublicItem] = []
    private(set) var offersSignIn = false
    private let configuration: GoogleDriveConfiguration
    private var isTitle = false
    /// How many `div` are open within the list, itself included.
    private var depth = 0
    private var entry: Entry?
    private var field: (name: Entry.Field, depth: Int)?

    init(_ configuration: GoogleDriveConfiguration) { self.configuration = configuration }

    mutating func read(_ token: HTMLToken) throws(IntegrationError) {
        switch token {
        case .start("div", _): startDivision(token)
        case .start("title", _): isTitle = title == nil
        case .start("a", let attributes):
            let address = attributes["href"] ?? ""
            if address.contains("ServiceLogin") { offersSignIn = true }
            if entry != nil, entry?.address == nil { entry?.address = address }
        case .start("img", let attributes):
            if entry?.image == nil { entry?.image = attributes["src"] }
        case .end("div"): try endDivision()
        case .end("title"):
            if isTitle { title = title ?? "" }
            isTitle = false
        case .text(let text):
            if isTitle { title = (title ?? "") + text }
            switch field?.name {
            case .name: entry?.name.append(text)
            case .date: entry?.date.append(text)
            case nil: break
            }
        default: break
        }
    }

    private mutating func startDivision(_ token: HTMLToken) {
        guard state == .within else {
            guard state == .before, token.isOf(class: "flip-entries") else { return }
            (state, depth) = (.within, 1)
            return
        }
        depth += 1
        if token.isOf(class: "flip-entry"), entry == nil { entry = Entry(mark: token["id"], depth: depth) }
        if token.isOf(class: "flip-entry-title") { field = (.name, depth) }
        if token.isOf(class: "flip-entry-last-modified") { field = (.date, depth) }
    }

    private mutating func endDivision() throws(IntegrationError) {
        guard state == .within else { return }
        if field?.depth == depth { field = nil }
        if let entry, entry.depth == depth {
            items.append(try entry.item(number: items.count + 1, configuration))
            self.entry = nil
        }
        depth -= 1
        if depth == 0 { state = .behind }
    }
}

/// One item of the list, as far as it was read.
private struct Entry {
    /// What is read of an item as text.
    enum Field { case name, date }

    let mark: String?
    let depth: Int
    var address: String?
    var image: String?
    var name = ""
    var date = ""

    init(mark: String?, depth: Int) {
        self.mark = mark
        self.depth = depth
    }

    func item(number: Int, _ configuration: GoogleDriveConfiguration) throws(IntegrationError) -> PublicItem {
        guard let mark, mark.hasPrefix("entry-"), PublicLink.isID(String(mark.dropFirst(6))) else {
            throw Self.strange(number, "has no id")
        }
        guard !name.isEmpty else { throw Self.strange(number, "has no name") }
        let date = date.trimmed
        return PublicItem(
            id: String(mark.dropFirst(6)), name: name, kind: try kind(number, configuration), mediaType: mediaType,
            shownDate: date.isEmpty ? nil : date)
    }

    private func kind(_ number: Int, _ configuration: GoogleDriveConfiguration) throws(IntegrationError)
        -> StoredFile.Kind
    {
        let base = PublicPlace(.pages, DrivePath("/"))
        switch PublicPlace.target(address ?? "", at: base, configuration) {
        case .place(let place):
            switch PublicLink(place)?.kind {
            case .folder: return .folder
            case .file: return .file
            case .document: return .document
            case nil where place.host == .documents: return .document
            case nil: throw Self.strange(number, "has a link of an unknown form")
            }
        // Sites, scripts and maps are documents too, on hosts of their own.
        case .elsewhere(let host) where host.hasSuffix(".google.com"): return .document
        default: throw Self.strange(number, "has a link that leads elsewhere")
        }
    }

    /// The end of the image's address, from `/type/` on.
    private var mediaType: String? {
        guard let image, let mark = image.firstRange(of: "/type/") else { return nil }
        let type = String(image[mark.upperBound...].prefix { $0 != "?" && $0 != "#" })
        return type.contains("/") && type.utf8.count <= 200 ? type : nil
    }

    private static func strange(_ number: Int, _ what: String) -> IntegrationError {
        IntegrationError(
            .malformedReply,
            "Item \(number) on Google Drive's page of a folder \(what); the page's form has changed, update Steward.")
    }
}
