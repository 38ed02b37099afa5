// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Tally

/// Sets the context's language and colours, and keeps what `?lang=` and `?theme=` choose in cookies: for who is not
/// signed in. What an account says goes before.
struct LanguageChoice: RouterMiddleware {
    typealias Context = PageContext

    var reach = Reach.local

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.isForProgram = request.uri.path.hasPrefix("/api/") || request.uri.path == "/openapi.json"
        let query = request.uri.query == nil ? nil : request.uri.queryParameters
        let asked = query?["lang"].flatMap { Language(rawValue: String($0)) }
        context.language =
            asked ?? request.cookie("lang").flatMap { Language(rawValue: $0) }
            ?? Self.preferred(request.headers[.acceptLanguage])
        let theme = query?["theme"].flatMap { Theme(rawValue: String($0)) }
        context.theme = theme ?? request.cookie("theme").flatMap { Theme(rawValue: $0) } ?? .system
        let isSecure = reach.isSecure(peer: context.peer, request.headers)
        var response = try await next(request, context)
        if let asked { Self.keep("lang", asked.rawValue, isSecure, &response) }
        if let theme { Self.keep("theme", theme.rawValue, isSecure, &response) }
        return response
    }

    /// Keeps a language in the browser, for when nobody is signed in there any more.
    static func keep(_ language: Language, _ response: inout Response, _ context: PageContext) {
        keep("lang", language.rawValue, context.isSecure, &response)
    }

    /// Keeps a theme in the browser, for when nobody is signed in there any more.
    static func keep(_ theme: Theme, _ response: inout Response, _ context: PageContext) {
        keep("theme", theme.rawValue, context.isSecure, &response)
    }

    private static func keep(_ name: String, _ value: String, _ isSecure: Bool, _ response: inout Response) {
        response.setCookie(
            Cookie(
                name: name, value: value, maxAge: 31_536_000, path: "/", secure: isSecure, httpOnly: true,
                sameSite: .lax))
    }

    /// The first language of an `Accept-Language` list that the pages have; English otherwise.
    static func preferred(_ header: String?) -> Language {
        guard let header else { return .english }
        let asked = header.split(separator: ",").map { part in
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
