// SPDX-License-Identifier: Apache-2.0
import Dispatch

extension RandomAccessCollection where Index == Int, Self: Sendable {
    /// What `transform` makes of every element, in the elements' order, computed on all cores.
    ///
    /// For work that only computes, and takes a millisecond or more altogether: the caller waits on its thread. Each
    /// core takes the next `stride` elements when it is done with its last, so that unequal elements share out evenly.
    package func concurrentMap<Result: Sendable>(
        stride: Int = 8, _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        let (start, count) = (startIndex, count)
        let parts = (count + stride - 1) / Swift.max(stride, 1)
        guard parts > 1 else { return map(transform) }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Every part writes its own places, each once.
            nonisolated(unsafe) let buffer = buffer
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                for place in (part * stride)..<Swift.min(part * stride + stride, count) {
                    buffer.initializeElement(at: place, to: transform(self[start + place]))
                }
            }
            initialized = count
        }
    }
}
