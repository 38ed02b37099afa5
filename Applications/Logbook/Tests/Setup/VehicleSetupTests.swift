// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite("What a book says about its vehicle")
struct VehicleSetupTests {
    static func vehicle(_ country: Vehicle.Country = .netherlands) -> Vehicle {
        var vehicle = Vehicle(
            id: "k3f9x2m7qa", owner: "anna", name: "The blue one", country: country, zone: "Europe/Amsterdam")
        vehicle.plate = "X-123-YZ"
        vehicle.vin = "WAUZZZF49HA036784"
        vehicle.availableFrom = "2025-01-01"
        vehicle.odometerAtStart = Distance(kilometres: 50_010.4)
        vehicle.bluetooth = "Audi MMI 1234"
        vehicle.isUsual = true
        vehicle.employers = ["boss"]
        return vehicle
    }

    @Test func `a vehicle reads back from its entry as it was`() throws {
        var vehicle = Self.vehicle(.germany)
        #expect(try Vehicle(json: vehicle.json) == vehicle)
        vehicle.ownership = .personal
        vehicle.brand = "skoda"
        vehicle.color = "#a0B1c2"
        vehicle.icon = "car-suv"
        vehicle.availableUntil = "2026-12-31"
        let bytes = try vehicle.json.canonicalBytes()
        #expect(try Vehicle(json: JSON(parsing: bytes)) == vehicle)
    }

    @Test(
        arguments: [
            ("plate", "X"), ("plate", "กข 1234"), ("plate", ""), ("vin", ""), ("color", "#FFFFFF"),
            ("zone", "Asia/Bangkok"), ("available_until", "2025-01-01"),
        ])
    func `what is right is taken`(field: String, value: String) throws {
        #expect(throws: Never.self) { try Vehicle(json: Self.changed(field, .string(value))) }
    }

    @Test(
        arguments: [
            ("plate", "X;1"), ("plate", "12345678901234567"), ("plate", " - "), ("vin", "SHORT"),
            ("vin", "WAUZZZF49HA03678I"), ("color", "blue"), ("color", "#12345g"), ("zone", "Amsterdam"),
            ("zone", "../etc/passwd"), ("country", "FR"), ("country", .null), ("name", ""), ("name", "  "),
            ("name", "a\u{0}b"), ("available_from", "2026-02-30"), ("available_from", "01-01-2026"),
            ("available_until", "2024-12-31"), ("odometer_at_start", -1), ("odometer_at_start", 10_000_000),
            ("odometer_at_start", "5"), ("employers", ["anna"]), ("employers", ["boss", "boss"]),
            ("brand", "Škoda"), ("usual", 1),
        ] as [(String, JSON)])
    func `what is wrong is refused in one sentence`(field: String, value: JSON) throws {
        let error = #expect(throws: LogbookError.self) { try Vehicle(json: Self.changed(field, value)) }
        #expect(error?.code == .invalid)
        #expect(error?.description.hasSuffix(".") == true)
    }

    @Test func `names are bounded`() throws {
        var vehicle = Self.vehicle()
        vehicle.name = String(repeating: "ก", count: 80)
        try vehicle.validate()
        vehicle.name += "ก"
        #expect(throws: LogbookError(.invalid, "")) { try vehicle.validate() }
    }

    @Test func `the last record counts and an earlier instant sees the earlier one`() throws {
        var setup = VehicleSetup()
        var vehicle = Self.vehicle()
        #expect(setup.vehicle == nil)
        try setup.apply(EntrySample.entry(0, LogbookEntry.vehicle, vehicle.json, at: 100))
        vehicle.name = "The red one"
        try setup.apply(EntrySample.entry(1, "logbook.arrival", ["x": 1], at: 150))
        try setup.apply(EntrySample.entry(2, LogbookEntry.vehicle, vehicle.json, at: 200))
        #expect(setup.vehicle?.name == "The red one")
        #expect(setup.vehicle(knownAt: 199_999_999)?.name == "The blue one")
        #expect(setup.vehicle(knownAt: 0)?.name == "The blue one")
    }

    @Test func `a record that cannot be read is named with its place`() {
        var setup = VehicleSetup()
        let entry = EntrySample.entry(7, LogbookEntry.vehicle, ["id": 5], at: 1)
        let error = #expect(throws: LogbookError.self) { try setup.apply(entry) }
        #expect(error?.code == .damaged)
        #expect(error?.description.contains("Entry 7") == true)
    }

    private static func changed(_ field: String, _ value: JSON) -> JSON {
        let members = (vehicle().json.members ?? []).filter { $0.key != field }
        return .object(members + [JSON.Member(field, value)])
    }
}
