// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import Hummingbird
import StewardCore
import StewardIntegration

/// A part of what is in a folder of a connection, asked from its service.
struct BrowseView: Sendable {
    let folder: StoredFile
    let items: [StoredFile]
    let next: String?
    /// Whether nothing is above.
    let isTop: Bool

    /// What was asked for.
    struct Place: Sendable {
        let connection: String
        /// `nil` for the folder that everything begins in.
        let folder: String?
        /// What the service gave to ask for the next part with.
        let page: String?

        init(connection: String, folder: String? = nil, page: String? = nil) {
            self.connection = connection
            self.folder = folder
            self.page = page
        }

        init(_ request: Request, _ context: PageContext) throws {
            let query = request.uri.queryParameters
            func text(_ name: Substring) -> String? {
                query[name].flatMap { $0.isEmpty ? nil : String($0) }
            }
            self.init(
                connection: try FilesPages.parameter("connection", context), folder: text("folder"),
                page: text("page"))
        }

        var path: String {
            let query = [
                folder.map { "folder=\(HTML.pathComponent($0))" }, page.map { "page=\(HTML.pathComponent($0))" },
            ]
            .compactMap(\.self).joined(separator: "&")
            return "/connections/\(HTML.pathComponent(connection))/files" + (query.isEmpty ? "" : "?" + query)
        }
    }

    /// Seconds that a service has to answer.
    static let seconds = 20

    /// - Throws: ``Fault``, for what the service refuses; what is not meant for people.
    static func load(_ place: Place, _ site: Site) async throws -> BrowseView {
        do {
            let store = try await site.connecting.connection(named: place.connection).storing()
            let loaded = try await TimeLimit.run(.seconds(seconds), clock: site.patience) {
                let top = store.rootFolder
                let folder = try await store.file(place.folder ?? top)
                guard folder.kind == .folder else {
                    throw Fault(.badRequest, "“\(Shown.visible(folder.name))” is not a folder.", "invalidRequest")
                }
                let page = try await store.files(in: folder.id, after: place.page)
                let isTop = place.folder == nil || place.folder == top || folder.parents.isEmpty
                return BrowseView(folder: folder, items: page.items, next: page.next, isTop: isTop)
            }
            guard let loaded else { throw Fault.tooSlow(seconds) }
            return loaded
        } catch {
            throw Fault(error) ?? error
        }
    }

    /// The view, or why there is none.
    static func outcome(_ place: Place, _ site: Site) async throws -> Result<BrowseView, Fault> {
        do { return .success(try await load(place, site)) } catch let fault as Fault { return .failure(fault) }
    }

    func json(_ place: Place) -> JSON {
        [
            "connection": .string(place.connection), "folder": Self.json(folder), "top": .bool(isTop),
            "items": .array(items.map(Self.json)), "next": next.map(JSON.string) ?? .null,
        ]
    }

    private static func json(_ file: StoredFile) -> JSON {
        var target: JSON = .null
        if case .shortcut(let id) = file.kind { target = .string(id) }
        return [
            "id": .string(file.id), "name": .string(file.name), "kind": .string(BrowsePage.word(file.kind)),
            "target": target, "media_type": .string(file.mediaType), "size": file.size.map(JSON.integer) ?? .null,
            "md5": file.checksums.md5.map(JSON.string) ?? .null,
            "sha256": file.checksums.sha256.map(JSON.string) ?? .null,
            "modified_at": file.modifiedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "parents": .array(file.parents.map(JSON.string)), "trashed": .bool(file.isTrashed),
        ]
    }
}
