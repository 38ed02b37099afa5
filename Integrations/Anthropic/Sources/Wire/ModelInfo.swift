// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of `/v1/models/{model}`: https://platform.claude.com/docs/en/api/models, 2026-11.
package struct ModelInfo: Sendable {
    /// The model's id.
    package let id: String

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: bytes)
        guard json["type"]?.string == "model", let id = json["id"]?.string else {
            throw JSONError(.missingKey, "The answer is no model.")
        }
        self.id = id
    }
}
