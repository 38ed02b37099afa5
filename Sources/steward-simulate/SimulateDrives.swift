// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardSimulation

/// `steward-simulate drives`: what the phone and the car of an invented person report on some days.
struct SimulateDrives: AsyncParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// One object: `places`, and `days` with `points` as phones post them and `readings` as cars do.
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "drives", abstract: "Print what a phone and a car report on some days, and end.")

    @Option(help: "How many days, 1 to 366.")
    var days = 7

    @Option(help: "The last day, as 2026-11-22.")
    var ending: String

    @Option(help: "The form of the reports.")
    var form = Form.json

    @Option(help: "Whose errors of measuring they are.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("There are 1 to 366 days.") }
        guard last != nil else { throw ValidationError("“\(ending)” is no day; write it as 2026-11-22.") }
    }

    func run() async throws {
        guard let last else { return }
        let life = CommuterDays(seed: seed)
        var days: [JSON] = []
        var odometer = 48_213_400.0
        for back in (0..<self.days).reversed() {
            let day = last.addingTimeInterval(Double(-back) * 86_400)
            guard let trace = life.trace(of: day, number: self.days - 1 - back, odometer: &odometer) else { continue }
            days.append(Self.json(trace))
        }
        let places = life.places.map { place -> JSON in
            [
                "name": .string(place.name), "lat": .number(place.position.latitude),
                "lng": .number(place.position.longitude),
            ]
        }
        let all: JSON = ["places": .array(places), "days": .array(days)]
        FileHandle.standardOutput.write(Data(try all.canonicalBytes()) + Data("\n".utf8))
    }

    /// Noon of the last day in UTC.
    private var last: Date? {
        let parts = ending.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return CivilTime.utc(year, month, day, 12)
    }

    private static func json(_ trace: Trace) -> JSON {
        var points: [JSON] = []
        var readings: [JSON] = []
        for report in trace.reports {
            if report.kind == .carStatus {
                guard let odometer = report.odometer else { continue }
                readings.append([
                    "measured_at": .string(text(report.time)), "odometer": .number(odometer / 1000), "unit": "km",
                    "state": report.activity == .driving ? "driving" : "parked",
                ])
            } else if let position = report.position {
                points.append(point(report, position))
            }
        }
        return ["points": .array(points), "readings": .array(readings)]
    }

    private static func point(_ report: Report, _ position: Position) -> JSON {
        var members: [JSON.Member] = [
            .init("lat", .number(position.latitude)), .init("lng", .number(position.longitude)),
            .init("timestamp", .string(text(report.time))),
        ]
        if let accuracy = report.accuracy { members.append(.init("accuracy", .number(accuracy))) }
        if let speed = report.speed { members.append(.init("speed", .number(speed))) }
        switch report.kind {
        case .connected: members.append(.init("event", "start"))
        case .disconnected: members.append(.init("event", "end"))
        default: break
        }
        return .object(members)
    }

    private static func text(_ time: Date) -> String {
        time.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }
}

/// The days of somebody who drives to an office, to a customer now and then, and on Saturdays elsewhere.
struct CommuterDays {
    let places: [TruePlace]
    private let roads: RoadModel
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        roads = RoadModel(seed: seed)
        places = [
            roads.place("home", east: -3.12, north: 1.84), roads.place("office", east: 3.46, north: -2.27),
            roads.place("customer", east: 13.3, north: 9.6), roads.place("garden centre", east: -4.35, north: 0.42),
        ]
    }

    /// What is reported on a day; `nil` when nobody drives.
    /// - Parameter number: which of the days it is, from 0. Before the tenth somebody else drove, and told nobody.
    func trace(of day: Date, number: Int, odometer: inout Double) -> Trace? {
        if number % 10 == 9 { odometer += 37_000 }
        let noon = Int(day.timeIntervalSince1970) / 86_400
        // The first of January 1970 was a Thursday; 0 is Monday here.
        let weekday = (noon + 3) % 7
        let date = Date(timeIntervalSince1970: Double(noon) * 86_400)
        func at(_ hour: Int, _ minute: Int) -> Date {
            let local = date.addingTimeInterval(Double(hour * 3600 + minute * 60 + number % 7 * 60))
            return local.addingTimeInterval(-Double(CivilTime.amsterdamOffset(at: local)))
        }
        var script = DayScript("day \(number)", roads: roads, journeys: [])
        script.odometers = ["Blue": odometer]
        func drive(_ from: Int, _ to: Int, _ start: Date, _ kind: RoadModel.Kind = .city) {
            script.journeys.append(.init("Blue", from: places[from], to: places[to], at: start, kind))
        }
        switch weekday {
        case 0, 2, 4:
            drive(0, 1, at(8, 5))
            drive(1, 0, at(17, 20))
        case 1, 3:
            drive(0, 1, at(8, 5))
            drive(1, 2, at(13, 10), .regional)
            drive(2, 0, at(16, 25), .regional)
        case 5:
            drive(0, 3, at(10, 40))
            drive(3, 0, at(11, 35))
        default: return nil
        }
        let trace = Trace(
            script, devices: [ReportingDevice("phone", pace: .interval(30))],
            services: [CarService(interval: 3600)], seed: seed &+ UInt64(number))
        odometer = trace.truth.last?.odometerAfter ?? odometer
        return trace
    }
}
