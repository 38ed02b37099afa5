// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Finds the fastest ways.
struct RoadSearch: Sendable {
    let graph: RoadGraph

    /// A way from one place on a road to another.
    struct Way: Sendable {
        var metres: Double
        var seconds: Double
        var course: [Position]
    }

    /// An edge that was driven to its end, and what it came after.
    private struct Visit {
        let edge: Int
        let metres: Double
        let seconds: Double
        let before: Int?
    }

    /// The fastest way that leaves `start` along one of its edges, for each edge that it can reach `goal` on.
    func ways(from start: Snap, along edge: Int, to goal: Snap) -> [Int: Way] {
        guard let left = start.metres(on: edge) else { return [:] }
        let whole = graph.edges[edge]
        var found: [Int: (metres: Double, seconds: Double, last: Int?)] = [:]
        if let there = goal.metres(on: edge), there >= left - 1e-6 {
            let metres = max(0, there - left)
            found[edge] = (metres, metres / whole.metres * whole.seconds, nil)
        }
        let share = (whole.metres - left) / whole.metres
        var visits = [Visit(edge: edge, metres: whole.metres - left, seconds: share * whole.seconds, before: nil)]
        var open = [0]
        var isDone = Set<Int>()
        while let index = open.indices.min(by: { visits[open[$0]].seconds < visits[open[$1]].seconds }) {
            let number = open.remove(at: index)
            let visit = visits[number]
            guard isDone.insert(visit.edge).inserted else { continue }
            for next in graph.following(visit.edge) {
                let began = visit.seconds + graph.turning(from: visit.edge, into: next)
                let road = graph.edges[next]
                if let there = goal.metres(on: next) {
                    let seconds = began + there / road.metres * road.seconds
                    if seconds < found[next]?.seconds ?? .infinity {
                        found[next] = (visit.metres + there, seconds, number)
                    }
                }
                guard !isDone.contains(next) else { continue }
                open.append(visits.count)
                visits.append(
                    Visit(
                        edge: next, metres: visit.metres + road.metres, seconds: began + road.seconds, before: number))
            }
        }
        return found.mapValues { end in
            Way(
                metres: end.metres, seconds: end.seconds,
                course: [start.location] + crossings(visits, end.last) + [goal.location])
        }
    }

    /// The nodes at the ends of the edges that lead to a visit.
    private func crossings(_ visits: [Visit], _ last: Int?) -> [Position] {
        var places: [Position] = []
        var next = last
        while let number = next {
            places.append(graph.nodes[graph.edges[visits[number].edge].to].position)
            next = visits[number].before
        }
        return places.reversed()
    }

    /// The fastest way through places on roads, one leg for each two of them; `nil` when there is none.
    ///
    /// - Parameter goesStraight: whether it must not turn round at a place between.
    func legs(through places: [Snap], goesStraight: Bool) -> [Way]? {
        guard let first = places.first else { return nil }
        var states: [Int: (seconds: Double, legs: [Way])] = [:]
        for edge in first.directions { states[edge] = (0, []) }
        for (start, goal) in zip(places, places.dropFirst()) {
            var reached: [Int: (seconds: Double, legs: [Way])] = [:]
            for (edge, state) in states.sorted(by: { $0.key < $1.key }) {
                for (end, way) in ways(from: start, along: edge, to: goal) {
                    let seconds = state.seconds + way.seconds
                    if seconds < reached[end]?.seconds ?? .infinity { reached[end] = (seconds, state.legs + [way]) }
                }
            }
            if !goesStraight, let best = reached.values.min(by: { $0.seconds < $1.seconds }) {
                for edge in goal.directions { reached[edge] = best }
            }
            states = reached
        }
        return states.sorted { ($0.value.seconds, $0.key) < ($1.value.seconds, $1.key) }.first?.value.legs
    }
}
