// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// PostgreSQL: dumps its databases, puts dumps back, and starts servers to try them on.
///
/// Everything is done by PostgreSQL's own programs (psql, pg_dump, pg_dumpall, pg_isready), which are run without a
/// shell and never ask for a password.
public struct PostgreSQL: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "PostgreSQL", name: "PostgreSQL",
        summary: "Dumps databases, restores dumps, and starts throw-away servers to prove that dumps restore.",
        serviceVersion: "12 to 18, tried with 15", hosts: [], credential: .password, capabilities: capabilities,
        limits: limits, tier: .experimental, settings: PostgreSQLConfiguration.fields, remedies: remedies)

    let configuration: PostgreSQLConfiguration
    let context: IntegrationContext

    /// Makes a connection; runs nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        self.configuration = try PostgreSQLConfiguration(configuration)
        self.context = context
    }

    /// Signs in and asks the server for its version; degraded when no pg_dump here is new enough for it, or when
    /// the server is stopped and may be started.
    public func health() async -> Health {
        do throws(IntegrationError) {
            let session = try session()
            let server = try await session.serverVersion()
            do throws(IntegrationError) { _ = try await session.finder.first("pg_dump", notOlderThan: server) } catch {
                return error.code == .cancelled ? .failing(error) : .degraded(error.message)
            }
            return .ok
        } catch {
            return await isStoppedOnPurpose(error) ? .degraded(Self.stopped) : .failing(error)
        }
    }

    private static let stopped = "The server is stopped. Steward starts it for a backup, and stops it again."

    private func isStoppedOnPurpose(_ error: IntegrationError) async -> Bool {
        guard error.code == .unavailable, let session = try? session(),
            let control = ServerController(configuration.control, session)
        else { return false }
        return (try? await control.isStopped()) ?? false
    }

    /// What the client programs are run with; reads the environment file.
    func session() throws(IntegrationError) -> ClientSession {
        try ClientSession(configuration, environment: context.environment, clock: context.clock)
    }
}
