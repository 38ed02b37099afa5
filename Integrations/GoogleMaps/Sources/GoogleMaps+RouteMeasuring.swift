// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

extension GoogleMaps: RouteMeasuring {
    /// Points that the service takes at once: two ends and 25 between them.
    static let pointsAtOnce = 27

    /// The way by car that Google would choose through these points, without regard to traffic.
    ///
    /// One request for every 26 steps of the way; the parts are divided at shared points and added up.
    /// - Throws: `IntegrationError`; `invalidRequest` for fewer than two points.
    public func route(through points: [Position]) async throws -> MeasuredRoute? {
        guard points.count >= 2 else {
            throw IntegrationError(.invalidRequest, "A route needs two points or more; give where it begins and ends.")
        }
        var metres: Int64 = 0
        var seconds: Double? = 0
        var course: [Position] = []
        var start = 0
        while start < points.count - 1 {
            let end = min(start + Self.pointsAtOnce, points.count)
            guard let part = try await client.route(through: points[start..<end]) else { return nil }
            metres += part.metres
            seconds = seconds.flatMap { so in part.seconds.map { so + $0 } }
            course += course.last == part.course.first ? part.course[...].dropFirst() : part.course[...]
            start = end - 1
        }
        return MeasuredRoute(distance: Distance(metres: metres), duration: seconds, course: course)
    }
}
