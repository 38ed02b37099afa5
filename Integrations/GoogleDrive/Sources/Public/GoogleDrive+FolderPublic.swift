// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
public import StewardIntegration

extension GoogleDrive: FolderPublic {
    /// What a link or an id points at, by where the service leads a browser. Names only reading tells.
    ///
    /// - Throws: `invalidRequest` for a link of an unknown form, `forbidden`, `notFound`; `malformedReply` when the
    ///   service does not say what it is.
    public func publicItem(_ link: String) async throws -> PublicItem {
        let link = try PublicLink(link, configuration)
        var browser = PublicBrowser(configuration: configuration, context: context)
        switch try await browser.kind(of: link) ?? link.kind {
        case .file: return PublicItem(id: link.id, name: nil, kind: .file)
        case .folder: return PublicItem(id: link.id, name: nil, kind: .folder)
        case .document: return PublicItem(id: link.id, name: nil, kind: .document)
        case nil:
            throw IntegrationError(
                .malformedReply, "Google Drive does not say whether \(link.id) is a file or a folder; update Steward.")
        }
    }

    /// What is directly in a public folder, by the page that is meant to be shown within other pages. `id` may be a
    /// link.
    ///
    /// - Throws: as the capability says. A page that was cut is an error, never a shorter list.
    public func publicFolder(_ id: String) async throws -> PublicFolder {
        let link = try PublicLink(id, configuration)
        var browser = PublicBrowser(configuration: configuration, context: context)
        let path = DrivePath("/embeddedfolderview").query("id", link.id).query("hl", "en")
        let place = PublicPlace(.pages, path.query("resourcekey", link.resourceKey))
        let answer = try await browser.get(place, timing: .standard)
        guard (200...299).contains(answer.status) else { throw try await folderError(answer, link, &browser) }
        let bytes = try await PublicBrowser.page(answer, upTo: Self.folderPageLimit)
        let page: FolderPage
        do throws(IntegrationError) { page = try FolderPage(parsing: bytes, configuration) } catch {
            if (try? FilePage(parsing: bytes))?.answer == .signIn { throw PublicReading.notShared }
            throw error
        }
        if page.items.isEmpty, page.offersSignIn { throw PublicReading.notShared }
        return PublicFolder(id: link.id, name: page.name, items: page.items)
    }

    /// A folder's page is at most this long; that is some 20,000 items.
    private static let folderPageLimit = 20_000_000

    /// The service answers 404 to a folder that is missing and to one that is private; where `/open` leads tells them
    /// apart.
    private func folderError(
        _ answer: PublicBrowser.Answer, _ link: PublicLink, _ browser: inout PublicBrowser
    ) async throws(IntegrationError) -> IntegrationError {
        if answer.status == 401 || answer.status == 403 { return PublicReading.notShared }
        let service = answer.place.host.rawValue
        let error = IntegrationError(status: answer.reply.response, from: service, now: context.clock.now)
        guard error?.code == .notFound else {
            return error ?? IntegrationError(.malformedReply, "\(service) answered with status \(answer.status).")
        }
        _ = try await browser.kind(of: link)
        return IntegrationError(.notFound, "There is no folder \(link.id) in Google Drive that everyone can see.")
    }

    /// The content of a public file, past the page that asks for a confirmation; a document comes as an Office file.
    /// `id` may be a link.
    ///
    /// - Throws: as the capability says; `flaggedAsAbuse`; `unsupported` for drawings and forms.
    public func readPublic(_ id: String, from start: Int64, validator: String?) async throws -> PublicContent {
        let link = try PublicLink(id, configuration)
        let browser = PublicBrowser(configuration: configuration, context: context)
        var reading = PublicReading(browser, link, from: start, validator: validator)
        return try await reading.content()
    }
}
