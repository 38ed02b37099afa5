// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore

/// Ways and places on a drawing without any map below it: north is up, and a bar says how long a kilometre is. With
/// the browser's library a script can lay it over a map.
struct LogbookMap: Part {
    /// A way.
    struct Line: Sendable {
        var points: [Position]
        var use: Trip.Use
        var name: String
        var address: String?
    }
    /// A place.
    struct Spot: Sendable {
        enum Kind: String, Sendable { case place, start, end, charger }
        var position: Position
        var radius: Distance?
        var name: String
        var kind: Kind
        var address: String?
        /// What a pointer over it tells.
        var hint: String?

        /// The corners of the square around its circle; the place itself where it has none.
        var bounds: [Position] {
            let north = Double(radius?.metres ?? 0) / LogbookPlane.degree
            let east = north / max(0.05, cos(position.latitude * .pi / 180))
            let corners = [(-north, -east), (north, east)].compactMap { north, east in
                Position(latitude: position.latitude + north, longitude: position.longitude + east)
            }
            return corners.count == 2 ? corners : [position]
        }
    }

    let title: String
    /// The drawing in words.
    let summary: String
    var lines: [Line] = []
    var spots: [Spot] = []
    let words: Words
    let unit: LogbookUnit
    /// The address of the same as JSON, for the script.
    var data: String?
    var leaflet: LogbookTiles?

    var isEmpty: Bool { lines.allSatisfy(\.points.isEmpty) && spots.isEmpty }

    private static let width = 860.0
    private static let margin = 22.0
    /// Below the drawing, for the bar of a round length: nothing lies under it.
    private static let strip = 30.0

    var html: HTML {
        guard !isEmpty else { return "" }
        let plane = LogbookPlane(
            lines.flatMap(\.points) + spots.flatMap(\.bounds), width: Self.width, heights: 220...480,
            margin: Self.margin)
        let height = Int(plane.height + Self.strip)
        return """
            <figure class="trail-map"\(scripted)>
            <svg viewBox="0 0 \(Int(Self.width)) \(height)" role="img" aria-labelledby="map-title map-text" \
            xmlns="http://www.w3.org/2000/svg"><title id="map-title">\(title)</title>\
            <desc id="map-text">\(summary)</desc>\
            <rect class="ground" width="\(Int(Self.width))" height="\(height)"/>\
            \(spots.map { circle($0, plane) })\(drawn(plane))\(spots.map { mark($0, plane) })\(scale(plane))</svg>
            <figcaption>\(key)</figcaption>
            </figure>
            """
    }

    private var scripted: HTML {
        guard let data, let leaflet, let library = leaflet.library else { return "" }
        return """
             data-logbook-map="\(data)" data-leaflet="\(library.module)" data-leaflet-style="\(library.style)" \
            data-tiles="\(leaflet.tiles?.template ?? "")" data-credit="\(leaflet.tiles?.credit ?? "")" \
            data-name="\(title)" data-zoom="\(words.say(.mapZoom))" data-plain="\(words.say(.mapPlain))"
            """
    }

    /// Longer ways first, so that short ones lie on top.
    private func drawn(_ plane: LogbookPlane) -> [HTML] {
        lines.map { line -> (Trip.Use, [LogbookPlane.Point]) in
            (line.use, LogbookPlane.thinned(line.points.map(plane.point), within: 0.7))
        }
        .filter { $0.1.count > 1 }
        .map { use, points in
            let corners = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
            return "<polyline class=\"way \(use.rawValue)\" points=\"\(corners)\"/>"
        }
    }

    private func circle(_ spot: Spot, _ plane: LogbookPlane) -> HTML {
        guard let radius = spot.radius else { return "" }
        let point = plane.point(spot.position)
        return """
            <circle class="reach" cx="\(number(point.x))" cy="\(number(point.y))" \
            r="\(number(max(5, Double(radius.metres) * plane.perMetre)))"/>
            """
    }

    private func mark(_ spot: Spot, _ plane: LogbookPlane) -> HTML {
        let point = plane.point(spot.position)
        let isLeft = point.x > Self.width * 0.75
        let text: HTML =
            spot.name.isEmpty
            ? ""
            : """
            <text x="\(number(point.x + (isLeft ? -9 : 9)))" y="\(number(point.y + 4))"\
            \(isLeft ? " text-anchor=\"end\"" as HTML : "")>\(spot.name)</text>
            """
        let hint: HTML = spot.hint.map { "<title>\($0)</title>" } ?? ""
        let shape: HTML =
            spot.kind == .end
            ? """
            <rect class="spot end" x="\(number(point.x - 5))" y="\(number(point.y - 5))" width="10" height="10"/>
            """
            : """
            <circle class="spot \(spot.kind.rawValue)" cx="\(number(point.x))" cy="\(number(point.y))" r="5">\
            \(hint)</circle>
            """
        return "\(shape)\(text)"
    }

