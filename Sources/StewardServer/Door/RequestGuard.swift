// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird

/// Refuses what no page of ours sends: other host names (a page elsewhere that points its name at this machine), what
/// other sites embed, fetch or post, and large bodies.
struct RequestGuard: Sendable {
    /// Bytes that a request's body may have.
    static let bodyLimit = 64 * 1024
    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post]

    let reach: Reach
    /// Bytes that a file may have that is sent.
    let fileLimit: Int64

    /// Refuses a request that this server does not take.
    /// - Parameter place: what there is at its address.
    /// - Throws: `HTTPError`, with one sentence.
    func check(_ request: Request, _ place: RouteTable.Place?, _ context: PageContext) throws {
        guard isOurs(request.head.authority) else {
            throw HTTPError(
                .misdirectedRequest, message: "This server does not answer under that name; see --public-name.")
        }
        // A page elsewhere that embeds an address of this server would make it ask outside services. A device says who
        // it is by a token that no browser sends by itself, wherever the page is from that sends it.
        let headers = request.headers
        let isOfDevice = place?.isForDevices ?? false && !headers.contains { $0.name == .cookie }
        guard isOfDevice || headers[.fetchSite] != "cross-site" || headers[.fetchDestination] == "document" else {
            throw HTTPError(.forbidden, message: "Other sites cannot use these pages; open them yourself.")
        }
        // An address that there is says itself which methods it has.
        guard place != nil || Self.methods.contains(request.method) else {
            throw HTTPError(.methodNotAllowed, headers: [.allow: "GET, HEAD, POST"], message: "Use GET or POST.")
        }
        guard isOfDevice || request.method == .get || request.method == .head || Self.isFromHere(request) else {
            throw HTTPError(.forbidden, message: "Other sites cannot send forms here; open the page yourself.")
        }
        try checkLength(headers, place, context)
    }

    private func checkLength(_ headers: HTTPFields, _ place: RouteTable.Place?, _ context: PageContext) throws {
        guard let length = headers[.contentLength].flatMap(Int64.init) else { return }
        // A file travels in a form, whose other fields are small.
        let takesFile = place?.takesFile ?? false
        let most = max(Int64(Self.bodyLimit) + (takesFile ? fileLimit : 0), Int64(place?.mostBytes ?? 0))
        guard length > most else { return }
        context.peer.hangUp()
        throw HTTPError(
            .contentTooLarge, headers: [.connection: "close"],
            message: takesFile
                ? UploadError.tooLarge(fileLimit).description : "The body is longer than \(most) bytes.")
    }

    /// Whether a browser says that a form comes from a page of this server. Browsers say so themselves, and no page can
    /// change it; a program that is no browser says nothing, and then the form's own token decides.
    private static func isFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return true }
        guard let authority = request.head.authority, let mark = origin.range(of: "://") else { return false }
        return origin[mark.upperBound...].lowercased() == authority.lowercased()
    }

    private func isOurs(_ authority: String?) -> Bool {
        if Self.isLoopback(authority) { return true }
        return reach.names.contains((authority ?? "").prefix { $0 != ":" }.lowercased())
    }

    /// Whether a `Host` names this machine. A request without one comes from no browser and is let in.
    static func isLoopback(_ authority: String?) -> Bool {
        guard let authority else { return true }
        if authority == "127.0.0.1" || authority.hasPrefix("127.0.0.1:") { return true }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host.lowercased())
    }
}
