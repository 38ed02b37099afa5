// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Lets a request through to a route, or says why not. Every route passes here, whatever its handler does.
enum Gate {
    /// What is answered instead; `nil` when the visitor may.
    static func refusal(
        _ route: Route, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response? {
        if route.scope == .open { return nil }
        if let visitor = context.visitor {
            guard !visitor.may(route.scope) else { return nil }
            throw HTTPError(
                .forbidden, message: "This needs the right “\(route.scope.rawValue)”; ask an owner of this Steward.")
        }
        let isPage = !context.isForProgram && !route.isData && (request.method == .get || request.method == .head)
        guard isPage, route.scope != .metrics else {
            throw HTTPError(
                .unauthorized, headers: [.wwwAuthenticate: "Bearer realm=\"Steward\""],
                message: "Sign in, or send an API token as “Authorization: Bearer …”.")
        }
        guard try await site.access.isSetUp() else { return NoOwnerPage(language: context.language).response(context) }
        return Routes.seeOther(ReturnPath(request.uri.description).signIn)
    }
}
