// SPDX-License-Identifier: Apache-2.0
import StewardContracts
import StewardCore
import StewardIntegration

/// Claims a capability it has not, a host without a setting, and one key twice.
struct Boastful: Integration {
    static let manifest = Manifest(
        id: "Boastful", name: "Boastful", summary: "Claims much.", serviceVersion: "1",
        hosts: [.init("boast.example", setting: "missing")], credential: .key, capabilities: [.datasetReading],
        limits: [], tier: .experimental, settings: Gadget.manifest.settings + [Gadget.manifest.settings[2]])
    private let gadget: Gadget
    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        gadget = try Gadget(configuration: configuration, context: context)
    }
    func health() async -> Health { await gadget.health() }
}

/// Says that its key may be left out, and then fails without it and without naming it.
struct Forgetful: Integration {
    static let manifest = Manifest(
        id: "Forgetful", name: "Forgetful", summary: "Forgets.", serviceVersion: "1", hosts: [], credential: .key,
        capabilities: [], limits: [], tier: .experimental,
        settings: [
            Gadget.manifest.settings[0], Gadget.manifest.settings[2],
            ConfigurationField("key", .text, help: "The key.", secret: true, since: "0.1"),
        ])
    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        guard configuration.value("key") != nil else {
            throw IntegrationError(.invalidRequest, "Something is missing.")
        }
    }
    func health() async -> Health { .ok }
}
