// SPDX-License-Identifier: Apache-2.0

/// The Open Location Code of a point, ten digits long (Open Location Code Specification 1.0).
enum PlusCode {
    static func text(_ point: MapPoint) -> String {
        let digits = Array("23456789CFGHJMPQRVWX")
        var north = Int(((point.latitude + 90) * 8000).rounded(.down))
        var east = Int(((point.longitude + 180) * 8000).rounded(.down)) % 2_880_000
        north = min(north, 180 * 8000 - 1)
        var code: [Character] = []
        for _ in 0..<5 {
            code.append(digits[east % 20])
            code.append(digits[north % 20])
            east /= 20
            north /= 20
        }
        let ordered = String(code.reversed())
        return ordered.prefix(8) + "+" + ordered.suffix(2)
    }
}
