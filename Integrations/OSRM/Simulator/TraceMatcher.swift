// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

/// Finds the roads that fit measured points best: the most probable way through a hidden Markov model, where a point is
/// as probable as it is near, and a step as probable as its way is close to the straight line (Newson and Krumm, 2009).
struct TraceMatcher: Sendable {
    let search: RoadSearch

    /// A measured point.
    struct Point: Sendable {
        let position: Position
        let second: Int?
        /// The standard deviation of its place in metres.
        let radius: Double
    }

    /// A piece of the trace on roads.
    struct Matching: Sendable {
        /// Which points, by number, and where each was put.
        var points: [(number: Int, snap: Snap)] = []
        var legs: [RoadSearch.Way] = []
        var confidence = 0.0
    }

    /// A place on a road, in one direction, that a point may have been measured at.
    private struct Candidate {
        let snap: Snap
        let edge: Int
        var score: Double
        /// Which candidate of the point before leads here, and on which way.
        var before: (index: Int, way: RoadSearch.Way)?
    }

    private struct Column {
        let number: Int
        var candidates: [Candidate]
    }

    /// The pieces of two points or more that could be matched. `splits`: also divided where nothing was measured for
    /// more than ten times the usual.
    func matchings(_ points: [Point], leaving out: Set<Int>, splits: Bool) -> [Matching] {
        let kept = points.indices.filter { !out.contains($0) }
        let usual = usualStep(kept.compactMap { points[$0].second })
        var pieces: [[Column]] = [[]]
        for number in kept {
            var column = self.column(number, points[number])
            guard !column.candidates.isEmpty else { continue }
            if let before = pieces[pieces.count - 1].last {
                let gap = (points[number].second ?? 0) - (points[before.number].second ?? 0)
                let isLong = splits && gap > 10 * max(1, usual ?? .max / 20)
                let limit = usual.map { Double(max(1, $0)) * 50 } ?? 2000
                let isJoined = !isLong && join(&column, to: before, points, limit)
                if !isJoined { pieces.append([]) }
            }
            pieces[pieces.count - 1].append(column)
        }
        return pieces.filter { $0.count >= 2 }.map { Self.matching($0, points) }
    }

    private func usualStep(_ seconds: [Int]) -> Int? {
        let steps = zip(seconds, seconds.dropFirst()).map { $1 - $0 }.sorted()
        return steps.isEmpty ? nil : steps[steps.count / 2]
    }

    private func column(_ number: Int, _ point: Point) -> Column {
        let snaps = search.graph.snaps(of: point.position, within: 3 * point.radius).prefix(10)
        let candidates = snaps.flatMap { snap in
            let off = snap.distance / point.radius
            return snap.directions.map { Candidate(snap: snap, edge: $0, score: -0.5 * off * off) }
        }
        return Column(number: number, candidates: candidates)
    }

    /// Finds for each candidate the best one before it; drops those without. `false` when all are without.
    private func join(_ column: inout Column, to before: Column, _ points: [Point], _ limit: Double) -> Bool {
        let straight = Earth.metres(points[before.number].position, points[column.number].position)
        var joined = column.candidates
        for (index, candidate) in before.candidates.enumerated() {
            var ways: [Int: [Int: RoadSearch.Way]] = [:]
            for place in joined.indices {
                let goal = joined[place].snap
                let found = ways[goal.edge] ?? search.ways(from: candidate.snap, along: candidate.edge, to: goal)
                ways[goal.edge] = found
                guard let way = found[joined[place].edge], way.metres - straight <= limit else { continue }
                let own = column.candidates[place].score
                let score = candidate.score + own - abs(way.metres - straight) / 10
                if joined[place].before == nil || score > joined[place].score {
                    joined[place].score = score
                    joined[place].before = (index, way)
                }
            }
        }
        let reached = joined.filter { $0.before != nil }
        if !reached.isEmpty { column.candidates = reached }
        return !reached.isEmpty
    }

    private static func matching(_ columns: [Column], _ points: [Point]) -> Matching {
        var matching = Matching()
        let last = columns[columns.count - 1].candidates
        var index = last.indices.max { last[$0].score < last[$1].score } ?? 0
        for column in columns.reversed() {
            let candidate = column.candidates[index]
            matching.points.append((column.number, candidate.snap))
            guard let before = candidate.before else { break }
            matching.legs.append(before.way)
            index = before.index
        }
        matching.points.reverse()
        matching.legs.reverse()
        let off = matching.points.reduce(0) { $0 + $1.snap.distance } / Double(columns.count)
        matching.confidence = exp(-off / 20)
        return matching
    }

    /// The points that the option `tidy` leaves out: those within 15 m, or within 5 s, of the last one kept. The first
    /// and the last stay.
    static func untidy(_ points: [Point]) -> Set<Int> {
        var out = Set<Int>()
        guard var kept = points.indices.first else { return out }
        for number in points.indices.dropFirst().dropLast() {
            let isFar = Earth.metres(points[kept].position, points[number].position) > 15
            let isLater = (points[number].second ?? .max) - (points[kept].second ?? 0) >= 5
            if isFar && isLater { kept = number } else { out.insert(number) }
        }
        return out
    }
}
