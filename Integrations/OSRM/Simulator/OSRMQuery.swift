// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardSimulation

/// What the engine refuses, with status 400: a code and a sentence.
struct OSRMRefusal: Error {
    let code: String
    let message: String

    init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    static func malformed(_ what: String) -> Self { Self("InvalidQuery", "Query string malformed close to \(what)") }
}

/// A request of any of the services, taken apart.
struct OSRMQuery {
    let coordinates: [Position]
    private let options: [String: String]

    /// Options of every service.
    private static let general = ["generate_hints", "radiuses"]
    /// Options that the real engine has and the simulator does not: refused, so that nobody relies on them here.
    private static let notSimulated = [
        "alternatives", "annotations", "approaches", "bearings", "exclude", "hints", "skip_waypoints", "snapping",
        "steps", "waypoints",
    ]

    /// Reads a request whose service takes these options besides the general ones.
    init(_ request: SimulatedRequest, _ known: [String]) throws(OSRMRefusal) {
        options = request.query
        let text = request.parameters["coordinates"] ?? ""
        let plain = text.hasSuffix(".json") ? String(text.dropLast(5)) : text
        if plain.hasPrefix("polyline") {
            throw OSRMRefusal("NotImplemented", "The simulator takes coordinates as numbers only.")
        }
        var coordinates: [Position] = []
        for pair in plain.split(separator: ";", omittingEmptySubsequences: false) {
            let numbers = pair.split(separator: ",", omittingEmptySubsequences: false).map { Self.number($0) }
            guard numbers.count == 2, let longitude = numbers[0], let latitude = numbers[1] else {
                throw .malformed("“\(pair)”")
            }
            guard let place = Position(latitude: latitude, longitude: longitude) else {
                throw OSRMRefusal("InvalidValue", "Invalid coordinate value.")
            }
            coordinates.append(place)
        }
        self.coordinates = coordinates
        for name in options.keys.sorted() where !known.contains(name) && !Self.general.contains(name) {
            guard Self.notSimulated.contains(name) else { throw .malformed("“\(name)”") }
            throw OSRMRefusal("NotImplemented", "The simulator has no option \(name).")
        }
    }

    /// Digits with a sign and a point; no exponent.
    private static func number(_ text: Substring) -> Double? {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
        return isPlain && !text.isEmpty ? Double(text) : nil
    }

    /// Fails for fewer than two coordinates.
    func expectTwo() throws(OSRMRefusal) {
        guard coordinates.count >= 2 else {
            throw OSRMRefusal("InvalidOptions", "Number of coordinates needs to be at least two.")
        }
    }

    /// One of several words; the first is the default.
    func word(_ name: String, _ words: [String]) throws(OSRMRefusal) -> String {
        guard let text = options[name] else { return words[0] }
        guard words.contains(text) else { throw .malformed("“\(name)=\(text)”") }
        return text
    }

    /// A whole number from 0 on.
    func count(_ name: String, default value: Int) throws(OSRMRefusal) -> Int {
        guard let text = options[name] else { return value }
        guard let count = Int(text), count >= 0 else { throw .malformed("“\(name)=\(text)”") }
        return count
    }

    /// How far from each coordinate a road may be, in metres; `nil` where it is not limited.
    func radiuses() throws(OSRMRefusal) -> [Double?] {
        guard let texts = try list("radiuses") else { return coordinates.map { _ in nil } }
        var radiuses: [Double?] = []
        for text in texts {
            if text.isEmpty || text == "unlimited" || text.hasPrefix("-") {
                radiuses.append(nil)
            } else {
                guard let radius = Self.number(text) else { throw .malformed("“radiuses=\(text)”") }
                radiuses.append(radius)
            }
        }
        return radiuses
    }

    /// When each coordinate was measured, in seconds; `nil` without the option.
    func timestamps() throws(OSRMRefusal) -> [Int]? {
        guard let texts = try list("timestamps") else { return nil }
        var seconds: [Int] = []
        for text in texts {
            guard let second = Int(text), second >= 0 else { throw .malformed("“timestamps=\(text)”") }
            guard second >= seconds.last ?? 0 else {
                throw OSRMRefusal("InvalidValue", "Timestamps need to be monotonically increasing.")
            }
            seconds.append(second)
        }
        return seconds
    }

    /// A list with one element for each coordinate.
    private func list(_ name: String) throws(OSRMRefusal) -> [Substring]? {
        guard let text = options[name] else { return nil }
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == coordinates.count else {
            throw OSRMRefusal(
                "InvalidOptions",
                "Number of elements in \(name) size \(parts.count) does not match coordinate size \(coordinates.count)")
        }
        return parts
    }
}
