// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

extension RouteMeasuringContract {
    private static let cannotMatch: @Sendable (IntegrationSubject) -> String? = {
        $0.roads?.drive == nil ? "the service cannot match points to roads" : nil
    }

    private static func matching(
        _ subject: IntegrationSubject
    ) throws -> (service: any RouteMeasuring, drive: RoadPlaces.Drive) {
        let (service, roads) = try bench(subject)
        guard let drive = roads.drive else { throw RuleViolation("The subject names no drive.") }
        return (service, drive)
    }

    static let matchFollows = Rule<IntegrationSubject>(
        "match-follows-the-road",
        "A trace of any length is as long as the way that was driven, with a course and a confidence.",
        exemption: cannotMatch
    ) { subject in
        let (service, drive) = try matching(subject)
        guard let route = try await service.match(drive.trace) else {
            throw RuleViolation("The drive of \(drive.trace.count) points was not matched.")
        }
        let metres = Double(route.distance.metres)
        try expect(drive.metres.contains(metres), "The drive has \(metres) m, not \(drive.metres).")
        let confidence = route.confidence ?? -1
        try expect((0...1).contains(confidence), "The confidence is \(confidence).")
        let course = Course.metres(route.course)
        try expect(abs(course - metres) <= metres * 0.02 + 20, "The course has \(course) m, the route \(metres) m.")
    }

    static let matchInAnyOrder = Rule<IntegrationSubject>(
        "match-takes-any-order", "The points' own times order them; a point that came twice changes nothing.",
        exemption: cannotMatch
    ) { subject in
        let (service, drive) = try matching(subject)
        let wanted = try await service.match(drive.trace)
        let mixed = Array(drive.trace.reversed()) + Array(drive.trace.dropFirst(3).prefix(9))
        let found = try await service.match(mixed)
        try expect(found == wanted, "The same points in another order gave another way.")
    }

    static let matchNoRoad = Rule<IntegrationSubject>(
        "match-without-a-road-is-nil",
        "Points far from every road fit none, and that is no failure; fewer than two are refused.",
        exemption: cannotMatch
    ) { subject in
        let (service, roads) = try bench(subject)
        let start = subject.clock.now
        let far = (0..<5).compactMap { step in
            Position(latitude: roads.nowhere.latitude, longitude: roads.nowhere.longitude + Double(step) * 0.001).map {
                TracePoint(position: $0, time: start.addingTimeInterval(Double(step) * 10), accuracy: 5)
            }
        }
        let route = try await service.match(far)
        try expect(route == nil, "A trace far from every road has \(route?.distance.metres ?? 0) m.")
        for points in [[], Array(far.prefix(1))] {
            try await refused("A trace of \(points.count) points") { _ = try await service.match(points) }
        }
    }

    static let matchOrSay = Rule<IntegrationSubject>(
        "match-is-unsupported-where-it-is", "A service that cannot match points to roads says unsupported.",
        exemption: { $0.roads?.drive == nil ? nil : "the service matches points to roads" }
    ) { subject in
        let (service, roads) = try bench(subject)
        let start = subject.clock.now
        let trace = roads.loop.enumerated().map { number, position in
            TracePoint(position: position, time: start.addingTimeInterval(Double(number) * 60))
        }
        var failure: (any Error)?
        do { _ = try await service.match(trace) } catch { failure = error }
        let code = (failure as? IntegrationError)?.code
        try expect(code == .unsupported, "Expected unsupported, found \(failure.shown).")
    }
}
