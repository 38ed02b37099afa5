// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension OAuthClient {
    /// Reads the client file that Google's console hands out (`client_secret_….json`).
    ///
    /// A client of kind `installed` may come back to any port of this machine; one of kind `web` only to the addresses
    /// in its file. The file's endpoints are not used: the settings say where the service is.
    /// - Throws: `invalidRequest` with the place and what to do.
    package init(googleFile text: Secret) throws(IntegrationError) {
        let file = try CredentialFile(text, called: "client file")
        if file["type"] == "service_account" {
            throw file.wrong(
                "is the key of a service account; give it as the setting service-account, or download the file of an "
                    + "OAuth client of the type “Desktop app”")
        }
        if file["type"] != nil || file["refresh_token"] != nil {
            throw file.wrong(
                "holds a saved sign-in; give the file of the OAuth client itself, client_secret_….json, downloaded "
                    + "from the console")
        }
        let kinds = ["installed", "web"].filter { file[$0]?.members != nil }
        guard let kind = kinds.first, kinds.count == 1 else {
            throw file.wrong(
                "has neither “installed” nor “web”; download it from the console, where the OAuth client is listed")
        }
        let id = try file.text(kind, "client_id")
        guard Token.isWellFormed(id) else {
            throw file.wrong("has a \(kind).client_id with a space or another character that cannot be in one")
        }
        let secret = kind == "web" ? try file.text(kind, "client_secret") : try file.textIfThere(kind, "client_secret")
        let redirects = kind == "web" ? try file.texts(kind, "redirect_uris") : []
        self.init(id: id, secret: secret.map { Secret($0) }, redirects: redirects)
    }
}

/// A credential file in JSON. No error shows what stands in it.
struct CredentialFile {
    private let json: JSON
    private let name: String

    init(_ text: Secret, called name: String) throws(IntegrationError) {
        self.name = name
        let limits = JSONLimits(bytes: 64 * 1024, depth: 8, skipsByteOrderMark: true)
        do { json = try JSON(parsing: Array(text.reveal().utf8), limits: limits) } catch {
            let place = error.line.map { " (line \($0), column \(error.column ?? 1))" } ?? ""
            throw IntegrationError(
                .invalidRequest, "The \(name) is not JSON\(place); download it again and give its whole content.")
        }
        guard json.members != nil else { throw wrong("is JSON, but no object; download it again") }
    }

    subscript(key: String) -> JSON? { json[key] }

    func text(_ keys: String...) throws(IntegrationError) -> String {
        let place = keys.joined(separator: ".")
        guard let value = value(keys) else { throw wrong("has no \(place); download it again") }
        guard let text = value.string, !text.isEmpty else { throw wrong("has a \(place) that is no text") }
        return text
    }

    func textIfThere(_ keys: String...) throws(IntegrationError) -> String? {
        guard let value = value(keys) else { return nil }
        guard let text = value.string, !text.isEmpty else {
            throw wrong("has a \(keys.joined(separator: ".")) that is no text")
        }
        return text
    }

    func texts(_ keys: String...) throws(IntegrationError) -> [String] {
        guard let value = value(keys) else { return [] }
        let texts = value.array?.compactMap(\.string) ?? []
        guard texts.count == value.array?.count else {
            throw wrong("has a \(keys.joined(separator: ".")) that is no list of texts")
        }
        return texts
    }

    func wrong(_ what: String) -> IntegrationError { IntegrationError(.invalidRequest, "The \(name) \(what).") }

    private func value(_ keys: [String]) -> JSON? {
        keys.reduce(json as JSON?) { $0?[$1] }
    }
}
