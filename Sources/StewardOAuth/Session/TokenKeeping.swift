// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Where one grant is kept between calls and processes: one secret text.
package protocol TokenKeeping: Sendable {
    /// What is kept; `nil` for nothing.
    func load() async throws -> Secret?

    /// Puts a text in place of what is kept, atomically; after the return it survives a crash. `nil` forgets.
    func replace(_ secret: Secret?) async throws

    /// Runs `body` while no other process that keeps the same text is in its own `body`.
    func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value
}
