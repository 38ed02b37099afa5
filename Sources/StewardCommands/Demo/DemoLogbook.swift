// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardProcess
import StewardServer
import StewardStore
import Tally

/// The demonstration's logbook: five weeks of an invented driver with one car, as a phone and the car told it, and what
/// the driver did about it. Nobody knows the driver's password; “steward access link demo-driver” gives a way in.
struct DemoLogbook {
    static let driver = "demo-driver"
    private static let days = 35

    let installation: Installation

    /// Nothing is connected that could measure its trips.
    private var logbook: Logbook { installation.logbook.withoutServices }

    /// Fills the logbook, unless there is one already.
    func fill(_ printer: Printer) async throws {
        let access = Access(installation: installation)
        guard try await !access.people().contains(where: { $0.name == Self.driver }) else { return }
        printer.note("Making the demonstration: a logbook …")
        let drives = try await drives()
        let account = try await person()
        let vehicle = try await car(account)
        try await name(drives["places"]?.array ?? [], account)
        let token = try await logbook.makeToken(account: account, vehicle: vehicle, name: "Phone").token
        for day in drives["days"]?.array ?? [] { try await record(day, token) }
        try await decide(vehicle, account)
    }

    /// What the phone and the car reported until yesterday.
    private func drives() async throws -> JSON {
        let yesterday = installation.clock.now.addingTimeInterval(-86_400)
        let ending = String(yesterday.formatted(.iso8601).prefix(10))
        let program = Program(
            try SimulatorProcess.path(), ["drives", "--days", "\(Self.days)", "--ending", ending, "--form", "json"])
        let result = try await program.run(limits: .init(time: .seconds(60), output: 64 << 20)).checked()
        return try JSON(parsing: result.output)
    }

    private func person() async throws -> String {
        // A random password of 256 bits needs no costly hash.
        let access = Access(
            installation: installation, cost: PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1))
        let caller = Caller(address: "", userAgent: "demo")
        let code = try await access.newInvitation(role: .viewer)
        let password = Secret(ReviewDesks.randomSalt() + ReviewDesks.randomSalt())
        let signedIn = try await access.accept(
            code: code.reveal(), name: Self.driver, password: password, from: caller)
        if let visitor = try await access.visitor(session: signedIn.token.reveal(), from: caller) {
            try await access.endEverySession(of: signedIn.account.id, by: visitor)
        }
        return signedIn.account.id
    }

    private func car(_ account: String) async throws -> String {
        var car = Vehicle(id: "", owner: account, name: "Blue", country: .netherlands, zone: "Europe/Amsterdam")
        car.plate = "XX-000-X"
        return try await logbook.addVehicle(car, account: account, actor: "account:\(account)").vehicle.id
    }

    private func name(_ places: [JSON], _ account: String) async throws {
        let roles: [String: Place.Role] = ["home": .home, "office": .work, "customer": .customer]
        for place in places {
            guard let name = place["name"]?.string, case .number(let latitude) = place["lat"],
                case .number(let longitude) = place["lng"],
                let position = Position(latitude: latitude, longitude: longitude)
            else { continue }
            let entry = Place(name: name.capitalized, center: position, role: roles[name] ?? .other)
            try await logbook.putPlace(PlaceEntry(entry), account: account)
        }
    }

    /// Records a day, as if all of it came from a phone that had no network.
    private func record(_ day: JSON, _ token: DeviceToken) async throws {
        let receipt = Receipt(arrival: installation.clock.now.microseconds, device: token.id)
        let points = try JSON.object([.init("points", day["points"] ?? [])]).canonicalBytes()
        let readings = try JSON.object([.init("readings", day["readings"] ?? [])]).canonicalBytes()
        _ = try await logbook.record(
            Shortcuts.read(.ping, body: points, from: receipt), form: Shortcuts.form, from: .device(token),
            arrival: receipt.arrival)
        _ = try await logbook.record(
            VehiclePush.read(body: readings, from: receipt), form: VehiclePush.form, from: .device(token),
            arrival: receipt.arrival)
    }

    /// What the driver did: a purpose that was corrected, a trip that was none, a month that was closed. The kilometres
    /// that nobody drove are left as a question.
    private func decide(_ vehicle: String, _ account: String) async throws {
        let trips = try await logbook.view(of: vehicle, account: account).trips
        if let visit = trips.first(where: { $0.use == .business }) {
            for (purpose, reason) in [("Visit", ""), ("Yearly maintenance at the customer's", "The purpose in full")] {
                try await logbook.correct(
                    visit.id, to: [.purpose: .text(purpose)], reason: reason, account: account)
            }
        }
        if let errand = trips.last(where: { $0.use == .personal }) {
            try await logbook.void(errand.id, reason: "Somebody else drove, with my phone", account: account)
        }
        guard let first = trips.first?.start.instant, let last = trips.last?.end.instant else { return }
        let month = Self.month(first)
        if month != Self.month(last) {
            try await logbook.closeMonth(month, vehicle: vehicle, account: account)
        }
    }

    /// The month of an instant, as `2026-11`.
    private static func month(_ instant: Int64) -> String {
        String(Date(microseconds: instant).formatted(.iso8601).prefix(7))
    }
}
