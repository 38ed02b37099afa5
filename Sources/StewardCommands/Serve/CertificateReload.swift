// SPDX-License-Identifier: Apache-2.0
import ServiceLifecycle
import StewardServer
import UnixSignals

/// Reads the certificate again at each SIGHUP.
struct CertificateReload: Service {
    private let certificates: Certificates

    init(_ certificates: Certificates) { self.certificates = certificates }

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() { certificates.reload() }
    }
}
