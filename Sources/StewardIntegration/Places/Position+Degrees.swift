// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension Position {
    /// Latitude and longitude in decimal degrees as web services want them in an address: with six digits after the
    /// point (a tenth of a metre), and never with an exponent.
    package var degrees: (latitude: String, longitude: String) { (Self.text(latitude), Self.text(longitude)) }

    private static func text(_ degrees: Double) -> String {
        let millionths = Int((degrees * 1_000_000).rounded())
        let fraction = String(millionths.magnitude % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        return (millionths < 0 ? "-" : "") + String(millionths.magnitude / 1_000_000) + "." + zeros + fraction
    }
}
