// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// A file of trips, points or readings that is sent: it is received whole, looked at, and taken in when all of it is
/// good. `docs/logbook-imports.md` says what is taken.
enum ImportRoutes {
    static let all: [Route] = [
        Route.logbook(
            .post, "/api/logbook/import", "Takes in a file of trips, points or readings of the odometer",
            gives: LogbookSchemas.imported, takes: LogbookSchemas.importForm,
            problems: [UploadError.diskFull.status]
        ) { own in JSONAnswer.response(try await receive(own).json) }.takingFile()
    ]

    /// Receives a form with a file and takes the file in.
    /// - Throws: `HTTPError`; `LogbookError` with the place of what is wrong.
    static func receive(_ own: OwnLogbook) async throws -> ImportOutcome {
        guard Uploads.isMultipart(own.request) else {
            throw HTTPError(
                UploadError.noFile.status,
                message: "Send a form (multipart/form-data) with the file in the field “file”, after the others.")
        }
        return try await own.site.uploads.kept(own.request, own.context) { file in
            (try await take(file, own), false)
        }
    }

    private static func take(_ file: ReceivedFile, _ own: OwnLogbook) async throws -> ImportOutcome {
        guard let path = file.path else { throw LogbookError(.invalid, "There is no file in the form; choose one.") }
        return try await take(path, try request(file.fields), own.logbook, account: own.account.id)
    }

    /// Takes a received file in, or looks at it.
    static func take(
        _ path: String, _ request: ImportRequest, _ logbook: Logbook, account: String
    ) async throws -> ImportOutcome {
        try await logbook.importFile(request, account: account) { try stream(path) }
    }

    /// What a form's fields ask for.
    /// - Throws: `LogbookError` with `invalid` and the name of the field.
    static func request(_ fields: [String: String]) throws(LogbookError) -> ImportRequest {
        func field(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
        func choice<Choice: RawRepresentable<String> & CaseIterable>(
            _ name: String, _ standard: Choice
        ) throws(LogbookError) -> Choice {
            guard let text = field(name) else { return standard }
            guard let choice = Choice(rawValue: text) else {
                let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
                throw LogbookError(.invalid, "“\(name)” takes one of: \(known).")
            }
            return choice
        }
        let dry = field("dry_run") ?? "false"
        guard ["true", "false", "on"].contains(dry) else {
            throw LogbookError(.invalid, "“dry_run” takes true or false.")
        }
        return ImportRequest(
            vehicle: field("car_id"), zone: field("zone"),
            slashDates: try choice("dates", ImportOptions.SlashDates.refused),
            unit: try choice("unit", DistanceUnit.kilometres), isDryRun: dry != "false")
    }

    /// The received file from its beginning.
    private static func stream(_ path: String) throws -> ByteStream {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw LogbookError(.conflict, "The received file is gone; send it again.")
        }
        return ByteStream {
            {
                try await Blocking.run {
                    let piece = try handle.read(upToCount: 1 << 18) ?? Data()
                    return piece.isEmpty ? nil : Array(piece)
                }
            }
        }
    }
}
