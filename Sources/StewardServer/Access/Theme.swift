// SPDX-License-Identifier: Apache-2.0

/// Whether pages are light or dark.
package enum Theme: String, Sendable, Hashable, CaseIterable {
    /// As the reader's system asks.
    case system
    case light
    case dark
}
