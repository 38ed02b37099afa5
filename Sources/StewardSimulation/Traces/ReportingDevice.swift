// SPDX-License-Identifier: Apache-2.0

/// How a phone, or another thing that is carried, reports where it is.
public struct ReportingDevice: Sendable, Hashable {
    /// When a device says where it is.
    public enum Pace: Sendable, Hashable {
        /// Every so many seconds.
        case interval(Double)
        /// When it has moved so many metres.
        case distance(Double)
    }

    /// How wrong its fixes are.
    public struct Noise: Sendable, Hashable {
        /// What it says about how right it is.
        public enum Claim: Sendable, Hashable {
            /// About what is true.
            case honest
            /// Always about so many metres, be it true or not.
            case metres(Double)
        }

        /// Standard deviation in metres, per axis, under an open sky.
        public var metres: Double
        /// How long, in seconds, an error lasts; most of it drifts, the rest is new with every fix.
        public var lasting: Double
        /// How honest the reported accuracy is.
        public var claim: Claim
        /// How often a fix is more than a kilometre off.
        public var outliers: Double

        /// Makes a noise.
        public init(metres: Double = 4, lasting: Double = 60, claim: Claim = .honest, outliers: Double = 0) {
            self.metres = metres
            self.lasting = lasting
            self.claim = claim
            self.outliers = outliers
        }
        /// Fixes that are exactly where the device is, with an accuracy of one metre.
        public static let none = Noise(metres: 0, claim: .metres(1))
    }

    /// Its name, unique among the devices of a trace.
    public var name: String
    /// When it reports.
    public var pace: Pace
    /// How wrong it is.
    public var noise: Noise
    /// Whether it reports `connected` and `disconnected` when the engine starts and stops.
    public var hasBluetooth: Bool
    /// Seconds before a drive and after it in which it reports too. Whoever has Bluetooth needs none.
    public var lead: Double, tail: Double
    /// Seconds between reports while at rest between drives, `nil` for silence.
    public var resting: Double?
    /// Seconds after the engine's start until the first fix.
    public var firstFix: Double
    /// Whether speed and heading, and activity, are reported.
    public var reportsSpeed: Bool, reportsActivity: Bool
    /// Seconds that its clock is ahead.
    public var skew: Double

    /// Makes a device.
    public init(
        _ name: String, pace: Pace = .interval(15), noise: Noise = Noise(), hasBluetooth: Bool = true,
        lead: Double = 0, tail: Double = 0, resting: Double? = nil, firstFix: Double = 5, reportsSpeed: Bool = true,
        reportsActivity: Bool = true, skew: Double = 0
    ) {
        self.name = name
        self.pace = pace
        self.noise = noise
        self.hasBluetooth = hasBluetooth
        self.lead = lead
        self.tail = tail
        self.resting = resting
        self.firstFix = firstFix
        self.reportsSpeed = reportsSpeed
        self.reportsActivity = reportsActivity
        self.skew = skew
    }
}

extension ReportingDevice {
    /// A phone that knows its car: events by Bluetooth, a fix every 15 seconds.
    public static let phone = ReportingDevice("phone")
    /// A phone whose automation runs once a minute and tells nothing but where it is.
    public static let minutePhone = ReportingDevice(
        "minute-phone", pace: .interval(60), reportsSpeed: false, reportsActivity: false)
    /// A tracker without Bluetooth, as OwnTracks in move mode: fixes from before the drive until ten minutes after.
    public static let stream = ReportingDevice(
        "stream", pace: .interval(30), noise: Noise(metres: 6), hasBluetooth: false, lead: 120, tail: 600,
        resting: 1800, reportsActivity: false)
    /// A tracker that reports every 100 metres, as OsmAnd and Traccar Client do, and every 15 minutes at rest.
    public static let distanceFilter = ReportingDevice(
        "distance", pace: .distance(100), hasBluetooth: false, lead: 60, tail: 300, resting: 900)
    /// An old phone: 12 m off, says 5 m, a fix in 200 more than a kilometre away.
    public static let liar = ReportingDevice(
        "liar", noise: Noise(metres: 12, claim: .metres(5), outliers: 0.005))
    /// A phone whose clock is 90 seconds ahead.
    public static let fastClock = ReportingDevice("fast-clock", skew: 90)
    /// A phone whose clock is 90 seconds behind.
    public static let slowClock = ReportingDevice("slow-clock", skew: -90)
    /// A phone whose clock is an hour ahead.
    public static let wrongHour = ReportingDevice("wrong-hour", skew: 3600)
    /// A receiver without error, a fix every second: for telling an estimator's errors from a receiver's.
    public static let perfect = ReportingDevice("perfect", pace: .interval(1), noise: .none, firstFix: 0)

    /// All of the above.
    public static let all: [ReportingDevice] = [
        .phone, .minutePhone, .stream, .distanceFilter, .liar, .fastClock, .slowClock, .wrongHour, .perfect,
    ]
}
