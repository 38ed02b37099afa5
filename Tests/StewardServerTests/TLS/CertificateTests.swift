// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Certificates", .enabled(if: MadeCertificate.isPossible, "openssl or curl is not installed."))
struct CertificateTests {
    /// Why files cannot be used.
    private static func refusal(_ files: CertificateFiles, now: Date = Date()) -> String {
        do {
            _ = try files.load(now: now)
            return "none"
        } catch { return "\(error)" }
    }

    @Test("a certificate with its key is read, with its names and its time")
    func good() async throws {
        let folder = try TemporaryFolder("tls")
        let made = try await MadeCertificate(folder, days: 90)
        let loaded = try made.files.load(now: Date())
        // The one with the asterisk stands for many, and is no name to answer to.
        #expect(loaded.names == ["steward.example"])
        #expect(abs(loaded.validUntil.timeIntervalSinceNow - 90 * 86_400) < 3600)
    }

    @Test("what cannot be used is said in one sentence with the file and the repair")
    func bad() async throws {
        let folder = try TemporaryFolder("tls")
        let made = try await MadeCertificate(folder)
        let other = try await MadeCertificate(folder, "other")
        let (pem, key) = (made.files.certificate, made.files.key)
        let text = try folder.write("text.pem", Array("no certificate".utf8))
        let empty = try folder.write("empty.pem", [])
        let locked = folder.path("locked.key")
        let sealed = try await MadeCertificate.run(
            MadeCertificate.openssl, ["pkey", "-in", key, "-aes256", "-passout", "pass:x", "-out", locked])
        try #require(sealed.isSuccess)
        func files(_ certificate: String, _ key: String) -> CertificateFiles {
            CertificateFiles(certificate: certificate, key: key)
        }
        let cases: [(CertificateFiles, String, String)] = [
            (files(folder.path("none"), key), "There is no file \(folder.path("none"))", "--tls-certificate"),
            (files(pem, folder.path("none")), "There is no file \(folder.path("none"))", "--tls-key"),
            (files(folder.path(""), key), "is empty, a folder, or no certificate", "--tls-certificate"),
            (files(empty, key), "\(empty) is empty", "PEM"), (files(text, key), "\(text) is no certificate", "chain"),
            (files(pem, text), "\(text) is no private key", "Name the key"),
            (files(pem, pem), "\(pem) is no private key", "Name the key"),
            (files(pem, locked), "\(locked) is under a password", "openssl pkey"),
            (files(pem, other.files.key), "does not belong to the certificate in \(pem)", "made together"),
        ]
        for (files, what, repair) in cases {
            let sentence = Self.refusal(files)
            #expect(sentence.contains(what) && sentence.contains(repair), "\(sentence)")
            #expect(!sentence.contains("\n"))
        }
        let late = Self.refusal(made.files, now: Date(timeIntervalSinceNow: 91 * 86_400))
        #expect(late.contains("ran out on 20") && late.contains("Renew"), "\(late)")
        let early = Self.refusal(made.files, now: Date(timeIntervalSinceNow: -86_400))
        #expect(early.contains("valid from 20") && early.contains("clock"), "\(early)")
    }

    @Test("files that change are read again; broken ones leave the old certificate, with one line in the log")
    func reload() async throws {
        let folder = try TemporaryFolder("tls")
        let made = try await MadeCertificate(folder, days: 30)
        let log = RecordedLog()
        let certificates = try Certificates(made.files, logger: log.logger)
        let first = certificates.validUntil
        certificates.reloadIfChanged()
        #expect(log.lines.filter { !$0.contains("may read the key") } == [])

        try made.replace(by: try await MadeCertificate(folder, "second", days: 60))
        certificates.reloadIfChanged()
        let second = certificates.validUntil
        #expect(second.timeIntervalSince(first) > 29 * 86_400)
        #expect(log.lines.count { $0.contains("certificate read again") } == 1)

        try Data("broken".utf8).write(to: URL(filePath: made.files.certificate))
        for _ in 0..<3 { certificates.reloadIfChanged() }
        #expect(certificates.validUntil == second)
        #expect(log.lines.count { $0.contains("the certificate in use stays") } == 1, "\(log.lines)")
        #expect(log.lines.last?.contains("is no certificate as PEM") == true)
    }

    @Test("the doctor names an end that is near, a key that does not fit or that everybody may read")
    func doctor() async throws {
        let folder = try TemporaryFolder("tls")
        let late = try await MadeCertificate(folder, "late", days: 22)
        func verdict(_ files: CertificateFiles, days: Double = 0) -> Checkup? {
            Doctor.certificate(files, now: Date(timeIntervalSinceNow: days * 86_400)).first
        }
        #expect(verdict(late.files)?.verdict == .ok)
        #expect(verdict(late.files, days: 2)?.verdict == .warning)
        #expect(verdict(late.files, days: 2)?.repair?.contains("certbot renew") == true)
        #expect(verdict(late.files, days: 23)?.verdict == .failing)
        let other = try await MadeCertificate(folder, "other")
        let mixed = CertificateFiles(certificate: late.files.certificate, key: other.files.key)
        #expect(verdict(mixed)?.sentence.contains("does not belong") == true)
        for (mode, expected) in [(0o600, Checkup.Verdict.ok), (0o640, .ok), (0o644, .warning)] {
            chmod(late.files.key, UInt32(mode))
            #expect(Doctor.keyRights(late.files).verdict == expected, "\(mode)")
        }
        try FileManager.default.removeItem(atPath: late.files.key)
        #expect(Doctor.keyRights(late.files).verdict == .failing)
    }

    @Test("the doctor finds the certificate that the server was started with, and forgets it when there is none")
    func remembered() async throws {
        let folder = try TemporaryFolder("tls")
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            let doctor = Doctor(installation.folder, environment: [:])
            #expect(try await doctor.certificate(installation).map(\.verdict) == [.ok])
            let files = CertificateFiles(certificate: "/nowhere/a.pem", key: "/nowhere/a.key")
            try await ServedCertificate.remember(files, in: installation)
            #expect(try await ServedCertificate.files(installation) == files)
            #expect(try await doctor.certificate(installation).map(\.verdict) == [.failing, .failing])
            try await ServedCertificate.remember(nil, in: installation)
            #expect(try await doctor.certificate(installation).map(\.verdict) == [.ok])
        }
    }
}
