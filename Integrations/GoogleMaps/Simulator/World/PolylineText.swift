// SPDX-License-Identifier: Apache-2.0

/// Points as Google writes a course: "Encoded Polyline Algorithm Format", developers.google.com, 2026-11.
enum PolylineText {
    static func text(_ points: [MapPoint]) -> String {
        var bytes: [UInt8] = []
        var last = (latitude: 0, longitude: 0)
        for point in points {
            let here = (Int((point.latitude * 1e5).rounded()), Int((point.longitude * 1e5).rounded()))
            append(here.0 - last.latitude, to: &bytes)
            append(here.1 - last.longitude, to: &bytes)
            last = here
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ difference: Int, to bytes: inout [UInt8]) {
        var rest = UInt(bitPattern: difference << 1)
        if difference < 0 { rest = ~rest }
        while rest >= 32 {
            bytes.append(UInt8(rest & 31 | 32) + 63)
            rest >>= 5
        }
        bytes.append(UInt8(rest) + 63)
    }
}
