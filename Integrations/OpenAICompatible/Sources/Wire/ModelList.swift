// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of `/models`: https://platform.openai.com/docs/api-reference/models/list, 2026-11.
package struct ModelList: Sendable {
    /// The models' names.
    package let ids: [String]

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        guard let list = try JSON(parsing: bytes)["data"]?.array else {
            throw JSONError(.missingKey, "The list data is missing.")
        }
        ids = list.compactMap { $0["id"]?.string }
    }
}
