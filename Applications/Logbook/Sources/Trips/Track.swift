// SPDX-License-Identifier: Apache-2.0

/// What is known of one device.
struct Track: Sendable {
    let name: String
    var filter = FixFilter()
    private(set) var last: Point?
    private(set) var rest: Rest?
    /// Seconds between its fixes, and metres they are off, as a rule.
    private(set) var interval = 0.0
    private(set) var error = 0.0
    private(set) var count = 0
    var departure: Departure?
    /// What it reported since the device that leads last moved, while another leads.
    var waiting: [(point: Point, isJump: Bool)] = []
    /// Whether it was where the leading device was; above 0 it was.
    var agreement = 0
    var isConnected = false
    /// Whether it ever told that it joined or left the car: then it is no proof of a drive when it did not.
    var knowsCar = false
    var lastEvent = Int64.min / 2

    /// Points that wait at most.
    static let mostWaiting = 256

    init(name: String) { self.name = name }

    /// Takes an accepted fix.
    mutating func settle(_ point: Point) {
        if let last {
            let seconds = min(last.seconds(to: point), 600)
            interval = count < 2 ? seconds : interval * 0.8 + seconds * 0.2
            error = error * 0.8 + point.error * 0.2
        } else {
            error = point.error
        }
        if rest == nil { rest = Rest(point) } else { _ = rest?.move(to: point, from: last) }
        count += 1
        last = point
    }

    mutating func wait(_ point: Point, isJump: Bool) {
        if waiting.count >= Self.mostWaiting { waiting.removeFirst(Self.mostWaiting / 2) }
        waiting.append((point, isJump))
    }

    /// Whether it reports clearly more, or clearly better, than another.
    func isBetter(than other: Track) -> Bool {
        guard count >= 4, other.count >= 4 else { return false }
        if interval * 2 < other.interval, error < other.error * 2 { return true }
        return error * 2 < other.error && interval < other.interval * 1.5
    }
}
