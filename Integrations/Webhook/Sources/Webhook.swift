// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
public import StewardIntegration

/// Webhook: notices go as JSON to an address of one's own, with a token or a signature where they are wanted.
public struct Webhook: Integration, Notifying {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Webhook", name: "Webhook",
        summary: "Sends notices, as of a storage that is nearly full, as JSON to an address of one's own.",
        serviceVersion: "the form in README.md", hosts: [.init("the address's own host", setting: "address")],
        credential: .key, capabilities: [.notifying],
        limits: [
            .init(
                "Whatever 2xx answers is taken as having arrived; nothing is read of its content.",
                link: "../../Integrations/Webhook/README.md#limits")
        ],
        tier: .experimental, settings: WebhookConfiguration.fields,
        remedies: remedies)

    private let client: WebhookClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = WebhookClient(configuration: try WebhookConfiguration(configuration), context: context)
    }

    /// Sends a notice of the kind `check`: nothing less shows whether a token and a signature are right.
    public func health() async -> Health {
        do throws(IntegrationError) {
            try await client.post(try client.check(), timing: .quick)
            return .ok
        } catch {
            return .failing(error)
        }
    }

    /// Sends a notice: one POST.
    /// - Throws: `IntegrationError` for every answer but 2xx.
    public func notify(_ notice: Notice) async throws {
        try await client.post(notice, timing: .standard)
    }
}
