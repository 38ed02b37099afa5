// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore

/// The stream of changes and the script that shows them.
enum EventRoutes {
    static let routes: [Route] = [
        Route(
            .get, "/events", "Changes of jobs and transfers as they happen, as server-sent events", scope: .read,
            queries: [("after", "The id of the last event that was seen, as the header Last-Event-ID")]
        ) { request, context, site in
            stream(request, context, site)
        },
        Route(.get, "/assets/events.js", "The script that shows changes as they happen", scope: .open) { _, _, _ in
            var response = Routes.text(EventScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    private static func stream(_ request: Request, _ context: PageContext, _ site: Site) -> Response {
        let hub = site.events
        let owner = context.visitor?.account.id ?? ""
        guard hub.hasRoom(for: owner) else {
            var response = Routes.text("Too many pages listen at once. Close some, or reload to see changes.\n")
            response.status = .serviceUnavailable
            response.headers[.retryAfter] = "30"
            return response
        }
        let asked = request.headers[.lastEventID] ?? request.uri.queryParameters["after"].map(String.init)
        let after = asked.flatMap { $0.isEmpty ? nil : ServerEvent.Place($0) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                .acceleratedBuffering: "no",
            ],
            // Only a body that is written takes a place: a HEAD request writes none.
            body: ResponseBody { writer in
                // Unsafe for the compiler alone: only this task writes, one event after the other.
                nonisolated(unsafe) var out = writer
                if let reader = hub.subscribe(owner, after: after) {
                    try await EventStream(hub: hub, reader: reader).run { text in
                        try await out.write(ByteBuffer(string: text))
                    }
                }
                try await out.finish(nil)
            })
    }
}

extension HTTPField.Name {
    /// The name is constant and valid; a wrong one would be a programmer's mistake that the tests show.
    static var lastEventID: Self { Self("Last-Event-ID") ?? .server }
    /// Tells a proxy of nginx's kind to pass each event on at once.
    static var acceleratedBuffering: Self { Self("X-Accel-Buffering") ?? .server }
}
