// SPDX-License-Identifier: Apache-2.0

/// A dictionary with a limit: when the costs of its values exceed it, the values used longest ago go.
///
/// Every operation takes constant time: values form a doubly linked list, written as indices into one array.
struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Node: Sendable {
        var key: Key
        var value: Value
        var cost: Int
        var older: Int?
        var newer: Int?
    }
    private var nodes: [Node?] = []
    private var free: [Int] = []
    private var places: [Key: Int] = [:]
    private var newest: Int?
    private var oldest: Int?
    /// The most that all values may cost together.
    let limit: Int
    /// What they cost now.
    private(set) var cost = 0

    init(limit: Int) { self.limit = limit }

    var count: Int { places.count }

    /// The value, without using it.
    func peek(_ key: Key) -> Value? { places[key].flatMap { nodes[$0]?.value } }

    /// The value, which becomes the one used last.
    mutating func use(_ key: Key) -> Value? {
        guard let place = places[key], let node = nodes[place] else { return nil }
        unlink(place)
        link(place)
        return node.value
    }

    /// Puts a value in as the one used last. Gives what had to go: the key's former value and those used longest ago.
    /// A value that costs more than the limit itself goes at once.
    mutating func put(_ value: Value, for key: Key, cost: Int) -> [(key: Key, value: Value)] {
        var gone: [(key: Key, value: Value)] = []
        if let former = remove(key) { gone.append((key, former)) }
        let node = Node(key: key, value: value, cost: cost)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            nodes[place] = node
        } else {
            place = nodes.count
            nodes.append(node)
        }
        places[key] = place
        self.cost += cost
        link(place)
        while self.cost > limit, let last = oldest, let node = nodes[last] {
            _ = remove(node.key)
            gone.append((node.key, node.value))
        }
        return gone
    }

    /// Takes a value out.
    mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key), let node = nodes[place] else { return nil }
        unlink(place)
        nodes[place] = nil
        free.append(place)
        cost -= node.cost
        return node.value
    }

    private mutating func unlink(_ place: Int) {
        guard let node = nodes[place] else { return }
        if let older = node.older { nodes[older]?.newer = node.newer } else { oldest = node.newer }
        if let newer = node.newer { nodes[newer]?.older = node.older } else { newest = node.older }
        nodes[place]?.older = nil
        nodes[place]?.newer = nil
    }

    private mutating func link(_ place: Int) {
        nodes[place]?.older = newest
        if let newest { nodes[newest]?.newer = place } else { oldest = place }
        newest = place
    }
}
