// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Synchronization

/// Counts the requests that were answered, by the route's template, the method and the status.
final class RequestMeter: Sendable {
    struct Key: Hashable, Sendable {
        let route: String
        let method: String
        let status: Int
    }
    private let table = Mutex<[Key: Histogram]>([:])

    /// Series that there may be; what comes beyond them is counted under `other`. Routes, methods and statuses are few,
    /// so it takes a mistake to get there.
    static let limit = 1500

    func record(_ key: Key, _ duration: Duration) {
        table.withLock { table in
            let isKnown = table[key] != nil || table.count < Self.limit
            let place = isKnown ? key : Key(route: "other", method: "other", status: key.status)
            table[place, default: .ofAnswers].observe(duration.seconds)
        }
    }

    /// What was counted.
    var families: [MetricFamily] {
        var family = MetricFamily(
            "steward_http_request_duration_seconds", .histogram, unit: "seconds",
            "Time until an answer begins, by route, method and status. The count is that of the requests.")
        let rows = table.withLock { $0 }
        for (key, histogram) in rows.sorted(by: { $0.key.order < $1.key.order }) {
            family.add([("route", key.route), ("method", key.method), ("status", String(key.status))], histogram)
        }
        return [family]
    }
}

extension RequestMeter.Key {
    fileprivate var order: String { "\(route) \(method) \(status)" }
}

/// Counts every request with what became of it. Put it outside of what turns errors into answers.
struct RequestMetrics: RouterMiddleware {
    typealias Context = PageContext

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    private let meter: RequestMeter
    private let routes: Set<String>

    /// - Parameter routes: the templates of the routes that there are; anything else is counted as `other`.
    init(_ meters: Meters, routes: [String]) {
        meter = meters.requests
        self.routes = Set(routes.map { RouterPath($0).description })
    }

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        do {
            let response = try await next(request, context)
            record(request, context, response.status.code, since: start)
            return response
        } catch {
            record(request, context, (error as? HTTPError)?.status.code ?? 500, since: start)
            throw error
        }
    }

    private func record(
        _ request: Request, _ context: PageContext, _ status: Int, since start: ContinuousClock.Instant
    ) {
        let route = context.endpointPath.flatMap { routes.contains($0) ? $0 : nil } ?? "other"
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
        meter.record(.init(route: route, method: method, status: status), ContinuousClock.now - start)
    }
}
