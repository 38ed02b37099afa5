// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import HTTPTypes
import StewardHTTP

/// How far this machine's clock is off, by the `Date` of a reply.
package struct ClockError: Sendable, Hashable {
    /// Positive when this machine is ahead.
    package let offset: Duration
    /// Whose clock it was compared with.
    package let reference: String

    /// Compares; `nil` when the reply has no readable date.
    package init?(_ response: HTTPResponse, now: Date, reference: String) {
        guard let date = response.headerFields[.date].flatMap(HTTPDate.parse) else { return nil }
        self.init(offset: .seconds(now.timeIntervalSince(date)), reference: reference)
    }

    /// Names an error.
    package init(offset: Duration, reference: String) {
        self.offset = offset
        self.reference = reference
    }

    /// Whether it is more than five minutes: tokens are refused then.
    package var matters: Bool { abs(offset / .seconds(1)) > 300 }

    /// One sentence with the repair.
    package var sentence: String {
        let seconds = Int(abs(offset / .seconds(1)).rounded())
        let span =
            switch seconds {
            case ..<120: "\(seconds) seconds"
            case ..<7200: "\(seconds / 60) minutes"
            case ..<172_800: "\(seconds / 3600) hours"
            default: "\(seconds / 86_400) days"
            }
        let direction = offset < .zero ? "behind" : "ahead of"
        return "The clock of this machine is \(span) \(direction) \(reference); set it (timedatectl set-ntp true)."
    }
}
