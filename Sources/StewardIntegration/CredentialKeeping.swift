// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Where one connection's own credential is kept between calls and processes: one secret text, sealed at rest.
public protocol CredentialKeeping: Sendable {
    /// What is kept; `nil` before the first ``replace(_:)`` and after it was given `nil`.
    func load() async throws -> Secret?

    /// Puts `secret` in place of what is kept, atomically: a reader sees the old one or the new one, and after the
    /// return the new one survives a crash. `nil` forgets.
    func replace(_ secret: Secret?) async throws

    /// Runs `body` while no other process that keeps the same credential is in its own `body`, so that two nodes never
    /// use one rotating refresh token twice.
    func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value
}
