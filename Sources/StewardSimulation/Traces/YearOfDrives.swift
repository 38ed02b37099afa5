// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A year of one car, day by day, with as many drives as wanted.
///
/// Days are made when they are asked for and not kept, so a year takes little more memory than a day. With the values
/// given here it has 2,000 drives and about half a million fixes.
public struct YearOfDrives: Sequence, Sendable {
    /// The year.
    public let year: Int
    /// How many drives, spread evenly.
    public let drives: Int
    /// What reports them.
    public let devices: [ReportingDevice], services: [CarService]
    /// What everything comes from.
    public let seed: UInt64

    /// Makes a year; `drives` from 0 to 5,000, as more do not fit into days.
    public init(
        _ year: Int = 2026, drives: Int = 2000,
        devices: [ReportingDevice] = [ReportingDevice("phone", pace: .interval(5))], services: [CarService] = [.plain],
        seed: UInt64 = 1
    ) {
        precondition((0...5000).contains(drives), "a year has room for 5,000 drives")
        self.year = year
        self.drives = drives
        self.devices = devices
        self.services = services
        self.seed = seed
    }

    /// One trace a day; a day without drives is left out.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Makes the days one after the other.
    public struct Iterator: IteratorProtocol {
        private let year: YearOfDrives
        private let roads: RoadModel
        private let places: [TruePlace]
        private let firstDay: Int
        private let days: Int
        private var day = 0
        private var here = 0
        private var odometers: [String: Double] = [:]
        private var sequences: [String: Int] = [:]
        private var random: TraceRandom

        init(_ year: YearOfDrives) {
            self.year = year
            roads = RoadModel(seed: year.seed)
            firstDay = CivilTime.days(year.year, 1, 1)
            days = CivilTime.days(year.year + 1, 1, 1) - firstDay
            random = TraceRandom(seed: year.seed, purpose: "year")
            let land = InventedCountry(roads)
            places = [
                land.home, land.office, land.shop, land.school, land.station, land.garage, land.sports, land.village,
                land.town, land.customer,
            ]
        }

        /// The next day, `nil` after the year's last.
        public mutating func next() -> Trace? {
            while day < days {
                let count = (day + 1) * year.drives / days - day * year.drives / days
                let today = day
                day += 1
                if count > 0 { return drive(count, on: today) }
            }
            return nil
        }

        private mutating func drive(_ count: Int, on today: Int) -> Trace {
            let date = CivilTime.date(ofDay: firstDay + today)
            let name = "\(date.year)-\(date.month)-\(date.day)"
            var script = DayScript(name, roads: roads, journeys: [])
            // The gap is what a drive and a stay last; a drive that would come too early is put off anyway.
            let gap = Swift.min(150, 960 / Double(count))
            for index in 0..<count {
                let to = destination(isLast: index + 1 == count)
                let minute = Int(390 + gap * Double(index) + random.uniform(0...20))
                let kind = kind(from: places[here], to: places[to])
                let departure = CivilTime.amsterdam(date.year, date.month, date.day, 0, minute)
                script.journeys.append(
                    DayScript.Journey("Blue", from: places[here], to: places[to], at: departure, kind))
                here = to
            }
            return Trace(
                script, devices: year.devices, services: year.services, seed: year.seed, odometers: &odometers,
                sequences: &sequences)
        }

        /// Home in the evening if one is not there; else anywhere, near places more often.
        private mutating func destination(isLast: Bool) -> Int {
            if isLast, here != 0 { return 0 }
            let near = random.chance(0.7)
            let pick = near ? random.index(below: 7) : 7 + random.index(below: 3)
            return pick == here ? (here + 1) % places.count : pick
        }

        private func kind(from: TruePlace, to: TruePlace) -> RoadModel.Kind {
            let kilometres = (roads.plane.point(from.position) - roads.plane.point(to.position)).length / 1000
            return kilometres < 9 ? .city : kilometres < 18 ? .regional : .motorway
        }
    }
}
