// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import NIOCore
import StewardCore

/// One's own trips as a table with the columns of older logbooks: as JSON, or as CSV for spreadsheets.
enum ExportRoutes {
    private static let queries = [
        Query("year", "Only trips of this year", .integer(min: 1990, max: 2199)),
        Query("month", "1 to 12; counts only with “year”", .integer(min: 1, max: 12)),
        Query("car_id", "Only trips of this vehicle", .string(most: 80)),
    ]

    static let all: [Route] = [
        .logbook(.get, "/export", "One's trips as a table", queries: queries, gives: LogbookSchemas.table) { own in
            var rows: [JSON] = []
            for export in try await exports(own) { rows += export.json["rows"]?.array ?? [] }
            return JSONAnswer.response([
                "columns": .array(TripExport.columns.map(JSON.string)), "rows": .array(rows),
            ])
        },
        Route("/export.csv", "One's trips as CSV", scope: .read, queries: queries) { request, context, site in
            guard let visitor = context.visitor else { throw DeviceCheck.missing }
            let own = OwnLogbook(request: request, context: context, site: site, account: visitor.account)
            for query in queries {
                guard let value = own.query(query.name), let complaint = query.complaint(about: value) else { continue }
                throw HTTPError(.badRequest, message: complaint)
            }
            return csv(try await exports(own))
        },
        .logbook(
            .post, "/export", "Refused: nothing is written into spreadsheets of others", gives: LogbookSchemas.nothing,
            problems: [.unprocessableContent]
        ) { _ in
            throw HTTPError(
                .unprocessableContent,
                message: "Steward writes into no spreadsheets. Get /export.csv and open it there.")
        },
    ]

    private static func exports(_ own: OwnLogbook) async throws -> [TripExport] {
        let vehicles: [VehicleRecord]
        if let id = own.query("car_id") {
            vehicles = [try await own.vehicle(id)]
        } else {
            vehicles = try await own.logbook.vehicles(of: own.account.id, alsoRemoved: true)
        }
        let period = own.query("year").flatMap { Int($0) }.flatMap { year -> ReportPeriod? in
            guard let month = own.query("month").flatMap({ Int($0) }) else { return .year(year) }
            return .month(year, month)
        }
        var exports: [TripExport] = []
        for record in vehicles {
            let view = try await own.logbook.view(of: record.vehicle.id, account: own.account.id)
            exports.append(try TripExport(trips: view.trips, vehicle: view.vehicle, period: period))
        }
        return exports
    }

    /// One table: its head once.
    private static func csv(_ exports: [TripExport]) -> Response {
        var text: [UInt8] = []
        for export in exports {
            let csv = export.csv
            let end = csv.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? csv.count
            text += text.isEmpty ? csv[...] : csv[end...]
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"trips.csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
    }
}
