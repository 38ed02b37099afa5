// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// How much one import may ask for.
package struct ImportLimits: Sendable, Hashable {
    /// The largest file that holds one document or a list of them and is read whole.
    package var wholeFileBytes = 64 << 20
    /// The largest file that is read piece by piece.
    package var streamedFileBytes = 64 << 30
    /// The longest line of such a file.
    package var lineBytes = 4 << 20
    /// The most rows of one document's table.
    package var rows = 1_000
    /// The largest count a form may hold.
    package var count = 1_000_000_000

    package init() {}

    var json: JSONLimits {
        JSONLimits(bytes: wholeFileBytes, depth: 16, stringBytes: 16 << 10, skipsByteOrderMark: true)
    }
    /// Row and candidate numbers.
    var number: Int { 9_999 }
}
