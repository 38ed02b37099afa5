// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The members of an answer that were asked for: paths joined by commas, `*` for everything. Names may be written with
/// capitals or with underscores ("Choose what fields to return", Routes API, 2026-11).
struct ResponseMask {
    private let paths: [[String]]
    private let isEverything: Bool

    init(_ text: String) {
        paths = text.split(separator: ",").map { path in
            path.filter { !$0.isWhitespace }.split(separator: ".").map { Self.camelCase(String($0)) }
        }
        isEverything = paths.contains(["*"])
    }

    /// What of `json` was asked for. A list's elements are each looked into.
    func applied(to json: JSON) throws(RPCFailure) -> JSON {
        for path in paths where !isEverything && !RoutesSchema.has(path) {
            throw .invalid(
                "Request contains an invalid argument: cannot find matching fields for path "
                    + "'\(path.joined(separator: "."))'.")
        }
        return isEverything ? json : Self.kept(json, paths)
    }

    private static func kept(_ json: JSON, _ paths: [[String]]) -> JSON {
        if paths.contains([]) { return json }
        switch json {
        case .array(let elements): return .array(elements.map { kept($0, paths) })
        case .object(let members):
            return .object(
                members.compactMap { member in
                    let below = paths.filter { $0.first == member.key }.map { Array($0.dropFirst()) }
                    return below.isEmpty ? nil : JSON.Member(member.key, kept(member.value, below))
                })
        default: return json
        }
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_", omittingEmptySubsequences: true)
        guard let first = words.first else { return name }
        return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

/// The members that answers of the Routes API have, for finding wrong masks.
enum RoutesSchema {
    private static let route = [
        "distanceMeters", "duration", "staticDuration", "polyline", "description", "warnings", "viewport", "legs",
        "routeLabels", "travelAdvisory", "optimizedIntermediateWaypointIndex", "localizedValues", "routeToken",
        "polylineDetails",
    ]
    private static let leg = [
        "distanceMeters", "duration", "staticDuration", "polyline", "startLocation", "endLocation", "steps",
        "travelAdvisory", "localizedValues", "stepsOverview",
    ]
    private static let step = [
        "distanceMeters", "staticDuration", "polyline", "startLocation", "endLocation", "navigationInstruction",
        "travelAdvisory", "localizedValues", "transitDetails", "travelMode",
    ]
    private static let element = [
        "originIndex", "destinationIndex", "status", "condition", "distanceMeters", "duration", "staticDuration",
        "travelAdvisory", "fallbackInfo", "localizedValues",
    ]

    static func has(_ path: [String]) -> Bool {
        guard let first = path.first else { return false }
        guard first == "routes" else {
            return ["fallbackInfo", "geocodingResults"].contains(first) || element.contains(first)
        }
        guard path.count > 1 else { return true }
        guard path[1] == "legs", path.count > 2 else { return route.contains(path[1]) }
        guard path[2] == "steps", path.count > 3 else { return leg.contains(path[2]) }
        return step.contains(path[3])
    }
}
