// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes

extension HTTPResponse {
    /// How long the reply is fresh, by the `max-age` of its `Cache-Control`; `nil` when it does not say.
    package var maxAge: Duration? { CacheControl(headerFields).maxAge }
}
