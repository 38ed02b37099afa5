// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// What a person does on a day, before it is driven.
public struct DayScript: Sendable {
    /// A drive to be driven.
    public struct Journey: Sendable {
        /// The car's name, as its Bluetooth calls itself.
        public var car: String
        /// From where to where.
        public var from: TruePlace, to: TruePlace
        /// When to drive off. A journey that would begin before the one before it is over begins 40 minutes after that.
        public var departure: Date
        /// What the way is made of, and what happens on it.
        public var kind: RoadModel.Kind
        /// What makes recording it hard.
        public var hazards: [RoadModel.Hazard] = []
        /// Metres on foot to the car before, and from it after.
        public var walkBefore = 0.0, walkAfter = 0.0
        /// Whether the devices are in the car.
        public var isSeen = true
        /// From which part of the drive, 0 to 1, and for how many seconds the devices' batteries are empty.
        public var batteryEmpty: (from: Double, seconds: Double)?

        /// Makes a journey.
        public init(
            _ car: String, from: TruePlace, to: TruePlace, at departure: Date, _ kind: RoadModel.Kind = .city,
            hazards: [RoadModel.Hazard] = []
        ) {
            self.car = car
            self.from = from
            self.to = to
            self.departure = departure
            self.kind = kind
            self.hazards = hazards
        }
    }

    /// What the day is.
    public var name: String
    /// The country.
    public var roads: RoadModel
    /// The drives in order.
    public var journeys: [Journey]
    /// Whether the devices stay in the car between the drives, and go on reporting.
    public var devicesStay = false
    /// What the cars' odometers show at first, in metres; a car not named here shows 48,213,400.
    public var odometers: [String: Double] = [:]

    /// Makes a script.
    public init(_ name: String, roads: RoadModel, journeys: [Journey]) {
        self.name = name
        self.roads = roads
        self.journeys = journeys
    }
}
