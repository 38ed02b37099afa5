// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Lets a request through to a route, or says why not. Every route passes here, whatever its handler does.
enum Gate {
    /// Whether the visitor may ask for a route.
    static func isOpen(_ route: Route, _ context: PageContext) -> Bool {
        if context.device != nil { return route.isForDevices }
        return route.scope == .open || context.visitor?.may(route.scope) ?? false
    }

    /// What is answered instead; `nil` when the visitor may.
    static func refusal(
        _ route: Route, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response? {
        guard !isOpen(route, context) else { return nil }
        guard context.visitor == nil else {
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
