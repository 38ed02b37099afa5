// SPDX-License-Identifier: Apache-2.0

/// Part of a long list, and where the next part starts.
public struct Page<Item: Sendable>: Sendable {
    /// The items of this part, in the service's order.
    public let items: [Item]
    /// What to pass to get the next part; `nil` on the last.
    public let next: String?

    /// Makes a page.
    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}
