// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Where a device rests: all its fixes since an instant lie within a radius of one place.
struct Rest: Sendable {
    private(set) var position: Position
    /// When it arrived there, as far as can be told.
    private(set) var since: Int64
    /// The last fix there.
    private(set) var last: Int64
    private(set) var count = 1
    private var error: Double

    /// Metres within which nothing has moved.
    static let radius = 50.0
    /// Metres a second: how fast one comes near a place of rest, when there was no fix on the way.
    static let approach = 5.0

    init(_ point: Point) {
        position = point.position
        since = point.instant
        last = point.instant
        error = point.error
    }

    /// Takes a fix; whether it is elsewhere.
    mutating func move(to point: Point, from previous: Point?) -> Bool {
        let allowed = max(Self.radius, min(1.5 * (error + point.error), 200))
        if Earth.near(position, point.position) <= allowed {
            last = point.instant
            count += 1
            if count <= 16 { drift(to: point) }
            return false
        }
        self = Rest(point)
        // Long without a fix and not far: it arrived long ago.
        if let previous, previous.seconds(to: point) > 60 {
            let way = Int64(previous.metres(to: point) / Self.approach * 1_000_000)
            since = min(point.instant, previous.instant + way)
        }
        return true
    }

    /// The mean of the first fixes.
    private mutating func drift(to point: Point) {
        let part = 1 / Double(count)
        guard abs(point.position.longitude - position.longitude) < 1,
            let mean = Position(
                latitude: position.latitude + (point.position.latitude - position.latitude) * part,
                longitude: position.longitude + (point.position.longitude - position.longitude) * part)
        else { return }
        position = mean
        error = min(error, point.error)
    }

    /// How long it rested at its last fix, in microseconds.
    var duration: Int64 { last - since }
}
