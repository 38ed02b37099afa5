// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension PostgreSQL {
    /// Runs `body` while the server runs. What is started here is stopped again, also when `body` fails or is
    /// cancelled, and also when an earlier run of Steward was killed before it could do so.
    public func withServer<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let session = try session()
        guard let control = ServerController(configuration.control, session) else { return try await body() }
        let use = try await ServerUse.begin(in: context.cacheFolder, control.name, context.clock)
        do {
            try await start(control, use, session)
            let value = try await body()
            try await stop(control, use)
            return value
        } catch {
            // What went wrong first is what is told.
            try? await stop(control, use)
            throw error
        }
    }

    private func start(
        _ control: ServerController, _ use: ServerUse, _ session: ClientSession
    ) async throws(IntegrationError) {
        if await session.answers() { return }
        guard try await control.isStopped() else {
            throw IntegrationError(
                .unavailable, "\(control.name) runs and \(session.place) does not answer; check host and port.")
        }
        use.markStarted()
        do throws(IntegrationError) { try await control.start() } catch {
            // Another run may have started it meanwhile.
            guard try await !control.isStopped() else { throw error }
        }
        var waited: Duration = .zero
        while await !session.answers() {
            guard waited < configuration.startLimit else {
                throw IntegrationError(
                    .unavailable,
                    "\(control.name) was started and does not answer after \(configuration.startLimit); see its log.")
            }
            do { try await context.clock.sleep(for: Self.poll) } catch {
                throw IntegrationError(.cancelled, "Waiting for \(control.name) was cancelled.")
            }
            waited += Self.poll
        }
    }

    private static let poll: Duration = .milliseconds(500)

    /// A task of its own, because the one that runs here may be cancelled already.
    private func stop(_ control: ServerController, _ use: ServerUse) async throws {
        guard use.endsTheLast() else { return }
        defer { use.end() }
        guard use.isStartedByUs else { return }
        try await Task {
            do throws(IntegrationError) { try await control.stop() } catch {
                // What could not be started is not running.
                guard try await control.isStopped() else { throw error }
            }
        }.value
        use.markStopped()
    }
}
