// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// One address of the server. The list of all of them is the server: the router, `/openapi.json` and the test that
/// walks every route are made from it.
struct Route: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let summary: String
    /// What a caller needs. There is no default: nothing is open by accident.
    let scope: Scope
    /// Whether it gives JSON, and so stands in `/openapi.json`.
    let isData: Bool
    /// What may stand behind the `?`, each with what it is for.
    let queries: [(name: String, purpose: String)]
    let answer: @Sendable (Request, PageContext, Site) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, isData: Bool = false, scope: Scope,
        queries: [(name: String, purpose: String)] = [],
        answer: @escaping @Sendable (Request, PageContext, Site) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.isData = isData
        self.queries = queries
        self.scope = scope
        self.answer = answer
    }

    /// An address that is asked with GET.
    init(
        _ path: String, _ summary: String, isData: Bool = false, scope: Scope,
        queries: [(name: String, purpose: String)] = [],
        answer: @escaping @Sendable (Request, PageContext, Site) async throws -> Response
    ) {
        self.init(.get, path, summary, isData: isData, scope: scope, queries: queries, answer: answer)
    }
}
