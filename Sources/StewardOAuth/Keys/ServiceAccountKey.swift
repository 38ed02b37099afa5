// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import JWTKit
package import StewardCore

/// The key of a service account: a program's own account, for which nobody signs in (RFC 7523).
package struct ServiceAccountKey: Sendable, Hashable {
    /// The account's address.
    package let email: String
    /// Which of the account's keys it is.
    package let keyID: String
    private let privateKey: Secret

    /// Reads the JSON key file that Google's console hands out. Its `token_uri` is not used: the settings say where the
    /// service is.
    ///
    /// - Throws: `invalidRequest` with the place and what to do.
    package init(googleFile text: Secret) throws(IntegrationError) {
        let file = try CredentialFile(text, called: "key file")
        if file["installed"] != nil || file["web"] != nil {
            throw file.wrong("is the file of an OAuth client; give it as the setting client")
        }
        guard file["type"] == "service_account" else {
            throw file.wrong("is not the key of a service account (its type is another one); download a key in JSON")
        }
        email = try file.text("client_email")
        keyID = try file.text("private_key_id")
        privateKey = Secret(try file.text("private_key"))
        do { _ = try Insecure.RSA.PrivateKey(pem: privateKey.reveal()) } catch {
            throw file.wrong("has a private_key that is no RSA key of 2048 bits or more in PEM form; download it again")
        }
    }

    /// Signs an assertion, good for an hour.
    ///
    /// - Parameters:
    ///   - scopes: what is asked for.
    ///   - audience: the token endpoint as the provider names it.
    ///   - subject: in whose name (domain-wide delegation); `nil`: the account's own.
    ///   - now: the present.
    package func assertion(
        scopes: [String], audience: String, subject: String?, now: Date
    ) async throws(IntegrationError) -> Secret {
        let issued = Int64(now.timeIntervalSince1970.rounded(.down))
        var claims: [JSON.Member] = [
            .init("iss", .string(email)), .init("scope", .string(scopes.joined(separator: " "))),
            .init("aud", .string(audience)), .init("iat", .integer(issued)), .init("exp", .integer(issued + 3600)),
        ]
        if let subject { claims.append(.init("sub", .string(subject))) }
        let header: JSON = ["alg": "RS256", "kid": .string(keyID), "typ": "JWT"]
        do {
            let parts = [try header.canonicalBytes(), try JSON.object(claims).canonicalBytes()]
            let signed = parts.map(Base64URL.encode).joined(separator: ".")
            let key = try Insecure.RSA.PrivateKey(pem: privateKey.reveal())
            let signer = try await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256).getKey()
            return Secret(signed + "." + Base64URL.encode(try signer.sign(Array(signed.utf8))))
        } catch {
            throw IntegrationError(
                .invalidRequest, "The key of \(email) cannot sign; download a new key in JSON.")
        }
    }
}
