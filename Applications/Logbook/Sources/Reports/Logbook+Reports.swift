// SPDX-License-Identifier: Apache-2.0
import StewardLedger
package import StewardStore

extension Logbook {
    /// The report of a vehicle of this account.
    /// - Parameters:
    ///   - country: the vehicle's own when `nil`.
    ///   - options: its seal and its time are set here.
    /// - Throws: `LogbookError` with `notFound`, also for another's; with `invalid` for a time zone that nobody knows;
    ///   the ledger's errors.
    package func report(
        of vehicle: String, account: String, country: Vehicle.Country? = nil, period: ReportPeriod,
        options: ReportOptions
    ) async throws -> Report {
        try await report(try await view(of: vehicle, account: account), country, period, options)
    }

    /// The report of a vehicle for its employer: of private trips the kilometres and the odometer only.
    /// - Throws: as for the driver; `notFound` when the account is none of the vehicle's employers.
    package func employersReport(
        of vehicle: String, account: String, country: Vehicle.Country? = nil, period: ReportPeriod,
        options: ReportOptions
    ) async throws -> Report {
        guard try await employersVehicles(of: account).contains(where: { $0.vehicle.id == vehicle }),
            let view = try await view(of: vehicle)
        else { throw LogbookError(.notFound, "There is no vehicle “\(vehicle)” of yours.") }
        var options = options
        options.audience = .employer
        return try await report(view, country, period, options)
    }

    private func report(
        _ view: AccountView, _ country: Vehicle.Country?, _ period: ReportPeriod, _ options: ReportOptions
    ) async throws -> Report {
        var options = options
        options.now = now
        options.seal = try await seal(of: view.vehicle.id)
        return try Report.make(
            country: country ?? view.vehicle.country, period: period, trips: view.trips, gaps: view.gaps,
            vehicle: view.vehicle, options: options)
    }

    /// The last checkpoint of a vehicle's book; `nil` when nobody signed it yet.
    private func seal(of vehicle: String) async throws -> ReportOptions.Seal? {
        let book = Self.book(vehicle: vehicle)
        guard let last = try await ledger.checkpoints(of: book, limit: 1).first, let signer = ledger.key else {
            return nil
        }
        let root = last.checkpoint.root.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return ReportOptions.Seal(
            book: book.name, size: last.checkpoint.size, root: root.joined(), signer: signer.description)
    }

    /// Signs the vehicle's book, makes the report from it, puts the report's files into the store and names them in the
    /// book, as an entry of its own each time.
    /// - Returns: the report, and the blobs that go along when the book is exported or archived.
    /// - Throws: what making the report throws; `LedgerError` with `noSigner`; the store's errors.
    package func sealReport(
        of vehicle: String, account: String, country: Vehicle.Country? = nil, period: ReportPeriod,
        options: ReportOptions, store: BlobStore, actor: String
    ) async throws -> (report: Report, blobs: [BlobID]) {
        _ = try await self.vehicle(vehicle, account: account)
        let book = Self.book(vehicle: vehicle)
        try await ledger.checkpoint(book)
        let report = try await report(
            of: vehicle, account: account, country: country, period: period, options: options)
        return (report, try await report.bundle.record(in: ledger, book: book, store: store, actor: actor))
    }
}
