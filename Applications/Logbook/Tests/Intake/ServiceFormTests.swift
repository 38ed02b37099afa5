// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

/// TeslaMate, evcc, Torque and messages of a broker.
@Suite struct ServiceFormTests {
    private typealias Sample = IntakeSample
    private let receipt = IntakeSample.receipt

    @Test func `TeslaMate by HTTP is one report a car`() throws {
        // The values of TeslaMate's documentation of its topics.
        let body = """
            {"teslamate/cars/1/odometer":1653,"teslamate/cars/1/latitude":35.278131,
             "teslamate/cars/1/longitude":29.744801,"teslamate/cars/1/shift_state":"D","teslamate/cars/1/speed":12,
             "teslamate/cars/1/state":"driving","teslamate/cars/1/battery_level":"88",
             "teslamate/cars/1/rated_battery_range_km":401.63,"teslamate/cars/1/geofence":"Home",
             "teslamate/cars/2/state":"asleep","teslamate/cars/2/odometer":"0","homeassistant/x":1}
            """
        let received = try TeslaMate.read(Sample.bytes(body), from: receipt)
        #expect(received.parts.map(\.vehicle.name) == ["1", "2"])
        let driving = CarReport(
            odometer: Distance(metres: 1_653_000), position: Position(latitude: 35.278131, longitude: 29.744801),
            activity: .driving, charge: 88, range: Distance(metres: 401_630))
        #expect(received.observations.map(\.carReport) == [driving, CarReport(activity: .parked)])
        #expect(received.observations.allSatisfy { $0.instant == Sample.arrival && $0.device == "3f9k2" })
        #expect(received.ignored == [.otherKind: 2])
    }

    @Test(arguments: [
        ("P", "online", CarReport.Activity.parked), ("R", "online", .driving), ("", "charging", .charging),
        ("", "suspended", .parked),
    ])
    func `gear and state tell whether a Tesla stands`(gear: String, state: String, activity: CarReport.Activity) throws
    {
        let body = "{\"shift_state\":\"\(gear)\",\"state\":\"\(state)\"}"
        let received = try TeslaMate.read(Sample.bytes(body), from: receipt)
        #expect(received.observations.first?.carReport?.activity == activity)
    }

