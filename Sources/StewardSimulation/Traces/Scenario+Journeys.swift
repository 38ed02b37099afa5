// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

extension Scenario {
    /// A Tuesday in winter time, at a time in Amsterdam.
    private static func day(_ hour: Int, _ minute: Int = 0) -> Date {
        CivilTime.amsterdam(2026, 2, 10, hour, minute)
    }

    func journeys(in land: InventedCountry) -> [DayScript.Journey] {
        switch self {
        case .city, .motorway, .tunnel, .ferry, .trafficJam, .detour, .parkingGarage: there(land)
        case .driveThrough, .petrolStop, .schoolRun: withStops(land)
        case .midnight, .springClockChange, .autumnClockChange: night(land)
        default: devices(land)
        }
    }

    private func there(_ land: InventedCountry) -> [DayScript.Journey] {
        let (to, kind, hazards): (TruePlace, RoadModel.Kind, [RoadModel.Hazard]) =
            switch self {
            case .motorway: (land.customer, .motorway, [])
            case .tunnel: (land.town, .motorway, [.tunnel(seconds: 150)])
            case .ferry: (land.village, .regional, [.ferry(metres: 900)])
            case .trafficJam: (land.town, .motorway, [.jam(metres: 3000, longest: 1140)])
            case .detour: (land.village, .regional, [.detour(metres: 9000)])
            case .parkingGarage: (land.garage, .city, [])
            default: (land.office, .city, [])
            }
        return [
            DayScript.Journey("Blue", from: land.home, to: to, at: Self.day(7, 40), kind, hazards: hazards),
            DayScript.Journey(
                "Blue", from: to, to: land.home, at: Self.day(16, 50), kind, hazards: self == .detour ? [] : hazards),
        ]
    }

    private func withStops(_ land: InventedCountry) -> [DayScript.Journey] {
        let (to, kind, hazards): (TruePlace, RoadModel.Kind, [RoadModel.Hazard]) =
            switch self {
            case .driveThrough: (land.office, .city, [.stop(.driveThrough, seconds: 240, at: 0.6)])
            case .petrolStop: (land.village, .regional, [.stop(.petrol, seconds: 360, at: 0.4)])
            default:
                (
                    land.office, .city,
                    [0.3, 0.45, 0.7].map { .stop(.school, seconds: 60 + 100 * $0, at: $0) }
                )
            }
        return [
            DayScript.Journey("Blue", from: land.home, to: to, at: Self.day(8, 5), kind, hazards: hazards),
            DayScript.Journey("Blue", from: to, to: land.home, at: Self.day(17, 20), kind),
        ]
    }

    private func night(_ land: InventedCountry) -> [DayScript.Journey] {
        let departure =
            switch self {
            case .springClockChange: CivilTime.utc(2026, 3, 29, 0, 40)
            case .autumnClockChange: CivilTime.utc(2026, 10, 25, 0, 40)
            default: Self.day(23, 40)
            }
        return [DayScript.Journey("Blue", from: land.customer, to: land.home, at: departure, .motorway)]
    }

    private func devices(_ land: InventedCountry) -> [DayScript.Journey] {
        var out = DayScript.Journey("Blue", from: land.home, to: land.office, at: Self.day(8, 10))
        var back = DayScript.Journey("Blue", from: land.office, to: land.home, at: Self.day(17, 5))
        switch self {
        case .phoneDead, .phoneRevived:
            out.kind = .motorway
            out.to = land.customer
            back.kind = .motorway
            back.from = land.customer
            out.batteryEmpty = self == .phoneDead ? (0.45, 4 * 3600) : (0.4, 480)
            return [out, back]
        case .walking:
            out.walkBefore = 350
            out.walkAfter = 500
            back.walkBefore = 500
            back.walkAfter = 350
            return [out, back]
        case .phoneLeftInCar:
            back.departure = Self.day(11, 40)
            return [out, back]
        case .unseenDrives:
            var lent = DayScript.Journey("Blue", from: land.office, to: land.shop, at: Self.day(11))
            var returned = DayScript.Journey("Blue", from: land.shop, to: land.office, at: Self.day(13))
            lent.isSeen = false
            returned.isSeen = false
            return [out, lent, returned, back]
        case .twoCars: return [out, back] + Self.secondCar(land)
        default: return Self.ordinary(land)
        }
    }

    private static func secondCar(_ land: InventedCountry) -> [DayScript.Journey] {
        [
            DayScript.Journey("Red", from: land.home, to: land.sports, at: day(19)),
            DayScript.Journey("Red", from: land.sports, to: land.home, at: day(21, 10)),
        ]
    }

    private static func ordinary(_ land: InventedCountry) -> [DayScript.Journey] {
        [
            DayScript.Journey("Blue", from: land.home, to: land.school, at: day(8)),
            DayScript.Journey("Blue", from: land.school, to: land.office, at: day(9)),
            DayScript.Journey("Blue", from: land.office, to: land.customer, at: day(10, 30), .motorway),
            DayScript.Journey("Blue", from: land.customer, to: land.office, at: day(14), .motorway),
            DayScript.Journey("Blue", from: land.office, to: land.shop, at: day(17, 10)),
            DayScript.Journey("Blue", from: land.shop, to: land.home, at: day(18, 30)),
        ]
    }
}
