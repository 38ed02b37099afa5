// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import Logging
import StewardCore
import StewardLedger
import StewardSimulation
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite(
    "Messages of a broker", .serialized, .timeLimit(.minutes(2)),
    .enabled(if: MosquittoBroker.isInstalled, "mosquitto and mosquitto-clients are not installed"))
struct BrokerTests {
    /// A car's status as the programs beside it tell the broker.
    private func broadcast(_ kind: CarBroadcast, odometer: Double, driving: Bool = false) -> [CarBroadcast.Message] {
        var report = StewardSimulation.Report(
            device: "car", sequence: 0, kind: .carStatus, time: Date(), trueTime: Date())
        report.car = "Enyaq"
        report.odometer = odometer
        report.activity = driving ? .driving : .parked
        return kind.messages(report)
    }

    @Test("what TeslaMate and evcc publish stands in the car's book; what the broker kept from before does not")
    func arrive() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            for message in broadcast(.teslaMate, odometer: 1_000_000) {
                try await broker.publish(message.topic, message.payload, isKept: true)
            }
            try await bench.configure(broker.port)
            try await bench.listening {
                try await bench.untilListening()
                for kind in CarBroadcast.allCases {
                    for message in broadcast(kind, odometer: kind == .evcc ? 50_010_000 : 50_020_000) {
                        try await broker.publish(message.topic, message.payload, isKept: true)
                    }
                }
                try await until("both odometers are recorded") {
                    try await Set(bench.reports().compactMap(\.odometer?.metres)) == [50_010_000, 50_020_000]
                }
                #expect(try await bench.reports().contains { $0.activity == .parked })
            }
            let health = try #require(try await bench.health())
            #expect(health.state == .listening && health.messages > 8 && health.observations > 0)
            #expect(health.faults == 0, "\(health.fault)")
        }
    }

    @Test("no other user of the machine sees the password, and nothing stays when the server ends")
    func hidden() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port)
            try await bench.listening {
                try await bench.untilListening()
                let programs = try bench.programs()
                #expect(programs.count == 2)
                #expect(programs.allSatisfy { !$0.contains(MosquittoBroker.password) && !$0.contains("anna") })
                for folder in try bench.files() {
                    for (path, wanted) in [(folder, 0o700), ("\(folder)/mosquitto_sub", 0o600)] {
                        let facts = try FileManager.default.attributesOfItem(atPath: path)
                        #expect((facts[.posixPermissions] as? NSNumber)?.intValue == wanted)
                    }
                }
            }
            #expect(try bench.programs().isEmpty)
            #expect(try bench.files().isEmpty)
            let kept = try await bench.installation.database.read { connection in
                try connection.query("SELECT * FROM logbook_brokers").map { "\($0.values)" }.joined()
            }
            #expect(kept.contains("anna") && !kept.contains(MosquittoBroker.password))
        }
    }

    @Test("a broker that was killed is listened to again when it is back")
    func killed() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port)
            try await bench.listening {
                try await bench.untilListening()
                broker.kill()
                try await broker.start()
                var odometer = 50_000
                try await until("a message arrives") {
                    odometer += 1
                    try await broker.publish("teslamate/cars/1/odometer", "\(odometer)")
                    return try await !bench.reports().isEmpty
                }
            }
        }
    }

    @Test("a client that dies is started again")
    func clientKilled() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port)
            try await bench.listening {
                try await bench.untilListening()
                let before = try processes(of: bench)
                for process in before { kill(process, SIGKILL) }
                try await until("others run") {
                    let now = try processes(of: bench)
                    return now.count == 2 && now.isDisjoint(with: before)
                }
            }
        }
    }

    private func processes(of bench: BrokerBench) throws -> Set<pid_t> {
        let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
        return Set(
            numbers.filter { number in
                let environment = FileManager.default.contents(atPath: "/proc/\(number)/environ") ?? Data()
                let arguments = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
                return String(decoding: environment, as: UTF8.self).contains("XDG_CONFIG_HOME=\(bench.clients)/")
                    && String(decoding: arguments, as: UTF8.self).contains("-F")
            })
    }

    @Test("a wrong password is said, and with the right one it works")
    func refused() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port, password: "wrong")
            try await bench.listening {
                try await until("it is refused") { try await bench.health()?.state == .failing }
                let sentence = try await bench.health()?.sentence ?? ""
                #expect(sentence.contains("password") && !sentence.contains("wrong"))
                try await bench.configure(broker.port)
                try await bench.untilListening()
                try await bench.brokers.remove(of: bench.account)
                try await until("nobody listens any more") { try bench.programs().isEmpty }
            }
            #expect(try await bench.brokers.password(of: bench.account) == nil)
        }
    }

    @Test("of two nodes one listens, so that nothing is recorded twice")
    func turns() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port)
            try await bench.listening(nodes: 2) {
                try await bench.untilListening()
                for odometer in 50_000..<50_010 {
                    try await broker.publish("teslamate/cars/1/odometer", "\(odometer)")
                }
                try await until("all are recorded") { try await bench.reports().count >= 10 }
                #expect(try await bench.reports().count == 10)
                #expect(try bench.programs().count == 2)
            }
        }
    }

    @Test("what a phone told while nobody listened comes in with its own time; a car's old word does not")
    func meanwhile() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port)
            try await bench.listening { try await bench.untilListening() }
            let time = Int64(Date().timeIntervalSince1970) - 3_600
            try await broker.publish("teslamate/cars/1/shift_state", "D")
            try await broker.publish(
                "owntracks/anna/phone", #"{"_type":"location","lat":52.09,"lon":5.12,"tst":\#(time),"acc":5}"#)
            try await bench.listening {
                try await until("the point is recorded") { try await !bench.observations().isEmpty }
            }
            let all = try await bench.observations()
            #expect(all.map(\.instant) == [time * 1_000_000])
        }
    }

    @Test("a message that means nothing is counted, and those after it arrive")
    func nonsense() async throws {
        let broker = try await MosquittoBroker()
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port)
            try await bench.listening {
                try await bench.untilListening()
                try await broker.publish("teslamate/cars/1/odometer", "a lot")
                try await broker.publish("owntracks/anna/phone", "{\"_type\":")
                try await broker.publish("teslamate/cars/1/odometer", "50010.4")
                try await until("the good one is recorded") { try await bench.reports().count == 1 }
                try await until("the others are counted") { try await bench.health()?.faults == 2 }
            }
        }
    }
}

