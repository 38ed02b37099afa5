// SPDX-License-Identifier: Apache-2.0
import Crypto
package import StewardCore
import StewardLedger

extension Logbook {
    /// Imports a file: points and readings become observations in the vehicle's book, trips of a table become entered
    /// trips.
    ///
    /// The file is read to its end first, and nothing of it is recorded unless all of it can be. Importing it again
    /// records nothing twice, also when the first import was broken off: then the rest comes in.
    /// - Parameters:
    ///   - open: gives the file from its beginning; asked twice, or once for a dry run. Nobody may change the file
    ///     meanwhile.
    ///   - progress: hears how far it is, after each piece.
    /// - Throws: `LogbookError` with the place of what is wrong and the repair, or with `notFound` when a vehicle is
    ///   not the account's; what `open` and its streams throw; the ledger's errors.
    package func importFile(
        _ request: ImportRequest, account: String, open: @Sendable () throws -> ByteStream,
        progress: (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportOutcome {
        let homes = try await ImportHomes(vehicles: vehicles(of: account).map(\.vehicle), request.vehicle)
        let options = try request.options(arrival: now, zone: homes.zone)
        let (found, drives, looked) = try await look(at: try open(), options, homes, progress)
        guard !request.isDryRun else {
            return try await outcome(of: looked, found, account: account)
        }
        var taking = ImportTaking(homes: homes, request: request, options: options, sha256: looked.sha256)
        for vehicle in looked.vehicles { try await taking.begin(vehicle, in: self, account: account) }
        var file = FileImport(options: options, drives: drives)
        var hash = SHA256()
        var read: Int64 = 0
        for try await piece in try open() {
            hash.update(data: piece)
            read += Int64(piece.count)
            try await taking.take(try file.read(piece), in: self, account: account)
            progress(ImportProgress(isTaking: true, bytes: read))
        }
        try await taking.take(try file.finish().batch, in: self, account: account)
        try await taking.finish(in: self, account: account)
        guard hash.text == looked.sha256 else {
            throw LogbookError(.conflict, "The file changed while it was read; import it again.")
        }
        return ImportOutcome(summary: found, sha256: looked.sha256, shares: taking.shares, isDryRun: false)
    }

    /// Reads a file to its end and checks all that it holds.
    private func look(
        at stream: ByteStream, _ options: ImportOptions, _ homes: ImportHomes, _ progress: (ImportProgress) -> Void
    ) async throws -> (summary: ImportSummary, drives: DriveTimes, looked: ImportLooking) {
        var file = FileImport(options: options)
        var looked = ImportLooking(homes: homes)
        var hash = SHA256()
        var read: Int64 = 0
        for try await piece in stream {
            hash.update(data: piece)
            read += Int64(piece.count)
            try looked.look(at: try file.read(piece))
            progress(ImportProgress(isTaking: false, bytes: read))
        }
        let (batch, summary) = try file.finish()
        try looked.look(at: batch)
        guard summary.observations + summary.trips > 0 else { throw LogbookError(.invalid, summary.emptySentence) }
        looked.sha256 = hash.text
        return (summary, file.foundDrives, looked)
    }

    /// What a dry run says.
    private func outcome(
        of looked: ImportLooking, _ summary: ImportSummary, account: String
    ) async throws -> ImportOutcome {
        var shares: [ImportOutcome.Share] = []
        for vehicle in looked.vehicles {
            var share = looked.shares[vehicle.id] ?? ImportOutcome.Share(vehicle: vehicle.id, name: vehicle.name)
            var present = PresentTrips(try await view(of: vehicle.id, account: account).trips)
            for times in looked.times[vehicle.id] ?? [] where present.take(times) { share.knownTrips += 1 }
            shares.append(share)
        }
        return ImportOutcome(summary: summary, sha256: looked.sha256, shares: shares, isDryRun: true)
    }

    /// Enters trips of a file; of one with a key that is there already, nothing is recorded.
    /// - Returns: how many were there already, before the entry `size`.
    func enterImported(
        _ trips: [(trip: EnteredTrip, key: String)], vehicle: String, account: String, knownBelow size: Int64
    ) async throws -> Int {
        let drafts = trips.map { trip, key in
            let act = TripDecision.Act.enter(trip)
            return EntryDraft(kind: act.kind, actor: "account:\(account)", payload: act.payload, idempotencyKey: key)
        }
        let entries = try await ledger.append(drafts, to: Self.book(vehicle: vehicle))
        for entry in entries where entry.sequence >= size { live[vehicle]?.take(nil, at: entry.sequence) }
        return entries.count { $0.sequence < size }
    }
}

extension SHA256 {
    /// The hash in lower-case hexadecimal.
    fileprivate var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
