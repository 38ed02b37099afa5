// SPDX-License-Identifier: Apache-2.0
import Anthropic
import ElectionCommission
import Gemini
import Google
import GoogleDrive
import GoogleMaps
import Healthchecks
import Mail
import Nominatim
import Ntfy
import OSRM
import OpenAICompatible
import OpenChargeMap
import PostgreSQL
package import StewardIntegration
import Webhook

/// The only list of integrations.
package enum Catalog {
    /// Every integration, one line each, by id.
    package static let entries: [CatalogEntry] = [
        CatalogEntry(Anthropic.self),
        CatalogEntry(ElectionCommission.self),
        CatalogEntry(Gemini.self),
        CatalogEntry(Google.self),
        CatalogEntry(GoogleDrive.self),
        CatalogEntry(GoogleMaps.self),
        CatalogEntry(Healthchecks.self),
        CatalogEntry(Mail.self),
        CatalogEntry(Nominatim.self),
        CatalogEntry(Ntfy.self),
        CatalogEntry(OSRM.self),
        CatalogEntry(OpenAICompatible.self),
        CatalogEntry(OpenChargeMap.self),
        CatalogEntry(PostgreSQL.self),
        CatalogEntry(Webhook.self),
    ]

    /// The integration with this id, upper and lower case being one; `nil` when there is none.
    package static func entry(_ id: String) -> CatalogEntry? {
        entries.first { $0.manifest.id.lowercased() == id.lowercased() }
    }

    /// The integrations that have a capability.
    package static func entries(with capability: Capability) -> [CatalogEntry] {
        entries.filter { $0.manifest.capabilities.contains(capability) }
    }
}
