// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

extension Doctor {
    /// Days before the end of a certificate that a renewal should have come: certbot renews 30 days before.
    private static var lateRenewal: Double { 21 }

    /// The certificate that the server was last started with.
    func certificate(_ installation: Installation) async throws -> [Checkup] {
        guard let files = try await ServedCertificate.files(installation) else {
            return [Checkup("certificate", .ok, "The server speaks no TLS itself.")]
        }
        return Self.certificate(files, now: installation.clock.now) + [Self.keyRights(files)]
    }

    static func certificate(_ files: CertificateFiles, now: Date) -> [Checkup] {
        let name = "certificate"
        let loaded: CertificateFiles.Loaded
        do { loaded = try files.load(now: now) } catch {
            return [
                Checkup(
                    name, .failing, "\(error)",
                    repair: "Repair it; a server that runs takes it within a minute, or at systemctl reload steward.")
            ]
        }
        let days = Int(loaded.validUntil.timeIntervalSince(now) / 86_400)
        let until = "It is valid until \(CertificateFiles.day(loaded.validUntil)), \(days) days from now."
        guard Double(days) >= lateRenewal else {
            return [Checkup(name, .warning, until, repair: "Renew it: certbot renew, or as it was made.")]
        }
        return [Checkup(name, .ok, until)]
    }

    /// Whether only the server's user, and a group that was given it, may read the key.
    static func keyRights(_ files: CertificateFiles) -> Checkup {
        let name = "rights of the certificate’s key"
        guard let rights = files.keyRights() else {
            return Checkup(name, .failing, "There is no file \(files.key).", repair: "ls -l \(files.key)")
        }
        let mode = String(rights, radix: 8)
        guard rights & 0o007 == 0 else {
            return Checkup(
                name, .warning, "Everybody on this machine may use \(files.key) (its mode is \(mode)).",
                repair: "chmod o-rwx \(files.key)")
        }
        return Checkup(name, .ok, "Not everybody may use it (its mode is \(mode)).")
    }
}
