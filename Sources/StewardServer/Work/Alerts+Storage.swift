// SPDX-License-Identifier: Apache-2.0
package import Files
import FoundationEssentials
import StewardCore
import StewardIntegration

extension Alerts {
    /// Tells every channel that a storage is above its threshold, once for each time that it crossed it. Nothing is
    /// sent within limits.
    package func send(_ report: QuotaReport, of files: Files) async -> Outcome {
        guard let text = report.alert else { return Outcome() }
        let name = report.connection
        do {
            let since = try await files.aboveSince(name) ?? report.reading.measuredAt
            let notice = try Notice(
                subject: "The storage of “\(name)” is above its threshold", text: text,
                kind: "storage-above-threshold", instant: report.reading.measuredAt,
                key: "storage:\(name):\(Int64((since.timeIntervalSince1970 * 1_000_000).rounded()))")
            return await send(notice, topic: "storage:\(name)")
        } catch {
            let reason = (error as? IntegrationError)?.message ?? "\(error)"
            return Outcome(failed: ["": "Nobody was told that the storage of “\(name)” is above: \(reason)"])
        }
    }
}
