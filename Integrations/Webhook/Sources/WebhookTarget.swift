// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardIntegration

/// The address of a webhook, taken apart. Path and query stay exactly as they were given.
struct WebhookTarget {
    /// A POST to it.
    let request: HTTPRequest

    /// - Throws: `invalidRequest`; the address does not stand in the message.
    init(_ secret: Secret) throws(IntegrationError) {
        let text = secret.reveal()
        let query = text.firstIndex(of: "?") ?? text.endIndex
        guard let address = ServiceAddress(String(text[..<query])) else {
            throw IntegrationError(
                .invalidRequest, "The setting address is no address like https://example.org/hook; give it again.")
        }
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        let slash = text[start..<query].firstIndex(of: "/")
        let path = slash.map { String(text[$0...]) } ?? "/" + text[query...]
        request = HTTPRequest(
            method: .post, scheme: address.scheme, authority: address.authority, path: path)
    }
}
