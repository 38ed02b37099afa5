// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Tally

/// Sets the context's language, and keeps a choice made by `?lang=` in a cookie.
struct LanguageChoice: RouterMiddleware {
    typealias Context = PageContext

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.isForProgram = request.uri.path.hasPrefix("/api/") || request.uri.path == "/openapi.json"
        let asked = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        context.language =
            asked ?? request.cookies["lang"].flatMap { Language(rawValue: $0.value) }
            ?? Self.preferred(request.headers[.acceptLanguage])
        var response = try await next(request, context)
        if let asked {
            response.setCookie(
                Cookie(
                    name: "lang", value: asked.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true, sameSite: .lax))
        }
        return response
    }

    /// The first language of an `Accept-Language` list that the pages have; English otherwise.
    static func preferred(_ header: String?) -> Language {
        let asked = (header ?? "").split(separator: ",").map { part in
            let pieces = part.split(separator: ";")
            let weight =
                pieces.dropFirst().compactMap { piece -> Double? in
                    let text = piece.trimmingPrefix { $0 == " " }
                    return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
                }.first ?? 1
            // `nl-BE` asks for Dutch; `nld` and `the` ask for nothing that the pages have.
            let name = pieces.first?.trimmingPrefix { $0 == " " }.prefix { $0 != "-" }.lowercased() ?? ""
            return (name: name, weight: weight)
        }
        let best = asked.enumerated()
            .filter { Language(rawValue: $0.element.name) != nil && $0.element.weight > 0 }
            .min { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
        return best.flatMap { Language(rawValue: $0.element.name) } ?? .english
    }
}
