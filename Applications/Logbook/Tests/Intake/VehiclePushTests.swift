// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct VehiclePushTests {
    private typealias Sample = IntakeSample

    private func read(_ body: String, _ query: String = "") throws -> Received {
        try VehiclePush.read(
            body: Sample.bytes(body), parameters: try Parameters(query: query), from: Sample.receipt)
    }

    @Test func `a home automation tells everything about a car`() throws {
        let body = """
            {"vehicle":"Enyaq","source":"myskoda","odometer":50010.4,"unit":"km","measured_at":"2026-11-22T09:30:00Z",
             "fetched_at":"2026-11-22T09:58:00Z","position":{"lat":52.0907374,"lng":5.1214201},"soc":"71.5","range":320,
             "state":"Parked"}
            """
        let received = try read(body)
        #expect(received.parts.map(\.vehicle) == [VehicleHint(name: "Enyaq")])
        let report = CarReport(
            odometer: Distance(metres: 50_010_400), position: Sample.utrecht, activity: .parked, charge: 71.5,
            range: Distance(metres: 320_000), fetched: 1_795_341_480 * Sample.second)
        #expect(
            received.observations == [
                Observation(
                    instant: 1_795_339_800 * Sample.second, device: "3f9k2/myskoda", fact: .car(report))
            ])
    }

    @Test(arguments: [("km", 1_000), ("mi", 1_609), ("m", 1), ("Miles", 1_609), ("kilometers", 1_000)])
    func `an odometer has a unit`(unit: String, metres: Int64) throws {
        let report = try #require(try read("{\"odometer\":1,\"unit\":\"\(unit)\"}").observations.first?.carReport)
        #expect(report.odometer == Distance(metres: metres))
    }

    @Test func `what a home automation writes for nothing is nothing, and missing is not zero`() throws {
        let body = #"{"odometer":"unavailable","soc":"unknown","range":null,"state":"unknown","vehicle":"x"}"#
        let received = try read(body)
        #expect(received.observations.isEmpty)
        #expect(received.ignored == [.withoutPosition: 1])
        let partial = try #require(try read(#"{"odometer":0,"soc":50}"#).observations.first?.carReport)
        #expect(partial == CarReport(charge: 50))
    }

    @Test func `parameters and forms do as well, and a list brings many`() throws {
        for (body, query) in [
            ("odometer=31000&unit=mi&state=driving", ""), ("", "odometer=31000&unit=mi&state=driving"),
        ] {
            let report = try #require(try read(body, query).observations.first?.carReport)
            #expect(report.odometer == Distance(metres: 49_889_664))
            #expect(report.activity == .driving)
        }
        let list = try read(
            """
            {"readings":[{"car_id":"a","odometer":1,"measured_at":1795341000},
             {"car_id":"b","odometer":2,"measured_at":1795341000},{"car_id":"a","odometer":3,"measured_at":1795341060}]}
            """)
        #expect(list.parts.map(\.vehicle.id) == ["a", "b"])
        #expect(list.parts.map(\.observations.count) == [2, 1])
    }

    @Test func `a person at the odometer is no device`() throws {
        let received = try VehiclePush.read(
            body: Sample.bytes(#"{"car_id":"k3f9x2m7qa","odometer":50010}"#),
            from: Receipt(arrival: Sample.arrival, device: ""))
        #expect(received.observations.map(\.device) == [""])
    }

    @Test(arguments: [
        ("{}", "none of odometer"), (#"{"odometer":"50.010"}"#, "thousands or thousandths"),
        (#"{"odometer":-5}"#, "Odometer must be between 0"), (#"{"odometer":"far"}"#, "Odometer must be a number"),
        (#"{"odometer":1,"unit":"furlong"}"#, "is no unit"), (#"{"soc":101}"#, "Charge in percent must be"),
        (#"{"state":"flying"}"#, "is no state"), (#"{"lat":52}"#, "One of lat and lng"),
        (#"[{"odometer":5}]"#, "needs its measured_at"), (#"{"odometer":{}}"#, "(odometer): Found an object"),
        ("odometer=50.010", "odometer: The odometer 50.010"), ("state=flying", "state: \"flying\""), ("!", "no JSON"),
        (#"{"odometer":1,"measured_at":"1999-12-31T23:59:59Z"}"#, "outside the years"),
    ])
    func `a report that cannot be is refused with its place`(body: String, sentence: String) {
        let found = Sample.sentence { try read(body) }
        #expect(found.contains(sentence), "\(found)")
    }
}
