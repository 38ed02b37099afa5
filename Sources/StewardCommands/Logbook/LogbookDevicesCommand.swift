// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardServer

/// `steward logbook devices …`
struct LogbookDevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "What may report: phones, chargers, cars, each with a token of its own.",
        subcommands: [
            LogbookDevicesListCommand.self, LogbookDevicesAddCommand.self, LogbookDevicesRevokeCommand.self,
        ],
        defaultSubcommand: LogbookDevicesListCommand.self)
}

/// `steward logbook devices list`
struct LogbookDevicesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the devices, the newest first, revoked ones too.")

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rows = try await own.with { own in
            let cars = Dictionary(
                try await own.logbook.vehicles(of: own.account.id, alsoRemoved: true).map {
                    ($0.vehicle.id, $0.vehicle.name)
                }, uniquingKeysWith: { first, _ in first })
            return try await own.logbook.tokens(of: own.account.id).map { token -> [JSON] in
                [
                    .string(token.id), .string(token.name),
                    token.vehicle.map { .string(cars[$0] ?? $0) } ?? .null, .bool(token.isUsableInAddress),
                    Self.time(token.created), Self.time(token.lastUsed), Self.time(token.revoked),
                ]
            }
        }
        output.printer.show(
            Listing(
                [
                    ("id", "Id"), ("name", "Name"), ("car", "Car"), ("in_address", "In an address"),
                    ("created", "Made"), ("last_used", "Last used"), ("revoked", "Revoked"),
                ], empty: "No device may report yet. Add one with “steward logbook devices add NAME”.", rows: rows))
    }

    private static func time(_ instant: Int64?) -> JSON {
        instant.map { .string(Date(timeIntervalSince1970: Double($0 / 1_000_000)).formatted(.iso8601)) } ?? .null
    }
}

/// `steward logbook devices add NAME`
struct LogbookDevicesAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Let a device report, and print its token this once.",
        discussion: "The token can report and nothing else. docs/phone.md tells where to put it.")

    @Argument(help: "What you call the device.")
    var name: String

    @Option(name: .long, help: "The only car that it reports about; without it, reports find theirs.")
    var car: String?

    @Flag(name: .long, help: "It may stand in an address, for senders that cannot set a header.")
    var inAddress = false

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let made = try await own.with { own in
            var vehicle: String?
            if let car { vehicle = try await own.car(car).id }
            return try await own.logbook.makeToken(
                account: own.account.id, vehicle: vehicle, name: name, isUsableInAddress: inAddress)
        }
        output.printer.show(
            made.secret.reveal(), json: ["id": .string(made.token.id), "token": .string(made.secret.reveal())])
    }
}

/// `steward logbook devices revoke ID`
struct LogbookDevicesRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a device's token: it reports no more.")

    @Argument(help: "The device's id, as “logbook devices list” shows it.")
    var id: String

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let id = id
        try await own.with { own in try await own.logbook.revokeToken(id, account: own.account.id) }
        output.printer.show("Revoked \(id).", json: ["id": .string(id)])
    }
}
