// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore
import StewardStore

/// Finds out who asks: by a session's cookie, or by an API token. What they may do is decided at the route.
struct VisitorCheck: Sendable {
    let site: Site

    /// Who asks; `nil` for nobody who is known. A connection that has just shown who it is need not be looked up again.
    /// - Throws: `HTTPError` for an API token that is none: the program that sent it should hear of it on every route.
    func visitor(
        _ request: Request, _ context: PageContext, from caller: Caller
    ) async throws -> Visitor? {
        let header = request.headers[.authorization]
        guard let credential = header ?? SessionCookie.session(context) else { return nil }
        let (peer, database) = (context.peer, site.installation.database)
        let (writes, now) = (database.writeCount, site.installation.clock.now)
        if let known = peer.visitor(credential, writes: writes, now: now) { return known }
        let found =
            try await header == nil
            ? site.access.visitor(session: credential, from: caller) : self.visitor(authorization: credential)
        if let found { peer.remember(found, credential, writes: writes, now: now) }
        return found
    }

    private func visitor(authorization: String) async throws -> Visitor {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let visitor = try await site.access.visitor(apiToken: String(parts[1]))
        else {
            throw HTTPError(
                .unauthorized, headers: [.wwwAuthenticate: "Bearer realm=\"Steward\", error=\"invalid_token\""],
                message: "The API token is not one of this Steward, or was revoked or has expired.")
        }
        return visitor
    }
}
