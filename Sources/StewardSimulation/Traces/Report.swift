// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// One thing that one device said. What it did not say is `nil`.
public struct Report: Sendable, Hashable {
    /// What is reported.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Where the device is.
        case fix
        /// The device joined a car by Bluetooth or cable.
        case connected
        /// The device lost the car.
        case disconnected
        /// What the car itself says, through its maker's service or a plug.
        case carStatus
    }

    /// What a device takes its owner to be doing, or a car itself.
    public enum Activity: String, Sendable, Hashable, CaseIterable {
        /// At rest.
        case still
        /// On foot.
        case walking
        /// In a car, moving or not.
        case driving
        /// Of a car: it stands and its engine is off.
        case parked
    }

    /// The device's name, such as `phone`.
    public let device: String
    /// Counts the device's reports from 0; with the device's name it tells every report from every other.
    public internal(set) var sequence: Int
    /// What is reported.
    public let kind: Kind
    /// When, by the device's own clock, in whole milliseconds. A car's status: when the car measured it.
    public let time: Date
    /// When it really was. No device sends this.
    public let trueTime: Date
    /// A car's status: when it could be read first. Else `nil`.
    public var fetchedTime: Date?
    /// The car's name: of a status always, of `connected` and `disconnected` always, of a fix never.
    public var car: String?
    /// Where; of a fix always, of `connected` and `disconnected` always, of a car's status when the car tells.
    public var position: Position?
    /// The radius in metres that the device says it is right within, two times of three.
    public var accuracy: Double?
    /// Metres per second.
    public var speed: Double?
    /// Degrees clockwise from north, 0 to 360.
    public var heading: Double?
    /// What the device takes its owner to be doing.
    public var activity: Activity?
    /// The device's battery, 0 to 1.
    public var battery: Double?
    /// What the odometer shows, in metres.
    public var odometer: Double?

    /// Makes a report of which only the head is known.
    public init(device: String, sequence: Int, kind: Kind, time: Date, trueTime: Date) {
        self.device = device
        self.sequence = sequence
        self.kind = kind
        self.time = time
        self.trueTime = trueTime
    }
}
