// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import StewardHTTP

struct LeastRecentlyUsedTests {
    @Test("what was used longest ago goes first")
    func order() {
        var cache = LeastRecentlyUsed<String, Int>(limit: 3)
        for (index, key) in ["a", "b", "c"].enumerated() { #expect(cache.put(index, for: key, cost: 1).isEmpty) }
        #expect(cache.use("a") == 0)
        #expect(cache.peek("b") == 1)
        #expect(cache.put(3, for: "d", cost: 1).map(\.key) == ["b"])
        #expect(cache.put(4, for: "e", cost: 2).map(\.key) == ["c", "a"])
        #expect(cache.cost == 3)
    }

    @Test("a new value for a key gives the former one back")
    func replaces() {
        var cache = LeastRecentlyUsed<String, Int>(limit: 3)
        _ = cache.put(1, for: "a", cost: 2)
        #expect(cache.put(2, for: "a", cost: 3).map(\.value) == [1])
        #expect(cache.count == 1)
        #expect(cache.cost == 3)
    }

    @Test("a value larger than the limit doesn't stay, and pushes the others out")
    func tooLarge() {
        var cache = LeastRecentlyUsed<String, Int>(limit: 3)
        _ = cache.put(1, for: "a", cost: 1)
        #expect(cache.put(2, for: "b", cost: 4).map(\.key) == ["a", "b"])
        #expect(cache.count == 0)
        #expect(cache.cost == 0)
    }

    @Test("it behaves like a plain list in ten thousand random steps")
    func againstModel() {
        var random = SeededGenerator(seed: 7)
        var cache = LeastRecentlyUsed<Int, Int>(limit: 40)
        var model: [(key: Int, value: Int, cost: Int)] = []
        for step in 0..<10_000 {
            let key = Int.random(in: 0..<12, using: &random)
            let place = model.firstIndex { $0.key == key }
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                let cost = Int.random(in: 1...15, using: &random)
                if let place { model.remove(at: place) }
                model.append((key, step, cost))
                while model.reduce(0, { $0 + $1.cost }) > 40 { model.removeFirst() }
                _ = cache.put(step, for: key, cost: cost)
            case 1: #expect(cache.remove(key) == place.map { model.remove(at: $0).value })
            default:
                if let place { model.append(model.remove(at: place)) }
                #expect(cache.use(key) == model.last.flatMap { $0.key == key && place != nil ? $0.value : nil })
            }
            #expect(cache.count == model.count)
            #expect(cache.cost == model.reduce(0) { $0 + $1.cost })
        }
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
