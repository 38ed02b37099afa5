// SPDX-License-Identifier: Apache-2.0
import ServiceLifecycle
import StewardCore
import StewardServer
import StewardStore

/// Gives systemd signs of life for as long as the database answers, and says when the server stops. A server that hangs
/// is then started again.
struct ServiceWatch: Service {
    private let notice: ServiceNotice
    private let clock: any Timekeeping
    private let isWell: @Sendable () async -> Bool

    /// - Parameter installation: whose database must answer.
    init(_ notice: ServiceNotice, _ installation: Installation) {
        let database = installation.database
        self.init(notice, clock: installation.clock) {
            (try? await database.read { try $0.query("SELECT 1 AS one") }) != nil
        }
    }

    init(_ notice: ServiceNotice, clock: any Timekeeping, isWell: @escaping @Sendable () async -> Bool) {
        self.notice = notice
        self.clock = clock
        self.isWell = isWell
    }

    func run() async throws {
        // The sleep ends with an error when the server stops in order; then the service ends with the others.
        try? await cancelWhenGracefulShutdown {
            guard let interval = notice.watchdog else { return try await gracefulShutdown() }
            while true {
                if await isWell() { notice.alive() }
                try await clock.sleep(for: interval)
            }
        }
        notice.stopping()
    }
}
