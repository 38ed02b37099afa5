// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import FoundationEssentials
import StewardCore

/// A key that signs tokens with RS256 (RFC 7518, 3.3).
struct SigningKey: Sendable {
    /// Names the key in a token's header.
    let id: String
    private let key: _RSA.Signing.PrivateKey

    /// Makes a new key of 2048 bits.
    init() throws { try self.init(_RSA.Signing.PrivateKey(keySize: .bits2048)) }

    /// Reads a key.
    init(pem: String) throws { try self.init(_RSA.Signing.PrivateKey(pemRepresentation: pem)) }

    private init(_ key: _RSA.Signing.PrivateKey) throws {
        self.key = key
        id = SHA256.hash(data: key.publicKey.derRepresentation).prefix(20).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The private key in PKCS #8 form.
    var pem: String { key.pkcs8PEMRepresentation + "\n" }

    func signature(of text: String) throws -> [UInt8] {
        let digest = SHA256.hash(data: Array(text.utf8))
        return Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    }

    func isValid(_ signature: [UInt8], of text: String) -> Bool {
        key.publicKey.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: Data(signature)),
            for: SHA256.hash(data: Array(text.utf8)), padding: .insecurePKCS1v1_5)
    }

    /// The public key as a JSON Web Key (RFC 7517).
    func webKey() throws -> JSON {
        let parts = try key.publicKey.getKeyPrimitives()
        return [
            "kty": "RSA", "alg": "RS256", "use": "sig", "kid": .string(id),
            "n": .string(Base64URL.encode(parts.modulus)), "e": .string(Base64URL.encode(parts.publicExponent)),
        ]
    }

    /// A certificate of the public key, signed with itself and good for a fortnight (RFC 5280, 4.1).
    func certificate(from start: Date) throws -> String {
        let algorithm = DER.sequence(
            DER.identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]), DER.null)
        let name = DER.sequence(
            DER.set(DER.sequence(DER.identifier([0x55, 0x04, 0x03]), DER.text("Simulated signing key"))))
        let end = start.addingTimeInterval(14 * 86_400)
        let body = DER.sequence(
            DER.tagged(0, DER.integer([2])), DER.integer(Array(SHA256.hash(data: Array(id.utf8)).prefix(8))), algorithm,
            name, DER.sequence(DER.time(Self.short(start)), DER.time(Self.short(end))), name,
            Array(key.publicKey.derRepresentation))
        let digest = SHA256.hash(data: body)
        let signature = try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
        let whole = Data(DER.sequence(body, algorithm, DER.bits(Array(signature)))).base64EncodedString()
        let lines = stride(from: 0, to: whole.utf8.count, by: 64).map { whole.dropFirst($0).prefix(64) }
        return "-----BEGIN CERTIFICATE-----\n" + lines.joined(separator: "\n") + "\n-----END CERTIFICATE-----\n"
    }

    private static func short(_ date: Date) -> String {
        let text = date.formatted(.iso8601)
        return text.dropFirst(2).filter { $0.isNumber } + "Z"
    }
}
