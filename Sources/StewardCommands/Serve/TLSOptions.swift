// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logging
import StewardServer

/// Which certificate the server speaks TLS with.
struct TLSOptions: ParsableArguments {
    @Option(
        name: .long, help: "A certificate with its chain, as PEM. Default: STEWARD_TLS_CERTIFICATE, else no TLS.",
        completion: .file())
    var tlsCertificate: String?

    @Option(name: .long, help: "The certificate's key, as PEM. Default: STEWARD_TLS_KEY.", completion: .file())
    var tlsKey: String?

    /// The files; `nil` without any.
    /// - Throws: `CommandError` with `usage` for one without the other.
    func files(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> CertificateFiles? {
        func name(_ option: String?, _ variable: String) -> String? {
            // Whole paths: the doctor asks from another folder.
            (option ?? environment[variable]).flatMap { $0.isEmpty ? nil : URL(filePath: $0).standardizedFileURL.path }
        }
        switch (name(tlsCertificate, "STEWARD_TLS_CERTIFICATE"), name(tlsKey, "STEWARD_TLS_KEY")) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return CertificateFiles(certificate: certificate, key: key)
        case (nil, _): throw CommandError(.usage, "A key alone is of no use; add --tls-certificate FILE.")
        case (_, nil): throw CommandError(.usage, "A certificate needs its key; add --tls-key FILE.")
        }
    }

    /// The certificate, read; `nil` without any.
    /// - Throws: `CommandError`, with the file and the repair.
    func certificates(_ logger: Logger) throws -> Certificates? {
        guard let files = try files() else { return nil }
        do { return try Certificates(files, logger: logger) } catch let error as CertificateError {
            throw CommandError(.usage, error.description)
        }
    }
}
