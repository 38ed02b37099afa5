// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
public import StewardIntegration

/// ntfy: notices arrive on phones and desktops that subscribed to a topic, at ntfy.sh or on a server of one's own.
public struct Ntfy: Integration, Notifying {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Ntfy", name: "ntfy",
        summary: "Sends notices to phones and desktops that subscribed to a topic of ntfy.",
        serviceVersion: "2.16", hosts: [.init("ntfy.sh", setting: "address")], credential: .key,
        capabilities: [.notifying],
        limits: [
            .init(
                "A message has at most 4,096 bytes; the rest of a longer notice is left out.",
                link: "https://docs.ntfy.sh/publish/#limitations"),
            .init(
                "Servers before 2.16 show a notice twice that was sent twice.",
                link: "https://docs.ntfy.sh/releases/"),
        ],
        tier: .experimental, settings: NtfyConfiguration.fields, remedies: remedies)

    private let client: NtfyClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = NtfyClient(configuration: try NtfyConfiguration(configuration), context: context)
    }

    /// Publishes a message of the lowest priority, which makes no sound: nothing less shows whether the token may
    /// publish to the topic.
    public func health() async -> Health {
        do throws(IntegrationError) {
            _ = try await client.publish(try client.check(), timing: .quick)
            return .ok
        } catch {
            return .failing(error)
        }
    }

    /// Publishes a notice as one message.
    /// - Throws: `IntegrationError` for every answer that is not the published message.
    public func notify(_ notice: Notice) async throws {
        _ = try await client.publish(NtfyMessage(notice, topic: client.configuration.topic), timing: .standard)
    }
}
