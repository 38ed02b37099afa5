// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of `/v1beta/models/{model}`: https://ai.google.dev/api/models#Model, 2026-11.
package struct ModelInfo: Sendable {
    /// Whether it answers questions.
    package let canGenerate: Bool

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: bytes)
        guard json["name"]?.string?.hasPrefix("models/") == true else {
            throw JSONError(.missingKey, "The answer is no model.")
        }
        let methods = json["supportedGenerationMethods"]?.array?.compactMap(\.string)
        canGenerate = methods?.contains("generateContent") ?? true
    }
}
