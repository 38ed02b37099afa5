// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import Logging
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

/// An installation of which the owner has a car and perhaps a broker.
struct BrokerBench {
    let installation: Installation
    let access: Access
    let account: String
    let vehicle: String

    var brokers: Brokers { Brokers(installation) }
    var clients: String { installation.folder.cache }

    static func with(_ body: (BrokerBench) async throws -> Void) async throws {
        let folder = try TemporaryFolder("broker-bench")
        defer { withExtendedLifetime(folder) {} }
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            let people = try await MadePeople(installation)
            let account = try await people.visitor(people.owner).account.id
            let vehicle = try await installation.logbook.addVehicle(
                Vehicle(id: "", owner: account, name: "Enyaq", country: .netherlands, zone: "Europe/Amsterdam"),
                account: account, actor: "account:\(account)")
            try await body(
                BrokerBench(
                    installation: installation, access: people.access, account: account, vehicle: vehicle.vehicle.id))
        }
    }

    func configure(
        _ port: Int, host: String = "127.0.0.1", usesTLS: Bool = false, password: String = MosquittoBroker.password
    ) async throws {
        try await brokers.set(
            BrokerSettings(host: host, port: port, usesTLS: usesTLS, user: MosquittoBroker.user),
            password: Secret(password), of: account, by: "test")
    }

    /// Runs a body beside a server's service, which has ended when this returns.
    func listening(
        nodes: Int = 1, path: String = BrokerProgram.standardPath, trusted: String = BrokerProgram.standardTrusted,
        _ body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<nodes {
                let service = BrokerService(
                    installation, access: access, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                    path: path, trusted: trusted)
                group.addTask { await service.listen() }
            }
            defer { group.cancelAll() }
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    func health() async throws -> BrokerHealth? { try await brokers.broker(of: account)?.health }

    func untilListening() async throws {
        try await until("the broker is listened to") { try await health()?.state == .listening && programs().count > 1 }
    }

    /// Everything that was recorded, in its order.
    func observations() async throws -> [Observation] {
        let lines = try await installation.ledger.lines(in: Logbook.book(vehicle: vehicle), from: 0, limit: 10_000)
        return try lines.lines.flatMap { line in
            try line.withUnsafeBytes { try Arrival.read(line: $0) }?.observations ?? []
        }
    }

    func reports() async throws -> [CarReport] {
        try await observations().compactMap { if case .car(let report) = $0.fact { report } else { nil } }
    }

    /// The listening programs of this installation: arguments of each.
    func programs() throws -> [String] {
        let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int($0) }
        return numbers.compactMap { number in
            guard let environment = FileManager.default.contents(atPath: "/proc/\(number)/environ"),
                String(decoding: environment, as: UTF8.self).contains("XDG_CONFIG_HOME=\(clients)/"),
                let arguments = FileManager.default.contents(atPath: "/proc/\(number)/cmdline")
            else { return nil }
            let text = String(decoding: arguments, as: UTF8.self)
            return text.contains("mosquitto_sub") && !text.contains("-E") ? text : nil
        }
    }

    /// The files with options that lie there.
    func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: clients).filter { $0.hasPrefix("broker-") }
            .map { "\(clients)/\($0)" }
    }
}
