// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardSimulation

extension Accounts {
    /// Answers the page that asks a person for consent. Nobody is asked: the demonstration's person agrees at once.
    func authorize(_ query: [String: String]) -> SimulatedReply {
        do throws(OAuthFailure) {
            let request = try AuthorizationRequest(query, client: client)
            return redirect(request.redirect, decide(request), state: request.state)
        } catch { return error.page }
    }

    private func decide(_ request: AuthorizationRequest) -> [(String, String)] {
        let decision = nextConsent
        nextConsent = NextConsent()
        guard !decision.isDenied else { return [("error", "access_denied")] }
        guard let account = chosen(decision, request) else { return [("error", "access_denied")] }
        let key = GrantKey(client: request.client.id, account: account.email)
        let known = consents[key] ?? []
        let asked = Scopes.full(request.scopes)
        let isNew = !Set(asked).isSubset(of: known)
        if isNew, request.prompts.contains("none") { return [("error", "interaction_required")] }
        let ticked = decision.scopes.map { Scopes.full($0) } ?? asked
        let granted = asked.filter { ticked.contains($0) }
        guard !granted.isEmpty else { return [("error", "access_denied")] }
        let all = granted + known.filter { !granted.contains($0) }
        consents[key] = all
        let scopes = request.includesGranted ? all : granted
        let code = "4/0" + Base64URL.random(36)
        codes[code] = AuthorizationCode(
            key: key, redirect: request.redirect, scopes: scopes, challenge: request.challenge, nonce: request.nonce,
            isLasting: request.isOffline && (isNew || request.prompts.contains("consent")),
            expires: now.addingTimeInterval(600))
        return [("code", code), ("scope", scopes.joined(separator: " "))]
    }

    private func chosen(_ decision: NextConsent, _ request: AuthorizationRequest) -> SimulatedAccount? {
        if let email = decision.account { return account(email) }
        if let hint = request.hint, let hinted = account(hint) { return hinted }
        return project.accounts.first
    }

    private func redirect(_ address: String, _ answer: [(String, String)], state: String?) -> SimulatedReply {
        let query = ((state.map { [("state", $0)] } ?? []) + answer).map { $0 + "=" + Self.escape($1) }
        let location = address + (address.contains("?") ? "&" : "?") + query.joined(separator: "&")
        return SimulatedReply(.found, headerFields: [.location: location, .cacheControl: "no-store"])
    }

    /// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
    static func escape(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch UnicodeScalar(byte) {
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": out.unicodeScalars.append(UnicodeScalar(byte))
            default: out += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }
}
