// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import Logging
import NIOSSL
package import StewardCore
import Synchronization

/// The certificate that new connections get. It is read again when its files change; those that are open keep the one
/// they began with.
package final class Certificates: Sendable {
    package let files: CertificateFiles
    let clock: any Timekeeping
    private let logger: Logger

    private struct State {
        var loaded: CertificateFiles.Loaded
        /// The files as they were when they were last read, whether they were good or not.
        var stamp: String
    }
    private let state: Mutex<State>

    /// Reads the files.
    /// - Throws: ``CertificateError``.
    package init(_ files: CertificateFiles, clock: any Timekeeping = SystemClock(), logger: Logger) throws {
        self.files = files
        self.clock = clock
        self.logger = logger
        // Before reading: files that change meanwhile are read once more.
        let stamp = files.stamp()
        state = Mutex(State(loaded: try files.load(now: clock.now), stamp: stamp))
        if let rights = files.keyRights(), rights & 0o007 != 0 {
            logger.warning("everybody on this machine may read the key of the certificate; chmod o-rwx it")
        }
    }

    /// What a new connection speaks with.
    var context: NIOSSLContext { state.withLock { $0.loaded.context } }
    /// The names of the certificate in use, without those that stand for many.
    package var names: [String] { state.withLock { $0.loaded.names } }
    /// When the certificate in use runs out.
    package var validUntil: Date { state.withLock { $0.loaded.validUntil } }

    /// Reads the files again. When they are broken, the certificate in use stays, and one line of the log says why.
    /// - Returns: whether new connections get what the files hold now.
    @discardableResult
    package func reload() -> Bool {
        let stamp = files.stamp()
        do {
            let loaded = try files.load(now: clock.now)
            state.withLock { $0 = State(loaded: loaded, stamp: stamp) }
            logger.info(
                "certificate read again", metadata: ["valid until": "\(CertificateFiles.day(loaded.validUntil))"])
            return true
        } catch {
            state.withLock { $0.stamp = stamp }
            logger.error("the certificate in use stays: the new one cannot be used", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Reads the files again if they are others than those that were last read.
    package func reloadIfChanged() {
        guard files.stamp() != state.withLock({ $0.stamp }) else { return }
        reload()
    }
}
