// SPDX-License-Identifier: Apache-2.0

/// How long to wait before the next attempt: doubling, up to a limit, spread by up to a tenth.
package struct BackOff: Sendable, Hashable {
    package let first: Duration
    package let limit: Duration

    /// 10 s, 20 s, 40 s … one hour.
    package static let standard = BackOff(first: .seconds(10), limit: .seconds(3600))

    package init(first: Duration, limit: Duration) {
        self.first = first
        self.limit = limit
    }

    /// The wait after so many failures (from 1). The same job and count always give the same wait, and different jobs
    /// that failed together do not come back together.
    package func delay(afterFailures failures: Int, of id: JobID) -> Duration {
        let doubled = first * (1 << min(max(failures - 1, 0), 30))
        let plain = min(doubled, limit)
        return plain + plain * Double(stableHash("\(id) \(failures)") % 1000) / 10_000
    }
}

/// FNV-1a; the same in every process, unlike `Hasher`.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
