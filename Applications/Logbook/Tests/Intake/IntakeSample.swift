// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

/// What the tests of intake share.
enum IntakeSample {
    /// 2026-11-22T10:00:00Z.
    static let arrival: Int64 = 1_795_341_600_000_000
    static let second: Int64 = 1_000_000
    static let receipt = Receipt(arrival: arrival, device: "3f9k2")
    static let utrecht = Position(latitude: 52.0907374, longitude: 5.1214201)

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// The sentence of the error that a reading throws; empty when it throws none.
    static func sentence(_ read: () throws -> Received) -> String {
        do {
            _ = try read()
            return ""
        } catch {
            return (error as? LogbookError)?.description ?? "another error: \(error)"
        }
    }
}

extension Observation {
    /// The fix of whatever kind of observation; `nil` when there is none.
    var anyFix: Fix? {
        switch fact {
        case .fix(let fix): fix
        case .connected(let fix), .disconnected(let fix): fix
        default: nil
        }
    }
    var carReport: CarReport? {
        if case .car(let report) = fact { report } else { nil }
    }
}