@Suite("Settings of a broker")
struct BrokerSettingsTests {
    @Test("no host, user or password becomes an option or a line of its own")
    func settings() throws {
        let good = BrokerSettings(host: "broker.local", user: "anna")
        try good.validate(password: Secret("a b"))
        #expect(good.port == 1883 && BrokerSettings(host: "b", usesTLS: true).port == 8883)
        for host in ["", "-P x", "a b", "a\n-C 1", "häuschen", String(repeating: "a", count: 254)] {
            #expect(throws: LogbookError(.invalid, "")) { try BrokerSettings(host: host).validate(password: nil) }
        }
        for text in ["a\n-C 1", "a\r", " a", "a ", String(repeating: "a", count: 501)] {
            #expect(throws: LogbookError(.invalid, "")) { try good.validate(password: Secret(text)) }
            #expect(throws: LogbookError(.invalid, "")) {
                try BrokerSettings(host: "b", user: text).validate(password: nil)
            }
        }
        #expect(throws: LogbookError(.invalid, "")) { try BrokerSettings(host: "b", port: 0).validate(password: nil) }
        #expect(throws: LogbookError(.invalid, "")) { try BrokerSettings(host: "b").validate(password: Secret("p")) }
    }

    @Test("are one's own; the password is never given back; changing them needs more than driving")
    func routes() async throws {
        try await LogbookSite.with { made in
            let body = #"{"host":"broker.local","tls":true,"user":"anna","password":"geheim und lang"}"#
            let path = "/api/logbook/broker"
            #expect(try await made.ask(.get, path, made.anna.bearer).status == 404)
            #expect(try await made.ask(.put, path, made.bo.bearer, body: body).status == 403)
            #expect(try await made.ask(.put, path, made.anna.reporting, body: body).status == 401)
            let answer = try await made.ask(.put, path, made.anna.bearer, body: body)
            #expect(answer.status == 200, "\(answer.text)")
            for known in [answer, try await made.ask(.get, path, made.anna.bearer)] {
                #expect(known["port"] == 8883 && known["state"] == "waiting" && !known.text.contains("geheim"))
            }
            #expect(try await made.ask(.get, path, made.bo.bearer).status == 404)
            #expect(try await made.ask(.put, path, made.anna.bearer, body: #"{"host":"-x"}"#).status == 422)
            #expect(try await made.ask(.delete, path, made.anna.bearer).status == 200)
            #expect(try await made.ask(.get, path, made.anna.bearer).status == 404)
        }
    }

    @Test("say that the program is missing where it is")
    func missing() async throws {
        try await BrokerBench.with { bench in
            try await bench.configure(LoopbackPort.free())
            try await bench.listening(path: "/nowhere/mosquitto_sub") {
                try await until("it is said") {
                    try await bench.health()?.sentence.contains("apt install mosquitto-clients") ?? false
                }
            }
        }
    }
}
