// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import FoundationEssentials
import Logbook
import StewardCore
import StewardJobs
import StewardServer

/// Whose logbook a command works on.
struct LogbookOptions: ParsableArguments {
    @Option(name: .customLong("for"), help: "The account whose logbook it is; without it, the only owner's.")
    var account: String?

    @OptionGroup var installation: InstallationOptions

    /// Opens the logbook of the account for the length of `body`.
    func with<Value: Sendable>(_ body: (OwnLogbook) async throws -> Value) async throws -> Value {
        try await installation.with { installation in
            let people = try await Access(installation: installation).people().filter { !$0.isDisabled }
            return try await body(
                OwnLogbook(
                    account: try choose(people), installation: installation,
                    names: Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })))
        }
    }

    private func choose(_ people: [StewardServer.Account]) throws -> StewardServer.Account {
        if let account {
            guard let found = people.first(where: { $0.name.lowercased() == account.lowercased() || $0.id == account })
            else { throw CommandError(.notFound, "There is no account “\(account)”.") }
            return found
        }
        let owners = people.filter { $0.role == .owner }
        guard let owner = owners.first else {
            throw CommandError(
                .notFound, "There is no owner yet; “steward access link” gives the link to become one.")
        }
        guard owners.count == 1 else {
            throw CommandError(.usage, "There are several owners; say with --for whose logbook it is.")
        }
        return owner
    }
}

/// The logbook of one account, open.
struct OwnLogbook {
    let account: StewardServer.Account
    let installation: Installation
    /// What accounts are called, by their ids.
    let names: [String: String]

    var logbook: Logbook { installation.logbook }

    /// The car that was named by id, name or plate; without a name the only one.
    func car(_ name: String?, alsoRemoved: Bool = false) async throws -> Vehicle {
        let cars = try await logbook.vehicles(of: account.id, alsoRemoved: alsoRemoved).map(\.vehicle)
        guard let name else {
            guard cars.count < 2 else {
                throw CommandError(
                    .usage, "There are several cars; name one: \(cars.map(\.name).joined(separator: ", ")).")
            }
            guard let only = cars.first else {
                throw CommandError(.notFound, "There is no car yet. Add one with “steward logbook cars add NAME”.")
            }
            return only
        }
        let found = cars.filter { car in
            car.id == name || car.name.lowercased() == name.lowercased() || Self.plain(car.plate) == Self.plain(name)
        }
        guard let car = found.first else { throw CommandError(.notFound, "There is no car “\(name)”.") }
        guard found.count == 1 else {
            throw CommandError(
                .usage, "Several cars are called “\(name)”; use an id: \(found.map(\.id).joined(separator: ", ")).")
        }
        return car
    }

    private static func plain(_ plate: String) -> String {
        plate.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

/// Which days a command is about.
struct PeriodOptions: ParsableArguments {
    @Option(name: .long, help: "A calendar year, as 2026.")
    var year: Int?

    @Option(name: .long, help: "A British tax year, by the year in which it begins on 6 April.")
    var taxYear: Int?

    @Option(name: .long, help: "A month, as 2026-03.")
    var month: String?

    @Option(name: .long, help: "The first day, as 2026-03-01; with --until.")
    var from: String?

    @Option(name: .long, help: "The last day.")
    var until: String?

    /// The days asked for; the current year of the car's country when nothing was.
    func period(of car: Vehicle, now: any Timekeeping) throws -> ReportPeriod {
        guard let days = try asked ?? current(car, now) else {
            throw CommandError(.usage, "There are no such days; a report has at most a year.")
        }
        return days
    }

    private var asked: ReportPeriod? {
        get throws {
            let given = [year != nil, taxYear != nil, month != nil, from != nil || until != nil].count { $0 }
            guard given < 2 else {
                throw CommandError(.usage, "Choose one of --year, --tax-year, --month, and --from with --until.")
            }
            if let year { return try some(.year(year)) }
            if let taxYear { return try some(.taxYear(taxYear)) }
            if let month { return try some(LocalDay("\(month)-01").flatMap { .month($0.date.year, $0.date.month) }) }
            guard from != nil || until != nil else { return nil }
            guard let first = from.flatMap({ LocalDay($0) }), let last = until.flatMap({ LocalDay($0) }) else {
                throw CommandError(.usage, "Write both days, as --from 2026-03-01 --until 2026-03-31.")
            }
            return try some(ReportPeriod(first: first, last: last))
        }
    }

    private func some(_ period: ReportPeriod?) throws -> ReportPeriod {
        guard let period else { throw CommandError(.usage, "There are no such days; a report has at most a year.") }
        return period
    }

    private func current(_ car: Vehicle, _ clock: any Timekeeping) -> ReportPeriod? {
        let today = LocalClock.named(car.zone)?.day(at: Int64(clock.now.timeIntervalSince1970 * 1_000_000))
        return today.flatMap { ReportPeriod.accountingYear(of: $0, in: car.country) }
    }
}