    @Test func `a Tesla that is offline may be anywhere`() throws {
        let received = try TeslaMate.read(Sample.bytes(#"{"state":"offline","shift_state":null}"#), from: receipt)
        #expect(received.observations.isEmpty)
    }

    @Test func `a connected car at evcc tells its odometer, and another one only what it was`() throws {
        let body = """
            {"result":{"siteTitle":"Home","loadpoints":[
              {"title":"Carport","connected":true,"charging":true,"vehicleName":"db:1","vehicleTitle":"Enyaq",
               "vehicleOdometer":50010.4,"vehicleSoc":71,"vehicleRange":320,"chargePower":11000},
              {"connected":false,"vehicleName":"zoe","vehicleOdometer":12000},
              {"connected":true,"vehicleOdometer":0,"vehicleSoc":0,"vehicleRange":0}]}}
            """
        let received = try Evcc.read(Sample.bytes(body), from: receipt)
        #expect(received.parts.map(\.vehicle.name) == ["Enyaq", nil])
        let report = CarReport(
            odometer: Distance(metres: 50_010_400), activity: .charging, charge: 71, range: Distance(metres: 320_000))
        #expect(received.observations.map(\.carReport) == [report, CarReport(activity: .parked)])
        #expect(received.ignored == [.notConnected: 1])
    }

    @Test func `sessions of evcc tell the odometer at their beginning`() throws {
        let body = """
            [{"id":7,"created":"2026-11-20T18:02:11+01:00","finished":"2026-11-21T06:30:00+01:00","loadpoint":"Carport",
              "identifier":"","vehicle":"Enyaq","odometer":49800,"meterStart":1,"chargedEnergy":30.1,
              "chargeDuration":1000,"socStart":30,"socStop":80},
             {"id":8,"created":"2026-11-22T08:00:00Z","finished":"0001-01-01T00:00:00Z","vehicle":"Enyaq",
              "odometer":null}]
            """
        let received = try Evcc.read(Sample.bytes(body), from: receipt)
        #expect(
            received.observations.map(\.carReport) == [
                CarReport(odometer: Distance(metres: 49_800_000), activity: .charging, charge: 30),
                CarReport(charge: 80), CarReport(activity: .charging),
            ])
        #expect(received.observations[0].instant == 1_795_194_131 * Sample.second)
    }

    @Test(arguments: ["{}", #"{"result":5}"#, #"[{"vehicle":"x"}]"#, #"{"loadpoints":{}}"#, "[5]"])
    func `an answer of evcc that is none is refused`(body: String) {
        #expect(throws: LogbookError.self) { try Evcc.read(Sample.bytes(body), from: receipt) }
    }

    @Test func `a plug in the car tells place, speed and odometer`() throws {
        let query = """
            eml=a%40b.nl&v=9&session=1795340000000&id=12345&time=1795341000000&kff1005=5.1214201&kff1006=52.0907374&\
            kff1001=36.0&kff1007=91&kff1239=6.5&kd=35.0&ka6=50010.4&kc=1178.0
            """
        let received = try Torque.read(try Parameters(query: query), from: receipt)
        let fix = Fix(position: try #require(Sample.utrecht), accuracy: 6.5, speed: 10, heading: 91)
        let report = CarReport(odometer: Distance(metres: 50_010_400), activity: .driving)
        #expect(received.observations.map(\.fact) == [.fix(fix), .car(report)])
        #expect(received.observations.map(\.device) == ["3f9k2/12345", "3f9k2/12345"])
        #expect(received.answer?.bytes == Sample.bytes("OK!"))
        let description = try Parameters(query: "id=12345&session=1&userShortNameff1271=Fuel+Used&time=1795341000000")
        #expect(try Torque.read(description, from: receipt).ignored == [.otherKind: 1])
    }

    private func message(_ topic: String, _ payload: String, isRetained: Bool = false) -> MQTTMessage {
        MQTTMessage(topic: topic, payload: Sample.bytes(payload), isRetained: isRetained)
    }

    @Test func `a broker's messages are read one by one`() throws {
        var topics = MQTTTopics()
        let phone = try topics.read(
            message("owntracks/jane/phone", #"{"_type":"location","lat":52,"lon":5,"tst":1795341000}"#), from: receipt)
        #expect(phone.observations.map(\.device) == ["3f9k2/jane/phone"])
        let odometer = try topics.read(message("teslamate/cars/1/odometer", "50010.4"), from: receipt)
        #expect(odometer.observations.first?.carReport?.odometer == Distance(metres: 50_010_400))
        let gear = try topics.read(message("teslamate/home/cars/1/shift_state", "D"), from: receipt)
        #expect(gear.observations.first?.carReport?.activity == .driving)
        let report = try topics.read(message("steward/report", #"{"vehicle":"x","odometer":1}"#), from: receipt)
        #expect(report.parts.map(\.vehicle.name) == ["x"])
        for topic in ["zigbee/x", "owntracks/jane/phone/cmd", "teslamate/cars", "evcc/status", "", "///"] {
            #expect(try topics.read(message(topic, "1"), from: receipt).ignored == [.otherKind: 1], "\(topic)")
        }
    }

    @Test func `latitude and longitude that come apart are one position when they come together`() throws {
        var topics = MQTTTopics()
        let latitude = message("teslamate/cars/1/latitude", "52.0907374")
        let longitude = message("teslamate/cars/1/longitude", "5.1214201")
        #expect(try topics.read(latitude, from: receipt).ignored == [.withoutPosition: 1])
        let soon = Receipt(arrival: Sample.arrival + Sample.second, device: "3f9k2")
        #expect(try topics.read(longitude, from: soon).observations.first?.carReport?.position == Sample.utrecht)
        let late = Receipt(arrival: Sample.arrival + 60 * Sample.second, device: "3f9k2")
        #expect(try topics.read(latitude, from: soon).observations.isEmpty)
        #expect(try topics.read(longitude, from: late).observations.isEmpty)
        let whole = message("teslamate/cars/1/location", #"{"latitude":52.0907374,"longitude":5.1214201}"#)
        #expect(try topics.read(whole, from: late).observations.first?.carReport?.position == Sample.utrecht)
    }

    @Test func `what a broker kept is old, but the name of the car at a charger is good`() throws {
        var topics = MQTTTopics()
        for (value, payload) in [("vehicleTitle", "Enyaq"), ("connected", "true"), ("vehicleOdometer", "49000")] {
            let kept = message("evcc/loadpoints/1/\(value)", payload, isRetained: true)
            #expect(try topics.read(kept, from: receipt).ignored == [.retained: 1])
        }
        for (topic, payload) in [("steward/report", #"{"odometer":5}"#), ("teslamate/cars/1/odometer", "5")] {
            let kept = message(topic, payload, isRetained: true)
            #expect(try topics.read(kept, from: receipt).ignored == [.retained: 1])
        }
        let news = try topics.read(message("evcc/loadpoints/1/vehicleOdometer", "50010"), from: receipt)
        #expect(news.parts.map(\.vehicle.name) == ["Enyaq"])
        #expect(news.observations.first?.carReport == CarReport(odometer: Distance(metres: 50_010_000)))
        _ = try topics.read(message("evcc/loadpoints/1/connected", "false"), from: receipt)
        let gone = try topics.read(message("evcc/loadpoints/1/vehicleOdometer", "50010"), from: receipt)
        #expect(gone.ignored == [.notConnected: 1])
    }

    @Test func `a bad message names its topic`() {
        var topics = MQTTTopics()
        let bad = [
            message("teslamate/cars/1/odometer", "far"), message("teslamate/cars/1/latitude", "95"),
            message("teslamate/cars/1/location", "{"), message("evcc/loadpoints/1/vehicleSoc", "200"),
            MQTTMessage(topic: "teslamate/cars/1/state", payload: [0xFF]),
        ]
        for message in bad {
            let sentence = Sample.sentence { try topics.read(message, from: receipt) }
            #expect(sentence.contains(message.topic), "\(sentence)")
        }
    }

    @Test func `the lines of mosquitto_sub are messages`() {
        // As mosquitto_sub 2.0.11 wrote them.
        #expect(
            MQTTMessage(line: "1 35303031302e34 teslamate/cars/1/odometer")
                == message("teslamate/cars/1/odometer", "50010.4", isRetained: true))
        #expect(
            MQTTMessage(line: "0 7b7D owntracks/jane/my phone") == message("owntracks/jane/my phone", "{}"))
        #expect(MQTTMessage(line: "0  owntracks/jane/x") == message("owntracks/jane/x", ""))
        #expect(MQTTMessage(line: "0 ff000a x")?.payload == [0xFF, 0, 0x0A])
        for line in ["", "0", "0 ", "0 zz x", "0 f x", "2 ff x", "0 ff ", "Error: Connection refused", "ff x"] {
            #expect(MQTTMessage(line: line) == nil, "\(line)")
        }
    }
}
