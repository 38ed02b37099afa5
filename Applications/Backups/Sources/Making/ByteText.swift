// SPDX-License-Identifier: Apache-2.0

/// A number of bytes for a person: `1.5 GB`, factor 1000.
enum ByteText {
    static func text(_ bytes: Int64) -> String {
        var rest = Double(bytes)
        for unit in ["bytes", "kB", "MB", "GB", "TB"] {
            if abs(rest) < 1000 || unit == "TB" {
                let tenths = (rest * 10).rounded() / 10
                return unit == "bytes" ? "\(bytes) bytes" : "\(tenths) \(unit)"
            }
            rest /= 1000
        }
        return "\(bytes) bytes"
    }
}
