// SPDX-License-Identifier: Apache-2.0

/// What this program is.
package enum Build {
    /// Steward's version.
    package static let version = "0.1.0"

    /// The Swift version it was compiled with, as far as the language can ask.
    package static var swift: String {
        #if swift(>=6.4)
            "6.4 or newer"
        #elseif swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
