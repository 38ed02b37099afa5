// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// A way to reach people, by the name of its connection.
package struct AlertChannel: Sendable {
    package let name: String
    /// Hands over a notice. `topic` says what it is about.
    package let send: @Sendable (_ notice: Notice, _ topic: String) async throws -> Void

    package init(
        name: String, send: @escaping @Sendable (_ notice: Notice, _ topic: String) async throws -> Void
    ) {
        self.name = name
        self.send = send
    }
}

/// Something that knows what is the matter in one area. Its topics begin with its name and a colon.
package struct MatterSource: Sendable {
    /// Lower-case, as `schedule`.
    package let name: String
    /// All that is the matter now.
    package let matters: @Sendable () async throws -> [Matter]

    package init(name: String, matters: @escaping @Sendable () async throws -> [Matter]) {
        self.name = name
        self.matters = matters
    }
}
