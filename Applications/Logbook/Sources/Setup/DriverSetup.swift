// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardJobs
package import StewardLedger
import StewardStore

/// What the book of a driver says: places, rules, profile, each from the day on which it holds.
///
/// On a day, the last word that holds on it counts: who says today that a place was always elsewhere moves it for all
/// days, who says it from March on leaves February as it was. What was said later than an instant can be left out, so
/// that a month that was closed keeps the setup it was closed with.
package struct DriverSetup: Sendable, Hashable {
    /// Everything that was said, oldest first.
    package private(set) var words: [Word] = []

    /// One entry of the driver's book.
    package struct Word: Sendable, Hashable {
        /// The entry's number in the driver's book.
        package let entry: Int64
        /// When it was written, microseconds since 1970.
        package let instant: Int64
        /// The first day on which it holds; `nil` for all days.
        package let from: LocalDay?
        package let content: Content
    }

    package enum Content: Sendable, Hashable {
        case place(Place)
        case placeRemoved(String)
        case rules([UseRule])
        case profile(DriverProfile)
    }

    package init() {}

    /// Takes the next entry of the driver's book; other kinds are passed over.
    /// - Throws: `LogbookError` with `damaged` when it cannot be read.
    package mutating func apply(_ entry: Entry) throws(LogbookError) {
        let read = try damaged(entry) { () throws(LogbookError) in try Self.read(entry.kind, entry.payload) }
        guard let (from, content) = read else { return }
        add(content, from: from, entry: entry.sequence, instant: entry.time.microseconds)
    }

    package mutating func add(_ content: Content, from: LocalDay? = nil, entry: Int64, instant: Int64) {
        words.append(Word(entry: entry, instant: instant, from: from, content: content))
    }

    private static func read(_ kind: String, _ payload: JSON) throws(LogbookError) -> (LocalDay?, Content)? {
        switch kind {
        case LogbookEntry.place:
            let entry = try PlaceEntry(json: payload)
            return (entry.from, .place(entry.place))
        case LogbookEntry.placeRemoved:
            let removal = try PlaceRemoval(json: payload)
            return (removal.from, .placeRemoved(removal.name))
        case LogbookEntry.rules:
            let rules = try RulesEntry(json: payload)
            return (rules.from, .rules(rules.rules))
        case LogbookEntry.profile: return (nil, .profile(try DriverProfile(json: payload)))
        default: return nil
        }
    }

    /// What holds on a day.
    /// - Parameter knownAt: words that were said after this instant do not count.
    package func setup(on day: LocalDay, knownAt: Int64 = .max) -> DaySetup {
        var places: [String: Place] = [:]
        var found = DaySetup(first: nil, next: nil)
        for word in words where word.instant <= knownAt {
            if let from = word.from, from > day {
                found.next = min(found.next ?? from, from)
                continue
            }
            if let from = word.from { found.first = max(found.first ?? from, from) }
            switch word.content {
            case .place(let place): places[place.name] = place
            case .placeRemoved(let name): places[name] = nil
            case .rules(let rules): found.rules = rules
            case .profile(let profile): found.profile = profile
            }
        }
        found.places = places.values.sorted { $0.name < $1.name }
        return found
    }
}

/// A driver's setup as it is on some days.
package struct DaySetup: Sendable, Hashable {
    /// It is the same from this day on; `nil` for always.
    package fileprivate(set) var first: LocalDay?
    /// And until before this day; `nil` for ever.
    package fileprivate(set) var next: LocalDay?
    /// By name.
    package var places: [Place] = []
    /// `nil` while the driver made none: then the country's preset holds.
    package var rules: [UseRule]?
    package var profile = DriverProfile()

    package init(places: [Place] = [], rules: [UseRule]? = nil, profile: DriverProfile = DriverProfile()) {
        self.init(first: nil, next: nil)
        self.places = places
        self.rules = rules
        self.profile = profile
    }

    fileprivate init(first: LocalDay?, next: LocalDay?) {
        self.first = first
        self.next = next
    }

    /// Whether it is the setup of this day too.
    package func holds(on day: LocalDay) -> Bool {
        if let first, day < first { return false }
        if let next, day >= next { return false }
        return true
    }
}
