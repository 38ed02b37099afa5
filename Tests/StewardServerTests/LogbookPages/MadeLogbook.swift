// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardSimulation
import StewardStore
import Testing

@testable import StewardServer

/// A site with a driver whose phone and car reported an ordinary day: to the office, lunch, a customer, shopping, home.
struct MadeLogbook {
    let site: MadeSite
    /// The driver's browser.
    let driver: Browser
    let account: String
    let vehicle: String
    /// The day as it really was.
    let truth: [TrueTrip]

    var logbook: Logbook { site.installation.logbook }

    /// - Parameters:
    ///   - scenario: what was driven.
    ///   - country: whose rules the car follows.
    ///   - hasPlaces: whether the driver has named home, office and customer before.
    static func with(
        _ scenario: Scenario = .ordinaryDay, country: Vehicle.Country = .netherlands,
        hasPlaces: Bool = true,
        _ body: @Sendable (MadeLogbook) async throws -> Void
    ) async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            let account = try #require(try await site.access.people().first).id
            try await body(try await fill(site, browser, account, scenario, country, hasPlaces))
        }
    }

    private static func fill(
        _ site: MadeSite, _ browser: Browser, _ account: String, _ scenario: Scenario,
        _ country: Vehicle.Country,
        _ hasPlaces: Bool
    ) async throws -> MadeLogbook {
        let trace = scenario.trace(devices: [.phone], services: [.plug])
        let first = try #require(trace.reports.first).trueTime
        site.clock.advance(first.timeIntervalSince(site.installation.clock.now) - 3600)
        var vehicle = Vehicle(
            id: "", owner: account, name: "Blue one", country: country, zone: "Europe/Amsterdam")
        vehicle.plate = "XX-123-Y"
        vehicle.make = "Make"
        vehicle.type = "Type"
        let record = try await site.installation.logbook.addVehicle(
            vehicle, account: account, actor: "account:\(account)")
        if hasPlaces { try await name(trace.truth, site, account) }
        try await send(trace.reports, to: record.vehicle.id, site, account)
        return MadeLogbook(
            site: site, driver: browser, account: account, vehicle: record.vehicle.id, truth: trace.truth)
    }

    private static func name(_ truth: [TrueTrip], _ site: MadeSite, _ account: String) async throws {
        let roles: [String: Place.Role] = ["home": .home, "office": .work, "customer": .customer]
        var known: Set<String> = []
        for place in truth.flatMap({ [$0.from, $0.to] }) where known.insert(place.name).inserted {
            guard let role = roles[place.name] else { continue }
            let made = Place(name: place.name, center: place.position, role: role)
            try await site.installation.logbook.putPlace(PlaceEntry(made), account: account)
        }
    }

    /// Sends what devices reported, in pieces, with the clock going along.
    static func send(
        _ reports: [StewardSimulation.Report], to vehicle: String, _ site: MadeSite, _ account: String
    ) async throws {
        for start in stride(from: 0, to: reports.count, by: 40) {
            let piece = Array(reports[start..<min(start + 40, reports.count)])
            let last = piece.map(\.trueTime).max() ?? site.installation.clock.now
            site.clock.advance(max(0, last.timeIntervalSince(site.installation.clock.now) + 1))
            var received = Received()
            received.parts = [
                .init(vehicle: VehicleHint(id: vehicle), observations: piece.map(observation))
            ]
            _ = try await site.installation.logbook.record(
                received, form: "test", from: .account(account),
                arrival: site.installation.clock.now.microseconds)
        }
    }

    static func observation(_ report: StewardSimulation.Report) -> Observation {
        let fix = report.position.map {
            Fix(position: $0, accuracy: report.accuracy, speed: report.speed)
        }
        let fact: Observation.Fact
        switch report.kind {
        case .fix: fact = fix.map(Observation.Fact.fix) ?? .connected(nil)
        case .connected: fact = .connected(fix)
        case .disconnected: fact = .disconnected(fix)
        case .carStatus:
            fact = .car(
                CarReport(
                    odometer: report.odometer.flatMap { Distance(metres: $0) }, position: report.position,
                    activity: report.activity == .driving ? .driving : .parked,
                    fetched: report.fetchedTime.map(\.microseconds)))
        }
        return Observation(instant: report.time.microseconds, device: report.device, fact: fact)
    }

    /// The vehicle's account as of now.
    func view() async throws -> AccountView { try await logbook.view(of: vehicle, account: account) }
    func trips() async throws -> [Trip] { try await view().trips }

    /// Has somebody read an odometer that is 120 km further than the trips tell.
    func leaveGap() async throws {
        site.clock.advance(6 * 3600)
        let last = try #require(try await view().odometer.anchors.last).value
        let now = site.installation.clock.now.microseconds
        var received = Received()
        let report = CarReport(odometer: last + Distance(metres: Int64(120_000)))
        received.parts = [
            .init(
                vehicle: VehicleHint(id: vehicle),
                observations: [Observation(instant: now, device: "", fact: .car(report))])
        ]
        _ = try await logbook.record(received, form: "manual", from: .account(account), arrival: now + 1)
    }

    /// Sets out again, two hours later; the trip goes on.
    func depart() async throws {
        site.clock.advance(7_200)
        let begin = site.installation.clock.now.microseconds
        let start = try #require(truth.first?.from.position)
        let points = (0..<20).map { step -> Observation in
            let position = Position(latitude: start.latitude + Double(step) * 0.002, longitude: start.longitude)
            let fact: Observation.Fact =
                step == 0 ? .connected(nil) : position.map { .fix(Fix(position: $0)) } ?? .connected(nil)
            return Observation(instant: begin + Int64(step) * 15_000_000, device: "phone", fact: fact)
        }
        site.clock.advance(300)
        var received = Received()
        received.parts = [.init(vehicle: VehicleHint(id: vehicle), observations: points)]
        _ = try await logbook.record(
            received, form: "test", from: .account(account), arrival: site.installation.clock.now.microseconds)
    }

    /// Lets time pass.
    func wait(days: Double) { site.clock.advance(days * 86_400) }
}
