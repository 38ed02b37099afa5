// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardIntegration
import Tally

/// A folder of a connection, or the sentence that says why it cannot be shown.
struct BrowsePage {
    let place: BrowseView.Place
    let outcome: Result<BrowseView, Fault>
    let words: Words

    private var language: Language { words.language }
    private var parts: FilesParts { FilesParts(words: words) }

    var title: String {
        guard case .success(let view) = outcome else { return place.connection }
        return "\(Shown.visible(view.folder.name)) · \(place.connection)"
    }

    var status: HTTPResponse.Status {
        guard case .failure(let fault) = outcome else { return .ok }
        return fault.status
    }

    var body: HTML {
        let trail: HTML = """
            <nav class="trail"><a href="/connections">\(parts.say(.connections))</a> › \
            \(parts.connection(place.connection)) › \
            <a href="\(BrowseView.Place(connection: place.connection).path)">\(parts.say(.topFolder))</a></nav>
            """
        switch outcome {
        case .failure(let fault):
            return """
                \(trail)
                <h1>\(place.connection)</h1>
                <p>\(parts.say(.cannotShow))</p>
                <p class="notice bad">\(fault.sentence)</p>
                """
        case .success(let view):
            return """
                \(trail)
                <h1>\(Shown.name(view.folder.name, language))</h1>
                \(up(view))
                \(list(view))
                """
        }
    }

    private func up(_ view: BrowseView) -> HTML {
        guard !view.isTop, let parent = view.folder.parents.first else { return "" }
        let address = BrowseView.Place(connection: place.connection, folder: parent).path
        return "<p><a href=\"\(address)\">↑ \(parts.say(.up))</a></p>"
    }

    private func list(_ view: BrowseView) -> HTML {
        var list: HTML = ""
        if view.items.isEmpty {
            let isWhole = view.next == nil && place.page == nil
            list += parts.quiet(isWhole ? .emptyFolder : .emptyPage)
        } else {
            list += parts.table(
                [(.name, false), (.kind, false), (.size, true), (.modified, false)], view.items.map(row))
        }
        if let next = view.next {
            let address = BrowseView.Place(connection: place.connection, folder: place.folder, page: next).path
            list += "\n<p><a href=\"\(address)\" rel=\"next\">\(parts.say(.nextPage)) →</a></p>"
        }
        if place.page != nil {
            let address = BrowseView.Place(connection: place.connection, folder: place.folder).path
            list += "\n<p><a href=\"\(address)\">← \(parts.say(.firstPage))</a></p>"
        }
        return list
    }

    private func row(_ file: StoredFile) -> HTML {
        let name = Shown.name(file.name, language)
        var shown = name
        if file.kind == .folder {
            let address = BrowseView.Place(connection: place.connection, folder: file.id).path
            shown = "<a href=\"\(address)\">\(name)</a>"
        }
        return """
            <tr><td>\(shown)</td><td class="small quiet">\(kind(file))</td>\
            \(parts.cell(.size, "\(words.bytes(file.size))", kind: "n"))\
            <td class="small">\(words.time(file.modifiedAt))</td></tr>
            """
    }

    private func kind(_ file: StoredFile) -> String {
        switch file.kind {
        case .file: file.mediaType
        case .folder: parts.say(.folder)
        case .document: parts.say(.document)
        case .shortcut: parts.say(.shortcut)
        }
    }

    /// The kind for programs.
    static func word(_ kind: StoredFile.Kind) -> String {
        switch kind {
        case .file: "file"
        case .folder: "folder"
        case .document: "document"
        case .shortcut: "shortcut"
        }
    }
}
