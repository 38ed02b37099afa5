// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import HTTPTypes

extension HTTPResponse {
    /// How long the service asks to wait: its `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
    ///
    /// A date that has passed gives zero. `nil` when the field is missing or unreadable.
    public func retryAfter(now: Date) -> Duration? {
        guard let text = headerFields[.retryAfter] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // A number too long to read means: very long.
            return .seconds(min(Int64(text) ?? .max, 31_536_000))
        }
        return HTTPDate.parse(text).map { .seconds(max(0, $0.timeIntervalSince(now))) }
    }
}
