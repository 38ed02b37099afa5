// SPDX-License-Identifier: Apache-2.0

/// A long list taken in parts of about equal length, each of which begins with the last element of the one before.
package struct Parts {
    private let count: Int
    private var atOnce: Int
    private var start = 0

    /// Divides `count` elements, two or more, into parts of at most `atOnce`, two or more.
    package init(count: Int, atOnce: Int) {
        self.count = count
        self.atOnce = max(2, atOnce)
    }

    /// The next part; `nil` when all is done.
    package var next: Range<Int>? {
        let steps = count - 1 - start
        guard steps > 0 else { return nil }
        let calls = (steps + atOnce - 2) / (atOnce - 1)
        return start..<(start + (steps + calls - 1) / calls + 1)
    }

    /// Goes on with a part that begins at this element.
    package mutating func goOn(from element: Int) { start = max(start + 1, element) }

    /// Halves the parts; `false` when they have two elements already.
    package mutating func shrink() -> Bool {
        guard let length = next?.count, length > 2 else { return false }
        atOnce = max(2, (length + 1) / 2)
        return true
    }
}
