// SPDX-License-Identifier: Apache-2.0
import StewardHTTP
import StewardJobs

extension Worker.Configuration {
    /// A worker whose runs' logs hold no credential that can be told by its name or its form.
    static func redacting(node: String) -> Self {
        let redactor = Redactor()
        var configuration = Self(node: node)
        configuration.redact = { redactor.redact($0) }
        return configuration
    }
}
