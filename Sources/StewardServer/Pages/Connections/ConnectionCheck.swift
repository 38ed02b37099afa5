// SPDX-License-Identifier: Apache-2.0
import StewardCatalog
import StewardCore
import StewardIntegration

/// Asks a service whether a connection works now, and keeps the answer.
enum ConnectionCheck {
    /// Never takes longer than its time; what went wrong is the answer.
    /// - Throws: `IntegrationError` with `notFound`; what the database says.
    static func run(
        _ name: String, _ site: Site, by actor: String, limit: Duration = .seconds(10)
    ) async throws -> ConnectionState.Check {
        let saved = try await site.installation.connections.show(name)
        let health = try await ask(saved, site, limit)
        return try await site.installation.connections.keep(health, of: name, by: actor)
    }

    private static func ask(_ saved: SavedConnection, _ site: Site, _ limit: Duration) async throws -> Health {
        do {
            let integration = try await site.opening(saved.name)
            let answer = try await TimeLimit.run(limit, clock: site.patience) { await integration.health() }
            let seconds = Int(limit.components.seconds)
            let health = answer ?? .failing(IntegrationError(.unavailable, Fault.tooSlow(seconds).sentence))
            return isPublicOnly(health, saved) ? .degraded(publicOnly) : health
        } catch let error as IntegrationError {
            return .failing(error)
        } catch {
            guard let known = Fault(error) else { throw error }
            return .failing(IntegrationError(.invalidRequest, known.sentence))
        }
    }

    private static let publicOnly = "It names no account, so only what is shared with everyone can be read."

    /// Whether a connection lacks nothing but an account, which what is shared with everyone does not need.
    private static func isPublicOnly(_ health: Health, _ saved: SavedConnection) -> Bool {
        guard case .failing(let error) = health, error.code == .unauthorized, saved.settings["account"] == nil else {
            return false
        }
        let manifest = try? Connections.entry(saved.integration).manifest
        return manifest?.capabilities.contains(.folderPublic) ?? false
    }
}
