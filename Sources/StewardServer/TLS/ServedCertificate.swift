// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore

/// Which certificate the server of this machine was last started with, so that the doctor can look at it without being
/// told.
package enum ServedCertificate {
    private static var setting: Setting<String> { Setting("tls.files.\(ProcessName.host)", standard: "") }

    /// Keeps the paths, or that there are none.
    /// - Throws: `DatabaseError`.
    package static func remember(_ files: CertificateFiles?, in installation: Installation) async throws {
        let settings = Settings(database: installation.database, clock: installation.clock)
        guard let files else {
            if try await !settings.value(of: setting).isEmpty { try await settings.reset(setting) }
            return
        }
        let text: JSON = .array([.string(files.certificate), .string(files.key)])
        try await settings.set(
            setting, to: try String(decoding: text.canonicalBytes(), as: UTF8.self),
            by: "steward serve")
    }

    /// The paths; `nil` when the server speaks no TLS.
    /// - Throws: `DatabaseError`.
    static func files(_ installation: Installation) async throws -> CertificateFiles? {
        let text = try await Settings(database: installation.database, clock: installation.clock).value(of: setting)
        let paths = (try? JSON(parsing: Array(text.utf8)))?.array?.compactMap(\.string) ?? []
        return paths.count == 2 ? CertificateFiles(certificate: paths[0], key: paths[1]) : nil
    }
}
