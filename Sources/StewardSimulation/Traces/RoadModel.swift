// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// A country that does not exist: places about a centre, and roads between them.
///
/// The centre is Utrecht unless another is given, so that dates, distances and the country's rules fit together. Places
/// and roads are computed from the seed and correspond to nothing on a map.
public struct RoadModel: Sendable {
    /// What a way is mostly made of.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Streets at right angles with lights, up to 50 km/h.
        case city
        /// A road with bends, up to 80 km/h, streets at both ends.
        case regional
        /// A motorway with gentle bends, 100 km/h, streets at both ends.
        case motorway
    }

    /// Something on a way that makes recording it hard.
    public enum Hazard: Sendable, Hashable {
        /// A tunnel which a car at the speed limit is in for so many seconds.
        case tunnel(seconds: Double)
        /// A ferry over so many metres of water.
        case ferry(metres: Double)
        /// A jam over so many metres: creeping, standing often, once for `longest` seconds.
        case jam(metres: Double, longest: Double)
        /// A way round by a place so many metres beside the straight line.
        case detour(metres: Double)
        /// A stop of so many seconds, at a part of the way from 0 to 1.
        case stop(Road.StopKind, seconds: Double, at: Double)
    }

    /// Where Utrecht is, to a tenth of a degree.
    public static let utrecht: Position = {
        guard let position = Position(latitude: 52.1, longitude: 5.1) else { preconditionFailure("a place on earth") }
        return position
    }()

    let plane: RoadPlane
    private let seed: UInt64

    /// A country about a centre, which is not nearer than ten degrees to a pole, where streets at right angles make no
    /// sense.
    public init(centre: Position = RoadModel.utrecht, seed: UInt64 = 1) {
        precondition(abs(centre.latitude) <= 80, "the centre must be between 80° south and 80° north")
        plane = RoadPlane(centre: centre)
        self.seed = seed
    }

    /// A place so many kilometres east and north of the centre.
    public func place(_ name: String, east: Double, north: Double, isGarage: Bool = false) -> TruePlace {
        TruePlace(
            name: name, position: plane.position(PlanePoint(x: east * 1000, y: north * 1000)), isGarage: isGarage)
    }

    /// A way between two places.
    /// - Parameters:
    ///   - from: where it begins; in a garage when the place is one.
    ///   - to: where it ends.
    ///   - kind: what it is mostly made of.
    ///   - purpose: which way of the many there are; the same purpose and seed give the same way.
    ///   - hazards: what happens on it; of ferries the first counts, of ways round too, and not both.
    public func road(
        from: TruePlace, to: TruePlace, kind: Kind, hazards: [Hazard] = [], purpose: String = ""
    ) -> Road {
        var random = TraceRandom(seed: seed, purpose: "\(from.name) \(to.name) \(kind) \(purpose)")
        let start = plane.point(from.position)
        let target = plane.point(to.position)
        let exit = PlanePoint(x: 16, y: 0)
        var builder = RoadBuilder(plane: plane, at: start)
        if from.isGarage { builder.garage(around: start, outwards: true) }
        let end = to.isGarage ? target + exit : target
        if let metres = hazards.lazy.compactMap(\.water).first {
            cross(metres, to: end, kind: kind, with: &builder, random: &random)
        } else {
            if let metres = hazards.lazy.compactMap(\.wayRound).first {
                let way = end - start
                let aside = PlanePoint(x: -way.y, y: way.x) * (metres / max(way.length, 1))
                go(to: start + way * 0.5 + aside, kind: kind, with: &builder, random: &random)
            }
            go(to: end, kind: kind, with: &builder, random: &random)
        }
        if to.isGarage { builder.garage(around: target) }
        var road = builder.road()
        for hazard in hazards { road.add(hazard, random: &random) }
        return road
    }

    private func go(to target: PlanePoint, kind: Kind, with builder: inout RoadBuilder, random: inout TraceRandom) {
        let streets = 0.35
        let way = target - builder.end
        // Streets at both ends, then the long road between them.
        let access = min(kind == .motorway ? 1500 : 700, way.length * 0.15)
        if kind != .city {
            let ramp = builder.end + (way * (access / max(way.length, 1))).turned(0.3)
            builder.grid(to: ramp, angle: streets, random: &random)
            let off = target - (way * (access / max(way.length, 1))).turned(-0.3)
            builder.curve(
                to: off, limit: kind == .motorway ? 27.8 : 20.8, wiggle: kind == .motorway ? 0.05 : 0.07,
                random: &random)
        }
        builder.grid(to: target, angle: streets, random: &random)
    }

    /// Land, a quay, water, a quay, land.
    private func cross(
        _ metres: Double, to target: PlanePoint, kind: Kind, with builder: inout RoadBuilder,
        random: inout TraceRandom
    ) {
        let way = target - builder.end
        let middle = builder.end + way * 0.5
        let half = way * (metres / 2 / max(way.length, 1))
        go(to: middle - half, kind: kind, with: &builder, random: &random)
        builder.stop(.ferry, seconds: random.uniform(180...420).rounded())
        builder.straight(to: middle + half, limit: 3, carried: true)
        builder.stop(.ferry, seconds: random.uniform(40...90).rounded())
        go(to: target, kind: kind, with: &builder, random: &random)
    }
}

extension RoadModel.Hazard {
    fileprivate var wayRound: Double? { if case .detour(let metres) = self { metres } else { nil } }
    fileprivate var water: Double? { if case .ferry(let metres) = self { metres } else { nil } }
}
