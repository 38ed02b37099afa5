// SPDX-License-Identifier: Apache-2.0

/// The way between home and work that a trip belongs to: alone, or with the trips before and after it when only short
/// stops lie between.
struct CommuteChain {
    /// Home, the stops that have names, and work; or the other way round.
    let text: String

    /// The most trips that one way to work is made of.
    static let mostTrips = 8

    /// - Parameter stop: the longest stop in minutes.
    init?(_ surroundings: Classifier.Surroundings, stop: Int) {
        let (trips, place) = (surroundings.trips, surroundings.place)
        let longest = Int64(stop) * 60_000_000
        func isStop(_ before: Int, _ after: Int) -> Bool {
            guard trips.indices.contains(before), trips.indices.contains(after) else { return false }
            return trips[after].start - trips[before].end <= longest && Self.isPassed(trips[before].to)
                && Self.isPassed(trips[after].from)
        }
        var (first, last) = (place, place)
        while Self.isPassed(trips[first].from), isStop(first - 1, first), last - first < Self.mostTrips { first -= 1 }
        while Self.isPassed(trips[last].to), isStop(last, last + 1), last - first < Self.mostTrips { last += 1 }
        guard let start = trips[first].from, let end = trips[last].to,
            [[.home, .work], [.work, .home]].contains([start.role, end.role])
        else { return nil }
        let stops = trips[first..<last].map { $0.to?.name ?? "…" }
        text = ([start.name] + stops + [end.name]).joined(separator: " → ")
    }

    /// Whether a commute may go by there: home and work are its ends, and with a customer on the way it is none.
    private static func isPassed(_ place: Place?) -> Bool {
        guard let place else { return true }
        return place.role == .other
    }
}
