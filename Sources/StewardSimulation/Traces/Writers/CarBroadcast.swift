// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// How a program beside a car tells an MQTT broker what the car says.
///
/// The forms are written from the programs' documentation as of 2026-11. Neither tells when the car measured anything:
/// a message is as old as the time at which it is read.
public enum CarBroadcast: String, Sendable, Hashable, CaseIterable {
    /// TeslaMate ("MQTT integration"): a topic for each value under `teslamate/cars/1`, odometer in kilometres.
    case teslaMate = "teslamate"
    /// evcc ("MQTT API"): a topic for each value under `evcc/loadpoints/1`, odometer in kilometres, while a car is
    /// plugged in; here, while it is parked.
    case evcc

    /// A message to a broker. Both programs have theirs retained.
    public struct Message: Sendable, Hashable {
        /// Where it is published.
        public let topic: String
        /// The value as text.
        public let payload: String
    }

    /// The messages that a report gives, in order; none for what is no car's status.
    public func messages(_ report: Report) -> [Message] {
        guard report.kind == .carStatus else { return [] }
        return switch self {
        case .teslaMate: Self.teslaMate(report)
        case .evcc: Self.evcc(report)
        }
    }

    private static func teslaMate(_ report: Report) -> [Message] {
        var values: [(String, String?)] = [
            ("display_name", report.car), ("state", report.activity == .driving ? "driving" : "online"),
            ("since", CivilTime.text(report.time, fraction: false)),
            ("shift_state", report.activity == .driving ? "D" : "P"),
        ]
        if let position = report.position {
            values += [("latitude", "\(position.latitude)"), ("longitude", "\(position.longitude)")]
        }
        values.append(("odometer", report.odometer.map { "\($0 / 1000)" }))
        return values.compactMap { key, value in
            value.map { Message(topic: "teslamate/cars/1/" + key, payload: $0) }
        }
    }

    private static func evcc(_ report: Report) -> [Message] {
        let isPlugged = report.activity == .parked
        var values: [(String, String?)] = [("connected", isPlugged ? "true" : "false")]
        if isPlugged {
            values += [
                ("vehicleName", report.car), ("vehicleOdometer", report.odometer.map { "\($0 / 1000)" }),
                ("charging", "false"), ("chargePower", "0"),
            ]
        }
        return values.compactMap { key, value in
            value.map { Message(topic: "evcc/loadpoints/1/" + key, payload: $0) }
        }
    }
}
