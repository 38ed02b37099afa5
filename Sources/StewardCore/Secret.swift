// SPDX-License-Identifier: Apache-2.0

/// A value that must not be seen: a password, a token, a key.
///
/// Printing, interpolating, dumping or reflecting it gives `<redacted>`; only ``reveal()`` gives the value.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Wraps a value.
    public init(_ value: String) { self.value = value }

    /// The value itself. Call it where the value is sent, and nowhere else.
    public func reveal() -> String { value }

    /// Always `<redacted>`.
    public var description: String { "<redacted>" }
    /// Always `<redacted>`.
    public var debugDescription: String { "<redacted>" }
    /// A mirror without children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
