// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What every connection to a model needs to know.
package struct ModelConnection: Sendable, Hashable {
    /// Where the service is.
    package let address: ServiceAddress
    /// What it is signed in with; `nil` for a server that asks for nothing.
    package let key: Secret?
    /// The model's name.
    package let model: String
    /// How long an answer may take.
    package let timeLimit: Duration
    /// The most tokens of an answer.
    package let mostTokens: Int

    /// The settings. Without a default, the address must be given.
    package static func fields(
        address: String?, addressHelp: String, keyHelp: String, needsKey: Bool, modelHelp: String
    ) -> [ConfigurationField] {
        [
            ConfigurationField(
                "address", .address, help: addressHelp, required: true, default: address, since: "0.2"),
            ConfigurationField("key", .text, help: keyHelp, required: needsKey, secret: true, since: "0.2"),
            ConfigurationField("model", .text, help: modelHelp, required: true, since: "0.2"),
            ConfigurationField(
                "time-limit", .duration, help: "How long a model may think without a byte arriving.", default: "120s",
                since: "0.2"),
            ConfigurationField(
                "most-tokens", .integer(256...65536),
                help: "The most tokens of one answer; a model that thinks needs more.", default: "8192", since: "0.2"),
        ]
    }

    /// Reads checked settings.
    /// - Throws: `invalidRequest`, naming what is wrong; `unauthorized` when a key is needed and missing.
    package init(_ configuration: Configuration, needsKey: Bool, isModelInPath: Bool) throws(IntegrationError) {
        address = try configuration.address("address")
        if case .secret(let secret)? = configuration.value("key") {
            key = secret
        } else {
            key = needsKey ? try configuration.secret("key") : nil
        }
        let isPlain = key?.reveal().utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ?? true
        guard isPlain else {
            throw IntegrationError(
                .invalidRequest, "The setting key must be visible ASCII characters without spaces; its value is not.")
        }
        model = try configuration.text("model")
        let isName = model.utf8.count <= 200 && model.utf8.allSatisfy { isModelInPath ? Self.isWord($0) : $0 > 0x20 }
        guard isName, model != ".", model != ".." else {
            throw IntegrationError(
                .invalidRequest, "The setting model, “\(model.prefix(60))”, is no name of a model; copy it again.")
        }
        timeLimit = try configuration.duration("time-limit")
        guard timeLimit >= .seconds(1) else {
            throw IntegrationError(.invalidRequest, "The setting time-limit must be at least 1s.")
        }
        mostTokens = try configuration.integer("most-tokens")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-_.".utf8.contains(byte)
    }
}
