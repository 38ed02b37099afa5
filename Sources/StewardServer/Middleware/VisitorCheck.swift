// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Finds out who asks: by a session's cookie, or by an API token. What they may do is decided at the route.
struct VisitorCheck: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let peer = context.peer
        context.caller = Caller(
            address: site.reach.proxy.client(peer: peer, request.headers),
            userAgent: request.headers[.userAgent] ?? "")
        context.isSecure = site.reach.isSecure(peer: peer, request.headers)
        context.visitor = try await visitor(request, context)
        if let visitor = context.visitor {
            context.formToken = visitor.formToken
            if let language = visitor.account.language,
                request.uri.query == nil || request.uri.queryParameters["lang"] == nil
            {
                context.language = language
            }
            return try await next(request, context)
        }
        let kept = SessionCookie.form(request, context)
        let token = kept ?? site.access.codes.token().reveal()
        context.formToken = FormToken.of(token)
        var response = try await next(request, context)
        if kept == nil, response.headers[.contentType]?.hasPrefix("text/html") ?? false {
            SessionCookie.setForm(token, &response, context)
        }
        return response
    }

    /// An API token that is none is refused at once: the program that sent it should hear of it on every route.
    private func visitor(_ request: Request, _ context: PageContext) async throws -> Visitor? {
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer",
                let visitor = try await site.access.visitor(apiToken: String(parts[1]))
            else {
                throw HTTPError(
                    .unauthorized, headers: [.wwwAuthenticate: "Bearer realm=\"Steward\", error=\"invalid_token\""],
                    message: "The API token is not one of this Steward, or was revoked or has expired.")
            }
            return visitor
        }
        guard let token = SessionCookie.session(request, context) else { return nil }
        return try await site.access.visitor(session: token, from: context.caller)
    }
}
