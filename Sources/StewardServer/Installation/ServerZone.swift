// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The time zone of the machine, for those who chose none.
enum ServerZone {
    static var name: String { TimeZone.current.identifier }
}
