// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Logbook

@Suite struct VehicleChoiceTests {
    let fleet = [
        FleetVehicle(id: "one", bluetooth: "MY VW BT 4711", names: ["Golf", "12-ABC-3", ""]),
        FleetVehicle(
            id: "two", isUsual: true, bluetooth: "Audi MMI", names: ["Audi", "GZ-123-K", "WAUZZZ4G0BN000001"]),
    ]

    private func choose(
        _ hint: VehicleHint = VehicleHint(), bound: String? = nil, driving: [String: Int64] = [:]
    ) throws -> VehicleChoice {
        try VehicleChoice(bound: bound, hint: hint, fleet: fleet, driving: driving, now: 1_000_000_000_000)
    }

    @Test func `a token that is bound reports about its vehicle, whatever the sender says`() throws {
        let choice = try choose(VehicleHint(id: "two"), bound: "one")
        #expect(choice.vehicle == "one" && choice.evidence == .named)
    }

    @Test func `who names a vehicle is believed before its Bluetooth`() throws {
        let choice = try choose(VehicleHint(id: "one", bluetooth: "Audi MMI"))
        #expect(choice.vehicle == "one" && choice.evidence == .named)
    }

    @Test(arguments: ["gz123k", "GZ-123-K", "wauzzz4g0bn000001", "audi"])
    func `a plate, a number or a name will do`(_ name: String) throws {
        #expect(try choose(VehicleHint(name: name)).vehicle == "two")
    }

    @Test func `Bluetooth is found however it is written`() throws {
        let choice = try choose(VehicleHint(bluetooth: "my vw  bt 4711"))
        #expect(choice.vehicle == "one" && choice.evidence == .bluetooth)
    }

    @Test func `a car that says that it drives comes before the usual one`() throws {
        let now: Int64 = 1_000_000_000_000
        #expect(try choose(driving: ["one": now - 599_000_000]).evidence == .driving)
        #expect(try choose(driving: ["one": now - 601_000_000]).vehicle == "two")
        #expect(try choose(driving: ["one": now - 300_000_000, "two": now - 20_000_000]).vehicle == "two")
    }

    @Test func `without any evidence it is the usual one, else the first`() throws {
        #expect(try choose() == choose(VehicleHint(bluetooth: "somebody's ear")))
        #expect(try choose().evidence == .usual && choose().vehicle == "two")
        let plain = [FleetVehicle(id: "a"), FleetVehicle(id: "b")]
        let choice = try VehicleChoice(bound: nil, hint: VehicleHint(), fleet: plain, driving: [:], now: 0)
        #expect(choice.vehicle == "a")
    }

    @Test func `what nobody knows is refused, not given to another car`() {
        #expect(throws: LogbookError(.notFound, "")) { try choose(VehicleHint(id: "three")) }
        #expect(throws: LogbookError(.notFound, "")) { try choose(VehicleHint(name: "Tesla")) }
        #expect(throws: LogbookError(.notFound, "")) { try choose(bound: "three") }
        #expect(throws: LogbookError(.notFound, "")) {
            try VehicleChoice(bound: nil, hint: VehicleHint(), fleet: [], driving: [:], now: 0)
        }
    }

    @Test func `an unknown name does no harm where there is one car only`() throws {
        let choice = try VehicleChoice(
            bound: nil, hint: VehicleHint(name: "1"), fleet: [FleetVehicle(id: "a")], driving: [:], now: 0)
        #expect(choice.vehicle == "a" && choice.evidence == .usual)
    }
}
