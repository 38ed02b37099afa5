// SPDX-License-Identifier: Apache-2.0

/// How a car's maker, or a plug in the car, tells what the car says.
public struct CarService: Sendable, Hashable {
    /// The name of the reporting device; the car's name is added.
    public var name: String
    /// What the odometer's last digit stands for, in metres: 100 or 1000. It shows what is full, like a real one.
    public var resolution: Double
    /// What the odometer counts for a true metre; tyres and makers make it a percent more or less.
    public var scale: Double
    /// Seconds between two statuses on the way. One comes at every start and end, and one 30 minutes after.
    public var interval: Double
    /// Seconds from measuring to being readable, from and to.
    public var delay: ClosedRange<Double>
    /// How often a status lacks the odometer.
    public var missing: Double
    /// Whether one status in the middle of the trace shows an odometer 5 km too low.
    public var decreasesOnce: Bool
    /// Whether the car tells where it is.
    public var reportsPosition: Bool

    /// Makes a service.
    public init(
        _ name: String = "car", resolution: Double = 1000, scale: Double = 1, interval: Double = 300,
        delay: ClosedRange<Double> = 5...60, missing: Double = 0, decreasesOnce: Bool = false,
        reportsPosition: Bool = false
    ) {
        self.name = name
        self.resolution = resolution
        self.scale = scale
        self.interval = interval
        self.delay = delay
        self.missing = missing
        self.decreasesOnce = decreasesOnce
        self.reportsPosition = reportsPosition
    }

    /// Whole kilometres every five minutes, readable within a minute.
    public static let plain = CarService()
    /// A plug in the car: tenths of a kilometre every 30 seconds, at once, with the place.
    public static let plug = CarService(
        "plug", resolution: 100, interval: 30, delay: 0...1, reportsPosition: true)
    /// A maker's portal: every 15 minutes, hours late, a third without odometer.
    public static let late = CarService("portal", interval: 900, delay: 1800...10_800, missing: 0.33)
    /// A service that once tells a lower odometer than before.
    public static let glitching = CarService("glitch", resolution: 100, decreasesOnce: true)

    /// All of the above.
    public static let all: [CarService] = [.plain, .plug, .late, .glitching]
}
