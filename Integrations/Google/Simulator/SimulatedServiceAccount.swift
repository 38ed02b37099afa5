// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// An account of a program instead of a person: it signs its own requests for tokens.
public struct SimulatedServiceAccount: Sendable {
    /// The account's address.
    public let email: String
    /// The account's number.
    public let subject: String
    /// Whether it may act for the accounts of its organisation (domain-wide delegation).
    public let mayActForOthers: Bool
    let key: SigningKey

    /// Makes an account with a new key, which takes a moment.
    /// - Throws: what the cryptographic library says when it can make no key.
    public init(email: String, subject: String = "200000000000000000001", mayActForOthers: Bool = false) throws {
        self.init(email: email, subject: subject, mayActForOthers: mayActForOthers, key: try SigningKey())
    }

    init(email: String, subject: String, mayActForOthers: Bool, key: SigningKey) {
        self.email = email
        self.subject = subject
        self.mayActForOthers = mayActForOthers
        self.key = key
    }

    /// The key file that Google's console offers for download, with the simulator's addresses. It holds the private
    /// key.
    public func file(project: String, origin: String) -> JSON {
        [
            "type": "service_account", "project_id": .string(project), "private_key_id": .string(key.id),
            "private_key": .string(key.pem), "client_email": .string(email), "client_id": .string(subject),
            "auth_uri": .string(origin + "/o/oauth2/auth"), "token_uri": .string(origin + "/token"),
            "auth_provider_x509_cert_url": .string(origin + "/oauth2/v1/certs"),
            "universe_domain": "googleapis.com",
        ]
    }
}
