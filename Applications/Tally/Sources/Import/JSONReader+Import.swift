// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// Sentences for what importers refuse.
extension JSONReader {
    func unknownKey(_ key: Key) -> JSONError {
        error(.unknownKey, "The field \"\(key.text.prefix(60))\" is not known here; take it out or correct its name.")
    }
    func missing(_ key: String) -> JSONError {
        error(.missingKey, "The field \"\(key)\" is missing; add it.")
    }
    func tooManyRows(_ limit: Int) -> JSONError {
        error(.limitExceeded, "The table has more than \(limit) rows.")
    }
    func contradiction(_ text: String) -> JSONError {
        error(.invalidValue, "The file contradicts itself: \(text).")
    }
}
