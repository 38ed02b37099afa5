// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Mail: notices go by mail, through any server that speaks SMTP.
public struct Mail: Integration, Notifying {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Mail", name: "Mail", summary: "Sends notices by mail, through any server that speaks SMTP.",
        serviceVersion: "RFC 5321", hosts: [], credential: .password, capabilities: [.notifying],
        limits: [
            .init(
                "It works with the program curl, which must be at /usr/bin/curl.",
                link: "../../Integrations/Mail/README.md#limits"),
            .init(
                "Servers that want a sign-in in a browser (OAuth) need an app password.",
                link: "../../Integrations/Mail/README.md#limits"),
        ],
        tier: .experimental, settings: MailConfiguration.fields, remedies: remedies)

    private let client: MailClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = MailClient(
            configuration: try MailConfiguration(configuration), folder: context.cacheFolder ?? "/tmp")
    }

    /// Makes a connection that works with another curl, for tests.
    package init(
        configuration: Configuration, context: IntegrationContext, curl: String, limits: MailClient.Limits = .standard
    ) throws(IntegrationError) {
        client = MailClient(
            configuration: try MailConfiguration(configuration), folder: context.cacheFolder ?? "/tmp", curl: curl,
            limits: limits)
    }

    /// Connects, signs in where a user is given, and asks the server whether it is there. No mail is sent.
    public func health() async -> Health {
        do throws(IntegrationError) {
            try await client.check()
            return .ok
        } catch {
            return .failing(error)
        }
    }

    /// Sends a notice as one mail to all recipients. Returns when the server has taken it, which is not yet when it
    /// arrives.
    /// - Throws: `IntegrationError`; `unavailable` for what may pass, as a server that hangs.
    public func notify(_ notice: Notice) async throws {
        try await client.send(notice)
    }
}
