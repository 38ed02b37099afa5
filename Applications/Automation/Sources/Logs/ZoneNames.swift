// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// What the text after a stamp's time says of its zone: an offset, a short name, a long one, or a name of the IANA time
/// zone database.
enum ZoneNames {
    enum Meaning: Sendable {
        /// Seconds east of UTC.
        case offset(Int64)
        case zone(LocalZone)
        /// There is a name, and nobody knows it.
        case unknown
        case missing
    }

    /// - Parameter isAlone: whether the text is nothing but the zone, as between brackets; else it is the rest of the
    ///   line, and a word that is no zone is not taken for one.
    static func meaning(of bytes: [UInt8], isAlone: Bool) -> Meaning {
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        if text.isEmpty { return .missing }
        let lower = text.lowercased()
        if let offset = offset(lower, isAlone: isAlone) { return .offset(offset) }
        if let minutes = short[lower] ?? long[lower] { return .offset(minutes * 60) }
        if isAlone { return (try? LocalZone(text)).map(Meaning.zone) ?? .unknown }
        let word = lower.prefix { !$0.isWhitespace && $0 != "]" && $0 != "," && $0 != ":" }
        // Longer names first, so that none is taken for the beginning of another.
        if let name = longest.first(where: { lower.hasPrefix($0) }), let minutes = long[name] {
            return .offset(minutes * 60)
        }
        if let minutes = short[String(word)] { return .offset(minutes * 60) }
        if word.contains("/"), let zone = try? LocalZone(String(text.prefix(word.count))) { return .zone(zone) }
        return .missing
    }

    /// `z`, `+05:30`, `-0700`, `+7`, `utc+7`, `gmt-03:00`, `(utc+05:30) chennai`.
    private static func offset(_ text: String, isAlone: Bool) -> Int64? {
        var rest = Substring(text)
        if rest.first == "(" { rest = rest.dropFirst() }
        if rest.first == "z" {
            let next = rest.dropFirst().first
            return next == nil || next == " " || next == ")" ? 0 : nil
        }
        if rest.hasPrefix("utc") || rest.hasPrefix("gmt") { rest = rest.dropFirst(3) }
        guard let sign = rest.first, sign == "+" || sign == "-" || sign == "−" else { return nil }
        rest = rest.dropFirst()
        let first = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(first.count)
        var (hours, minutes): (Int64, Int64)
        switch first.count {
        case 1, 2:
            hours = Int64(first) ?? 99
            minutes = 0
            if rest.first == ":" { minutes = Int64(rest.dropFirst().prefix(2)) ?? 99 }
        case 4: (hours, minutes) = (Int64(first.prefix(2)) ?? 99, Int64(first.suffix(2)) ?? 99)
        default: return nil
        }
        guard hours <= 14, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return sign == "+" ? seconds : -seconds
    }

    /// Short names, in minutes east of UTC. Of those with several meanings the one with the most people.
    private static let short: [String: Int64] = [
        "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "met": 60, "mest": 120,
        "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "cat": 120, "sast": 120, "eat": 180, "wat": 60, "msk": 180,
        "trt": 180, "idt": 180, "ast": -240, "adt": -180, "irst": 210, "gst": 240, "aft": 270, "pkt": 300, "uzt": 300,
        "ist": 330, "slst": 330, "npt": 345, "bdt": 360, "btt": 360, "mmt": 390, "ict": 420, "wib": 420, "hkt": 480,
        "sgt": 480, "myt": 480, "pht": 480, "awst": 480, "wita": 480, "jst": 540, "kst": 540, "wit": 540, "acst": 570,
        "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "hst": -600, "akst": -540, "akdt": -480,
        "pst": -480, "pdt": -420, "mst": -420, "mdt": -360, "cst": -360, "cdt": -300, "est": -300, "edt": -240,
        "nst": -210, "ndt": -150, "brt": -180, "art": -180, "clt": -240, "clst": -180, "cot": -300, "pet": -300,
    ]

    /// Long names as Windows and the CLDR write them, in minutes east of UTC.
    private static let long: [String: Int64] = [
        "coordinated universal time": 0, "greenwich mean time": 0, "gmt standard time": 0, "gmt daylight time": 60,
        "british summer time": 60, "western european time": 0, "western european summer time": 60,
        "w. europe standard time": 60, "w. europe daylight time": 120, "romance standard time": 60,
        "romance daylight time": 120, "central europe standard time": 60, "central europe daylight time": 120,
        "central european standard time": 60, "central european daylight time": 120, "central european time": 60,
        "central european summer time": 120, "e. europe standard time": 120, "e. europe daylight time": 180,
        "eastern european time": 120, "eastern european summer time": 180, "fle standard time": 120,
        "fle daylight time": 180, "gtb standard time": 120, "gtb daylight time": 180, "turkey standard time": 180,
        "russian standard time": 180, "moscow standard time": 180, "israel standard time": 120,
        "israel daylight time": 180, "south africa standard time": 120, "arabian standard time": 240,
        "gulf standard time": 240, "iran standard time": 210, "pakistan standard time": 300,
        "india standard time": 330, "indian standard time": 330, "sri lanka standard time": 330,
        "nepal standard time": 345, "nepal time": 345, "bangladesh standard time": 360,
        "myanmar standard time": 390, "se asia standard time": 420, "indochina time": 420,
        "western indonesia time": 420, "china standard time": 480, "singapore standard time": 480,
        "hong kong standard time": 480, "taipei standard time": 480, "philippine standard time": 480,
        "w. australia standard time": 480, "tokyo standard time": 540, "japan standard time": 540,
        "korea standard time": 540, "korean standard time": 540, "cen. australia standard time": 570,
        "cen. australia daylight time": 630, "aus eastern standard time": 600, "aus eastern daylight time": 660,
        "e. australia standard time": 600, "australian eastern standard time": 600,
        "australian eastern daylight time": 660, "new zealand standard time": 720,
        "new zealand daylight time": 780, "hawaiian standard time": -600, "hawaii-aleutian standard time": -600,
        "alaskan standard time": -540, "alaskan daylight time": -480, "alaska standard time": -540,
        "alaska daylight time": -480, "pacific standard time": -480, "pacific daylight time": -420,
        "mountain standard time": -420, "mountain daylight time": -360, "us mountain standard time": -420,
        "central standard time": -360, "central daylight time": -300, "eastern standard time": -300,
        "eastern daylight time": -240, "atlantic standard time": -240, "atlantic daylight time": -180,
        "newfoundland standard time": -210, "newfoundland daylight time": -150,
        "e. south america standard time": -180, "argentina standard time": -180, "sa pacific standard time": -300,
    ]
    private static let longest = long.keys.sorted { $0.count > $1.count }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
