// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardIntegration

/// How full a storage was at one time, against a threshold.
package struct QuotaReading: Sendable, Hashable {
    /// When it was measured.
    package let measuredAt: Date
    /// What the service said.
    package let use: StorageUse
    /// The threshold in percent.
    package let threshold: Double

    package init(measuredAt: Date, use: StorageUse, threshold: Double) {
        self.measuredAt = measuredAt
        self.use = use
        self.threshold = threshold
    }

    /// `used / limit * 100`. The limit covers everything that counts against it, the trash included; what is in the
    /// trash is part of what is used. `nil` without a limit; 100 for a limit of nothing with something used.
    package var percent: Double? {
        guard let limit = use.limit else { return nil }
        guard limit > 0 else { return use.used > 0 ? 100 : 0 }
        return Double(use.used) / Double(limit) * 100
    }

    /// Whether more than the threshold is used. Never without a limit.
    package var isAbove: Bool { percent.map { $0 > threshold } ?? false }

    /// `x / y (p%)`, two decimals; without a limit `x used, no limit`.
    package var text: String {
        guard let limit = use.limit, let percent else { return "\(ByteCount(use.used)) used, no limit" }
        return "\(ByteCount(use.used)) / \(ByteCount(limit)) (\(ByteCount.decimal(percent))%)"
    }

    /// A threshold must lie strictly between 0 and 100.
    /// - Throws: `FilesError` with `invalid`.
    package static func check(threshold: Double) throws(FilesError) {
        guard threshold > 0, threshold < 100 else {
            throw FilesError(.invalid, "The threshold must be above 0 and below 100 percent, as 90.")
        }
    }
}