    /// A bar of a round length.
    private func scale(_ plane: LogbookPlane) -> HTML {
        let most = 180 / plane.perMetre
        let one = unit == .kilometres ? 1000.0 : 1609.344
        let steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].map { $0 * one }
        let length = steps.last { $0 <= most } ?? steps[0]
        let (left, ground) = (Self.margin, plane.height + Self.strip - 12)
        let end = left + length * plane.perMetre
        let label =
            length < one && unit == .kilometres
            ? "\(words.number(Int(length))) m"
            : unit.text(Distance(metres: length) ?? .zero, words, digits: length < one ? 2 : 0)
        return """
            <path class="scale" d="M\(number(left)) \(number(ground - 4))v4H\(number(end))v-4"/>\
            <text class="scale" x="\(number(end + 6))" y="\(number(ground + 1))">\(label)</text>
            """
    }

    /// What the lines mean; only those that are there.
    private var key: HTML {
        let uses = Trip.Use.allCases.filter { use in
            lines.contains { $0.use == use && $0.points.count > 1 }
        }
        let items = uses.map { use -> HTML in
            "<li><i class=\"way \(use.rawValue)\"></i>\(words.say(.use(use)))</li>"
        }
        let credit: HTML =
            leaflet?.tiles != nil || lines.isEmpty
            ? "" : "<li class=\"quiet\">\(words.say(.logbookNoTiles))</li>"
        return "<ul class=\"legend\">\(items)\(credit)</ul>"
    }

    private func number(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}

/// A piece of the earth laid flat: what is as wide as it is high there is so on the drawing too.
struct LogbookPlane: Sendable {
    struct Point: Sendable, Hashable {
        var x: Double
        var y: Double
    }

    let height: Double
    /// Units of the drawing to a metre.
    let perMetre: Double
    private let west: Double
    private let north: Double
    private let shrink: Double
    private let left: Double
    private let top: Double

    /// Metres to a degree of latitude.
    static let degree = Earth.radius * .pi / 180

    /// - Parameter heights: how high the drawing may become.
    init(_ points: [Position], width: Double, heights: ClosedRange<Double>, margin: Double) {
        let (south, north) = Self.span(points.map(\.latitude))
        let (west, east) = Self.span(points.map(\.longitude))
        shrink = max(0.05, cos((south + north) / 2 * .pi / 180))
        // A way of a few metres is not drawn as wide as the page.
        let wide = max((east - west) * shrink * Self.degree, 400)
        let high = max((north - south) * Self.degree, 200)
        let room = width - 2 * margin
        height = min(max(room * high / wide + 2 * margin, heights.lowerBound), heights.upperBound)
        perMetre = min(room / wide, (height - 2 * margin) / high)
        self.west = west
        self.north = north
        left = (width - (east - west) * shrink * Self.degree * perMetre) / 2
        top = (height - (north - south) * Self.degree * perMetre) / 2
    }

    private static func span(_ values: [Double]) -> (Double, Double) {
        let sorted = values.sorted()
        return (sorted.first ?? 0, sorted.last ?? 0)
    }

    func point(_ position: Position) -> Point {
        Point(
            x: left + (position.longitude - west) * shrink * Self.degree * perMetre,
            y: top + (north - position.latitude) * Self.degree * perMetre)
    }

    /// The corners that are needed so that the line is nowhere further than `within` from the true one (Douglas and
    /// Peucker, 1973).
    static func thinned(_ points: [Point], within: Double) -> [Point] {
        guard points.count > 2 else { return points }
        var keeps = [Bool](repeating: false, count: points.count)
        keeps[0] = true
        keeps[points.count - 1] = true
        var open = [(0, points.count - 1)]
        while let (first, last) = open.popLast() {
            guard last - first > 1 else { continue }
            var worst = (place: first, distance: within)
            for place in (first + 1)..<last {
                let away = distance(points[place], points[first], points[last])
                if away > worst.distance { worst = (place, away) }
            }
            guard worst.place != first else { continue }
            keeps[worst.place] = true
            open.append((first, worst.place))
            open.append((worst.place, last))
        }
        return zip(points, keeps).filter(\.1).map(\.0)
    }

    private static func distance(_ point: Point, _ start: Point, _ end: Point) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = dx * dx + dy * dy
        guard length > 0 else { return hypot(point.x - start.x, point.y - start.y) }
        let part = min(1, max(0, ((point.x - start.x) * dx + (point.y - start.y) * dy) / length))
        return hypot(point.x - start.x - part * dx, point.y - start.y - part * dy)
    }
}
