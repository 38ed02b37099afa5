// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite(
    "A broker over TLS", .serialized, .timeLimit(.minutes(2)),
    .enabled(
        if: MosquittoBroker.isInstalled && MadeCertificate.isPossible,
        "mosquitto, mosquitto-clients or openssl is not installed"))
struct BrokerTLSTests {
    private static func program(
        _ port: Int, host: String = MadeAuthority.host, usesTLS: Bool = true, trusted: String,
        in folder: TemporaryFolder
    ) -> BrokerProgram {
        BrokerProgram(
            settings: BrokerSettings(host: host, port: port, usesTLS: usesTLS, user: MosquittoBroker.user),
            password: Secret(MosquittoBroker.password), name: "steward-test", folder: folder.path(""), trusted: trusted)
    }

    @Test("one whose authority is trusted and whose name is right is taken; every other is refused, and it is said why")
    func check() async throws {
        let folder = try TemporaryFolder("broker-tls")
        let ours = try await MadeAuthority(folder, "ours")
        let other = try await MadeAuthority(folder, "other")
        let broker = try await MosquittoBroker(ours)
        defer { withExtendedLifetime(broker) {} }
        let good = Self.program(broker.port, trusted: ours.folder, in: folder)
        #expect(try await good.check() == nil)
        for (program, wanted) in [
            (Self.program(broker.port, trusted: other.folder, in: folder), "no authority that this machine trusts"),
            (
                Self.program(broker.port, trusted: BrokerProgram.standardTrusted, in: folder),
                "no authority that this machine trusts"
            ),
            (
                Self.program(broker.port, host: "127.0.0.1", trusted: ours.folder, in: folder),
                "not made out to this name"
            ),
        ] {
            let problem = try #require(try await program.check())
            #expect(problem.hasPrefix("TLS failed: ") && problem.contains(wanted), "\(problem)")
            #expect(!problem.contains(MosquittoBroker.password))
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("")).allSatisfy { !$0.hasPrefix("broker-") }
        )
    }

    @Test("what does not speak TLS is said to, and to ask one that does without it ends in time")
    func plain() async throws {
        let folder = try TemporaryFolder("broker-tls")
        let ours = try await MadeAuthority(folder, "ours")
        let plain = try await MosquittoBroker()
        defer { withExtendedLifetime(plain) {} }
        let problem = try await Self.program(plain.port, trusted: ours.folder, in: folder).check()
        #expect(problem?.contains("correct the port, or leave TLS out") == true, "\(problem ?? "")")
        let broker = try await MosquittoBroker(ours)
        defer { withExtendedLifetime(broker) {} }
        let silent = Self.program(broker.port, usesTLS: false, trusted: ours.folder, in: folder)
        let started = ContinuousClock.now
        let sentence = try #require(try await silent.check(patience: .seconds(1)))
        #expect(sentence.contains("does not answer") && sentence.contains("TLS"), "\(sentence)")
        #expect(ContinuousClock.now - started < .seconds(15))
    }

    @Test("what it publishes stands in the car's book; a broker of another authority is not listened to")
    func listens() async throws {
        let folder = try TemporaryFolder("broker-tls")
        let ours = try await MadeAuthority(folder, "ours")
        let other = try await MadeAuthority(folder, "other")
        let broker = try await MosquittoBroker(ours)
        defer { withExtendedLifetime(broker) {} }
        try await BrokerBench.with { bench in
            try await bench.configure(broker.port, host: MadeAuthority.host, usesTLS: true)
            try await bench.listening(trusted: other.folder) {
                try await until("it is refused") { try await bench.health()?.state == .failing }
                #expect(try await bench.health()?.sentence.hasPrefix("TLS failed: ") == true)
            }
            try await bench.configure(broker.port, host: MadeAuthority.host, usesTLS: true)
            try await bench.listening(trusted: ours.folder) {
                try await bench.untilListening()
                try await broker.publish("teslamate/cars/1/odometer", "50010.4")
                try await until("it is recorded") { try await bench.reports().count == 1 }
            }
        }
    }
}
