// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The time zone of the machine, for those who chose none.
enum ServerZone {
    /// Its IANA name; the machine's names of universal time all become `UTC`.
    static var name: String {
        let name = TimeZone.current.identifier
        return ["Etc/UTC", "Etc/GMT", "GMT", "Etc/Universal", "Zulu"].contains(name) ? "UTC" : name
    }
}
