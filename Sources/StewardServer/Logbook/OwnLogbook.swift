// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardStore

/// A request about somebody's own logbook: all of it is theirs, and nothing else exists for them.
struct OwnLogbook: Sendable {
    let request: Request
    let context: PageContext
    let site: Site
    let account: Account

    var logbook: Logbook { site.installation.logbook }
    /// How entries name who changed something.
    var actor: String { account.actor }
    var now: Int64 { site.installation.clock.now.microseconds }

    /// A name in the address, without its escapes.
    func parameter(_ name: String) throws -> String {
        let text = try context.parameters.require(name)
        return text.removingPercentEncoding ?? text
    }

    /// A value behind the `?`; `nil` when it is not there or empty.
    func query(_ name: String) -> String? {
        guard request.uri.query != nil else { return nil }
        return request.uri.queryParameters[name[...]].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The fields of the JSON object that was sent.
    /// - Throws: 413, 408; `LogbookError` for what is no JSON object.
    func fields(upTo most: Int = RequestGuard.bodyLimit) async throws -> JSONFields {
        let bytes = try await RequestBytes.read(request, context, upTo: most)
        let value: JSON
        do throws(JSONError) { value = try JSON(parsing: bytes.isEmpty ? Array("{}".utf8) : bytes) } catch {
            throw LogbookError(.invalid, error.description)
        }
        guard value.members != nil else { throw LogbookError(.invalid, "Send one JSON object.") }
        return JSONFields(value)
    }

    /// A vehicle of one's own, also one that was taken out of the lists.
    func vehicle(_ id: String) async throws -> VehicleRecord {
        try await logbook.vehicle(id, account: account.id)
    }

    /// The vehicle that is named, else the usual one.
    /// - Throws: `LogbookError` with `notFound` when there is none.
    func vehicle(named id: String?) async throws -> Vehicle {
        if let id { return try await vehicle(id).vehicle }
        let vehicles = try await logbook.vehicles(of: account.id).map(\.vehicle)
        guard let vehicle = vehicles.first(where: \.isUsual) ?? vehicles.first else {
            throw LogbookError(.notFound, "You have no vehicle yet; add one first.")
        }
        return vehicle
    }
}

extension Route {
    /// An address of one's own logbook: looking needs `read`, changing `drive`. What a session changes has to come from
    /// a page of ours.
    static func logbook(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, queries: [Query] = [], gives: Schema,
        takes: Schema? = nil, problems: [HTTPResponse.Status] = [], upTo most: Int? = nil,
        answer: @escaping @Sendable (OwnLogbook) async throws -> Response
    ) -> Route {
        var statuses = problems
        if method != .get { statuses += [.unprocessableContent, .conflict, .requestTimeout] }
        var route = Route(
            method, path, summary, isData: true, scope: method == .get ? .read : .drive, queries: queries,
            gives: gives, problems: statuses + [.notFound]
        ) { request, context, site in
            try OwnPage.check(request, context)
            guard let visitor = context.visitor else { throw DeviceCheck.missing }
            return try await answer(
                OwnLogbook(request: request, context: context, site: site, account: visitor.account))
        }
        if let takes { route = route.takingJSON(takes) }
        if let most { route = route.takingBody(upTo: most) }
        return route
    }
}
