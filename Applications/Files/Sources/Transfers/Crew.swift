// SPDX-License-Identifier: Apache-2.0

/// Does many pieces of work, a few at once, and hands back what came of each as it comes.
enum Crew {
    /// Ends when `next` has nothing more and everything was taken, or throws the first error, after which the work that
    /// still runs is cancelled.
    static func run<Item: Sendable, Product: Sendable>(
        _ workers: Int, next: () async throws -> Item?,
        work: @escaping @Sendable (Item) async throws -> Product, take: (Product) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Product.self) { group in
            var running = 0
            var isEmpty = false
            while true {
                while running < max(workers, 1), !isEmpty {
                    guard let item = try await next() else {
                        isEmpty = true
                        break
                    }
                    group.addTask { try await work(item) }
                    running += 1
                }
                guard let product = try await group.next() else { return }
                running -= 1
                try await take(product)
            }
        }
    }
}
