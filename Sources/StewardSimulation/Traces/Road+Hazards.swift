// SPDX-License-Identifier: Apache-2.0

extension Road {
    /// Puts something in the way. A ferry and a way round are in the line already.
    mutating func add(_ hazard: RoadModel.Hazard, random: inout TraceRandom) {
        switch hazard {
        case .ferry, .detour: break
        case .tunnel(let seconds): addTunnel(seconds: seconds)
        case .jam(let metres, let longest): addJam(metres: metres, longest: longest, random: &random)
        case .stop(let kind, let seconds, let part):
            add(Stop(kind: kind, vertex: vertex(at: length * min(max(part, 0), 1)), dwell: seconds))
        }
    }

    /// The first vertex not before a distance.
    func vertex(at distance: Double) -> Int {
        var low = 0
        var high = vertices.count - 1
        while low < high {
            let middle = (low + high) / 2
            if vertices[middle].distance < distance { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds a stop in its place; where one is already, they follow each other.
    private mutating func add(_ stop: Stop) {
        // Neither at the very start nor at the very end: that would be before or after the drive.
        let vertex = min(max(stop.vertex, 1), vertices.count - 2)
        let index = stops.firstIndex { $0.vertex > vertex } ?? stops.count
        stops.insert(Stop(kind: stop.kind, vertex: vertex, dwell: stop.dwell), at: index)
    }

    /// Covers what a car passes in so many seconds about the middle of the way, where no stop interrupts it.
    private mutating func addTunnel(seconds: Double) {
        var low = vertex(at: length / 2)
        var high = low
        var time = 0.0
        while time < seconds, low > 1 || high < vertices.count - 2 {
            if high < vertices.count - 2 {
                time += (vertices[high + 1].distance - vertices[high].distance) / vertices[high].limit
                high += 1
            }
            if low > 1, time < seconds {
                time += (vertices[low].distance - vertices[low - 1].distance) / vertices[low - 1].limit
                low -= 1
            }
        }
        let inside = low...high
        stops.removeAll { inside.contains($0.vertex) }
        covers.append(Cover(kind: .tunnel, distances: vertices[low].distance...vertices[high].distance))
    }

    private mutating func addJam(metres: Double, longest: Double, random: inout TraceRandom) {
        let from = vertex(at: max(0, length / 2 - metres / 2))
        let to = vertex(at: min(length, length / 2 + metres / 2))
        guard from < to else { return }
        stops.removeAll { (from...to).contains($0.vertex) }
        let worst = from + random.index(below: to - from)
        for index in from...to {
            vertices[index].limit = min(vertices[index].limit, random.uniform(1.5...5))
            if index == worst {
                add(Stop(kind: .traffic, vertex: index, dwell: longest))
            } else if random.chance(0.2) {
                add(Stop(kind: .traffic, vertex: index, dwell: random.uniform(10...150).rounded()))
            }
        }
    }
}
