// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// One's own MQTT broker: which it is, and how it goes with it. The password is never given back.
enum BrokerRoutes {
    /// Where this server connects to is not for everybody to say, so changing it needs more than driving.
    static let all: [Route] = [
        .logbook(
            .get, "/api/logbook/broker", "The MQTT broker that is listened to, and how it goes",
            gives: LogbookSchemas.broker
        ) { own in
            guard let known = try await Brokers(own.site.installation).broker(of: own.account.id) else {
                throw LogbookError(.notFound, "There is no broker of yours yet.")
            }
            return JSONAnswer.response(json(known.settings, known.health))
        },
        changing(.put, "Listens to a MQTT broker from now on", LogbookSchemas.newBroker) { own in
            let settings = try await settings(own)
            let brokers = Brokers(own.site.installation)
            try await brokers.set(settings.0, password: settings.1, of: own.account.id, by: own.actor)
            return json(settings.0, BrokerHealth())
        },
        changing(.delete, "Listens to no MQTT broker any more, and forgets its password", nil) { own in
            try await Brokers(own.site.installation).remove(of: own.account.id)
            return ["status": "deleted"]
        },
    ]

    private static func changing(
        _ method: HTTPRequest.Method, _ summary: String, _ takes: Schema?,
        answer: @escaping @Sendable (OwnLogbook) async throws -> JSON
    ) -> Route {
        let route = Route(
            method, "/api/logbook/broker", summary, isData: true, scope: .operate,
            gives: method == .delete ? LogbookSchemas.done : LogbookSchemas.broker,
            problems: [.unprocessableContent, .conflict, .requestTimeout, .notFound]
        ) { request, context, site in
            try OwnPage.check(request, context)
            guard let visitor = context.visitor else { throw DeviceCheck.missing }
            let own = OwnLogbook(request: request, context: context, site: site, account: visitor.account)
            return JSONAnswer.response(try await answer(own))
        }
        return takes.map { route.takingJSON($0) } ?? route
    }

    private static func settings(_ own: OwnLogbook) async throws -> (BrokerSettings, Secret?) {
        let fields = try await own.fields()
        try fields.refuseOthers(than: ["host", "port", "tls", "user", "password"])
        if fields.has("user") || fields.has("password") { _ = try fields.needed("user", most: 500) }
        let settings = BrokerSettings(
            host: try fields.needed("host", most: 253), port: try fields.number("port", 1...65_535).map { Int($0) },
            usesTLS: try fields.flag("tls") ?? false, user: try fields.text("user", most: 500) ?? "")
        return (settings, try fields.text("password", most: 500).flatMap { $0.isEmpty ? nil : Secret($0) })
    }

    private static func json(_ settings: BrokerSettings, _ health: BrokerHealth) -> JSON {
        .object((settings.json.members ?? []) + (health.json.members ?? []))
    }
}
