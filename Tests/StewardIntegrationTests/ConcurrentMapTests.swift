// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import Testing

@Suite("Computing on all cores")
struct ConcurrentMapTests {
    @Test("the results stand in the elements' order, each made once", arguments: [0, 1, 2, 7, 8, 9, 1_000])
    func order(count: Int) {
        let elements = (0..<count).map { "number \($0)" }
        for stride in [1, 3, 8, 2_000] {
            #expect(elements.concurrentMap(stride: stride) { $0 + "!" } == elements.map { $0 + "!" })
        }
    }

    @Test("a slice begins where it begins")
    func slice() {
        let elements = Array(0..<100)
        #expect(elements[40..<90].concurrentMap(stride: 4) { $0 * 2 } == (40..<90).map { $0 * 2 })
    }
}
