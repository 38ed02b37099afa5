// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Tally

/// Sets the context's language and colours, and keeps what `?lang=` and `?theme=` choose in cookies: for who is not
/// signed in. What an account says goes before.
struct LanguageChoice {
    private let language: Language?
    private let theme: Theme?

    /// Sets what the request says in a context.
    init(_ request: Request, _ context: inout PageContext) {
        let query = request.uri.query == nil ? nil : request.uri.queryParameters
        let (asked, theme) = (
            query?["lang"].flatMap { Language(rawValue: String($0)) },
            query?["theme"].flatMap { Theme(rawValue: String($0)) }
        )
        (language, self.theme) = (asked, theme)
        let cookies = context.cookies
        context.language =
            asked ?? cookies.flatMap { Cookies.value("lang", in: $0) }.flatMap { Language(rawValue: $0) }
            ?? Self.preferred(request.headers[.acceptLanguage])
        context.theme =
            theme ?? cookies.flatMap { Cookies.value("theme", in: $0) }.flatMap { Theme(rawValue: $0) } ?? .system
    }

    /// Keeps in the browser what the address chose.
    func keep(_ response: inout Response, _ context: PageContext) {
        if let language { Self.keep(language, &response, context) }
        if let theme { Self.keep(theme, &response, context) }
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
