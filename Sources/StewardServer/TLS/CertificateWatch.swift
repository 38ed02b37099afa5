// SPDX-License-Identifier: Apache-2.0
import ServiceLifecycle
import StewardCore

/// Looks once a minute whether the files of the certificate have changed, as a renewal changes them.
struct CertificateWatch: Service {
    private let certificates: Certificates
    private static let interval: Duration = .seconds(60)

    init(_ certificates: Certificates) { self.certificates = certificates }

    func run() async throws {
        // The sleep ends with an error when the server stops in order; then the service ends with the others.
        try? await cancelWhenGracefulShutdown {
            while true {
                try await certificates.clock.sleep(for: Self.interval)
                certificates.reloadIfChanged()
            }
        }
    }
}
