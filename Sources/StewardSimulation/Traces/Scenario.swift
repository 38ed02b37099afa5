// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A day with a difficulty, under the difficulty's name.
public enum Scenario: String, Sendable, Hashable, CaseIterable {
    /// Two drives through streets with lights and corners.
    case city
    /// To a town 40 km away over a motorway, and back.
    case motorway
    /// A motorway with a tunnel of two and a half minutes.
    case tunnel
    /// Over a river by ferry: the car moves, its odometer does not.
    case ferry
    /// Three kilometres of jam, once standing for 19 minutes.
    case trafficJam = "traffic jam"
    /// Round by a place nine kilometres beside the way, there and not back.
    case detour
    /// Into a parking garage, and out of it hours later.
    case parkingGarage = "parking garage"
    /// Four minutes at a counter without leaving the car.
    case driveThrough = "drive-through"
    /// Six minutes of filling up with the engine off.
    case petrolStop = "petrol stop"
    /// Three children let out one after the other.
    case schoolRun = "school run"
    /// From 23:40 until after midnight.
    case midnight
    /// Across the hour that does not exist: 2026-03-29 in Amsterdam.
    case springClockChange = "spring clock change"
    /// Across the hour that comes twice: 2026-10-25 in Amsterdam. It ends earlier by the clock than it began.
    case autumnClockChange = "autumn clock change"
    /// One person, two cars, one day.
    case twoCars = "two cars"
    /// The battery is empty from the middle of a drive until hours after it.
    case phoneDead = "phone dead"
    /// The battery is empty for eight minutes within a drive.
    case phoneRevived = "phone revived"
    /// On foot to the car, and from it, with the tracker on.
    case walking
    /// The phone lies in the standing car for three hours, and reports.
    case phoneLeftInCar = "phone left in car"
    /// Somebody else drives the car twice between one's own drives.
    case unseenDrives = "unseen drives"
    /// An office day with lunch, a customer and shopping: six drives.
    case ordinaryDay = "ordinary day"
}

extension Scenario {
    /// What happens, to be driven by ``Trace/init(_:devices:services:seed:)``.
    /// - Parameter seed: which roads there are.
    public func script(seed: UInt64 = 1) -> DayScript {
        var script = DayScript(rawValue, roads: RoadModel(seed: seed), journeys: [])
        script.journeys = journeys(in: InventedCountry(script.roads))
        script.devicesStay = self == .phoneLeftInCar
        return script
    }

    /// The reports of devices and cars on this day, and the truth; roads and errors come from the seed.
    public func trace(
        devices: [ReportingDevice] = [.phone], services: [CarService] = [], seed: UInt64 = 1
    ) -> Trace {
        Trace(script(seed: seed), devices: devices, services: services, seed: seed)
    }
}

/// The places of the scenarios. None of them exists.
struct InventedCountry {
    let home, office, customer, town, station, school, shop, garage, village, sports: TruePlace

    init(_ roads: RoadModel) {
        home = roads.place("home", east: -3.12, north: 1.84)
        office = roads.place("office", east: 3.46, north: -2.27)
        customer = roads.place("customer", east: 27.3, north: 29.6)
        town = roads.place("town", east: -22.4, north: -17.9)
        station = roads.place("station", east: 0.31, north: -0.52)
        school = roads.place("school", east: -1.27, north: 3.06)
        shop = roads.place("shop", east: -4.35, north: 0.42)
        garage = roads.place("garage", east: 0.93, north: 0.71, isGarage: true)
        village = roads.place("village", east: 11.8, north: -8.6)
        sports = roads.place("sports", east: -6.2, north: 4.9)
    }
}
