// SPDX-License-Identifier: Apache-2.0

/// What goes out of one log file. Exactly one of these is done.
package enum LogStrategy: Sendable, Hashable {
    /// Lines whose leading stamp is older than so many days. Lines without one stay.
    case retention(days: Int)
    /// The oldest lines, until what stays has at most so many bytes. Lines stay whole.
    case largest(bytes: Int64)
    /// Everything, when the file is larger than so many bytes.
    case truncateIfLarger(bytes: Int64)
    /// Everything.
    case truncate
    /// Nothing was asked for.
    case nothing

    /// The first that is given, in the order of the parameters.
    /// - Parameter megabytes: of 1,048,576 bytes.
    /// - Throws: `AutomationError` with `invalid` for a negative number or an unreadable size.
    package init(
        retentionDays: Int? = nil, maxSizeMB megabytes: Double? = nil, truncateIfLarger: String? = nil,
        truncateLog: Bool = false
    ) throws(AutomationError) {
        func refuse(_ what: String) -> AutomationError {
            AutomationError(.invalid, "The \(what) must not be negative, and not larger than a file can be.")
        }
        if let days = retentionDays, !(0...365_000).contains(days) { throw refuse("days that lines are kept") }
        if let megabytes, !(0...1e12).contains(megabytes) { throw refuse("size that a log may have") }
        let limit = try truncateIfLarger.map { text throws(AutomationError) in try ByteSize.parse(text) }
        if let days = retentionDays {
            self = .retention(days: days)
        } else if let megabytes {
            self = .largest(bytes: Int64(megabytes * 1_048_576))
        } else if let limit {
            self = .truncateIfLarger(bytes: limit)
        } else {
            self = truncateLog ? .truncate : .nothing
        }
    }
}
