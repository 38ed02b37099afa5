// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// What phones call when they join and leave a car, and on the way: the addresses of older logbooks, with their
/// answers.
enum WebhookRoutes {
    static let all: [Route] = ["", "/in/{token}"].flatMap { start in
        Shortcuts.Call.allCases.map { call($0, "\(start)/webhook/\($0.rawValue)") } + [status(start)]
    }

    private static let queries = [
        Query("car_id", "The vehicle's id", .string(most: 80)),
        Query("device_id", "The name of the car's Bluetooth or CarPlay", .string(most: 200)),
    ]

    private static func call(_ call: Shortcuts.Call, _ path: String) -> Route {
        Route(
            .post, path, call.summary, isData: true, scope: .drive, queries: queries, gives: LogbookSchemas.webhook,
            problems: [.notFound, .unprocessableContent, .conflict, .requestTimeout]
        ) { request, context, site in
            try OwnPage.check(request, context)
            let intake = try await IntakeRequest(request, context, site)
            let received = try Shortcuts.read(
                call, body: intake.body, parameters: intake.parameters, from: intake.receipt)
            let recorded = try await intake.record(received, form: Shortcuts.form)
            let answer = WebhookAnswer(call, recorded.last, received, for: intake)
            return JSONAnswer.response(try await answer.json(site))
        }.takingBody(upTo: Received.mostBytes).takingJSON(LogbookSchemas.point).forDevices()
    }

    private static func status(_ start: String) -> Route {
        Route(
            .get, "\(start)/webhook/status", "The trip that goes on", isData: true, scope: .drive,
            gives: LogbookSchemas.status, problems: [.notFound]
        ) { _, context, site in
            let account = context.device?.token.account ?? context.visitor?.account.id ?? ""
            let trip = try await LiveTrips(site).latest(of: account, vehicle: context.device?.token.vehicle)
            return JSONAnswer.response(LiveTripJSON.status(trip))
        }.forDevices()
    }
}

extension Shortcuts.Call {
    fileprivate var summary: String {
        switch self {
        case .start: "The phone joined the car"
        case .ping: "Where the phone is"
        case .end: "The phone left the car"
        case .finalize: "The trip has ended, wherever the car is"
        case .cancel: "What goes on is no trip"
        }
    }
}
