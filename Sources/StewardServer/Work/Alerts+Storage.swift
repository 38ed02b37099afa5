// SPDX-License-Identifier: Apache-2.0
package import Files
import FoundationEssentials
import StewardCore
import StewardIntegration

extension Alerts {
    /// Tells every channel that a storage is above its threshold, once for each time that it crossed it. Nothing is
    /// sent within limits.
    ///
    /// The notice tells of the measurement that crossed, so that it is the same word for word whenever it is sent.
    package func send(_ report: QuotaReport, of files: Files) async -> Outcome {
        guard report.alert != nil else { return Outcome() }
        let name = report.connection
        do {
            let crossing = try await files.lastCrossing(name) ?? report.reading
            let told = QuotaReport(connection: name, reading: crossing, hasCrossed: true)
            return await send(try Self.notice(told), topic: Self.topic(storage: name))
        } catch {
            let reason = (error as? IntegrationError)?.message ?? "\(error)"
            return Outcome(failed: ["": "Nobody was told that the storage of “\(name)” is above: \(reason)"])
        }
    }

    /// What is told of a measurement that crossed its threshold.
    static func notice(_ crossing: QuotaReport) throws(IntegrationError) -> Notice {
        let name = crossing.connection
        let instant = Int64((crossing.reading.measuredAt.timeIntervalSince1970 * 1_000_000).rounded())
        return try Notice(
            subject: "The storage of “\(name)” is above its threshold", text: crossing.alert ?? "",
            kind: "storage-above-threshold", instant: crossing.reading.measuredAt, key: "storage:\(name):\(instant)")
    }

    /// What channels remember it by.
    static func topic(storage name: String) -> String { "storage:\(name)" }
}
