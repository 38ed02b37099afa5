// SPDX-License-Identifier: Apache-2.0
package import Foundation
import NIOSSL

/// Where a certificate and its key lie, both as PEM: the certificate first, then those that lead to its authority.
package struct CertificateFiles: Sendable, Equatable {
    package let certificate: String
    package let key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    /// What the two files hold, shown to fit each other.
    package struct Loaded: Sendable {
        let context: NIOSSLContext
        /// The names it is for, without those that stand for many.
        package let names: [String]
        package let validFrom: Date
        package let validUntil: Date
    }

    /// Reads both files.
    /// - Throws: ``CertificateError`` for a file that cannot be read or is no PEM, a key under a password, a key of
    ///   another certificate, and a certificate whose time has not come or is over at `now`.
    package func load(now: Date) throws -> Loaded {
        let chain = try chain()
        let key = try privateKey()
        guard let first = chain.first else {
            throw CertificateError("\(certificate) holds no certificate. Name the file with the whole chain, as PEM.")
        }
        let loaded = Loaded(
            context: try context(chain, key), names: Self.names(first), validFrom: Self.date(first.notValidBefore),
            validUntil: Self.date(first.notValidAfter))
        guard loaded.validUntil > now else {
            throw CertificateError(
                "The certificate in \(certificate) ran out on \(Self.day(loaded.validUntil)). Renew it.")
        }
        guard loaded.validFrom <= now else {
            throw CertificateError(
                "The certificate in \(certificate) is valid from \(Self.day(loaded.validFrom)) on only. "
                    + "Use an earlier one, or set the machine's clock.")
        }
        return loaded
    }

    /// What tells one state of the files from another without reading them: times, sizes and places on the disk.
    package func stamp() -> String {
        [certificate, key].map { path in
            guard let facts = Self.facts(path) else { return "missing" }
            let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(facts[.systemFileNumber] ?? 0) \(facts[.size] ?? 0) \(time)"
        }.joined(separator: " ")
    }

    /// The rights of the key's file; `nil` when there is none.
    package func keyRights() -> UInt32? {
        (Self.facts(key)?[.posixPermissions] as? NSNumber).map { $0.uint32Value & 0o7777 }
    }

    /// Of the file itself: tools that renew certificates put links in front of it.
    private static func facts(_ path: String) -> [FileAttributeKey: Any]? {
        let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        return try? FileManager.default.attributesOfItem(atPath: file)
    }

    static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

    private func chain() throws -> [NIOSSLCertificate] {
        let bytes = try Self.read(certificate, "certificate", "--tls-certificate")
        do { return try NIOSSLCertificate.fromPEMBytes(bytes) } catch {
            throw CertificateError(
                "\(certificate) is no certificate as PEM (it would begin with -----BEGIN CERTIFICATE-----). "
                    + "Name the file with the whole chain.")
        }
    }

    private func privateKey() throws -> NIOSSLPrivateKey {
        let bytes = try Self.read(key, "key", "--tls-key")
        guard !String(decoding: bytes, as: UTF8.self).contains("ENCRYPTED") else {
            throw CertificateError(
                "The key in \(key) is under a password, which nobody could type at a start. "
                    + "Write it without one: openssl pkey -in \(key) -out FILE")
        }
        do { return try NIOSSLPrivateKey(bytes: bytes, format: .pem) } catch {
            throw CertificateError(
                "\(key) is no private key as PEM (it would begin with -----BEGIN PRIVATE KEY-----). "
                    + "Name the key's file."
            )
        }
    }

    private static func read(_ path: String, _ what: String, _ option: String) throws -> [UInt8] {
        // A certificate and its chain have a few kilobytes.
        guard let file = fopen(path, "rb") else {
            let reason = errno == ENOENT ? "There is no file" : "This user may not read"
            throw CertificateError("\(reason) \(path). \(option) names the file of the \(what), as PEM.")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        guard count > 0, count < bytes.count else {
            throw CertificateError("\(path) is empty, a folder, or no \(what). \(option) names a file with PEM.")
        }
        return Array(bytes.prefix(count))
    }

    private func context(_ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        // For TLS 1.2 only those with forward secrecy that authenticate what they encrypt; 1.3 has no others.
        configuration.cipherSuiteValues = [
            .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ]
        configuration.applicationProtocols = ["http/1.1"]
        configuration.renegotiationSupport = .none
        do { return try NIOSSLContext(configuration: configuration) } catch {
            throw CertificateError(
                "The key in \(self.key) does not belong to the certificate in \(certificate). "
                    + "Name the two that were made together.")
        }
    }

    private static func names(_ certificate: NIOSSLCertificate) -> [String] {
        let alternatives = certificate._subjectAlternativeNames()
        return alternatives.compactMap { name -> String? in
            // Kind 2 is a host name (RFC 5280, 4.2.1.6).
            guard name.nameType == .dnsName else { return nil }
            let text = name.contents.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            return text.hasPrefix("*") || text.isEmpty ? nil : text.lowercased()
        }
    }

    private static func date(_ seconds: time_t) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
