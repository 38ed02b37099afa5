// SPDX-License-Identifier: Apache-2.0

/// How much a JSON text may ask of its reader, and what its reader accepts at the start.
public struct JSONLimits: Sendable, Hashable {
    /// The longest text in bytes.
    public var bytes: Int
    /// The deepest nesting of lists and objects. Never more than 512, whatever is set.
    public var depth: Int
    /// The longest text value or key, in bytes as written.
    public var stringBytes: Int
    /// Whether a UTF-8 byte order mark at the start is skipped. RFC 8259 forbids writing one; some programs do.
    public var skipsByteOrderMark: Bool

    /// Sets limits.
    public init(
        bytes: Int = 256 << 20, depth: Int = 128, stringBytes: Int = 16 << 20, skipsByteOrderMark: Bool = false
    ) {
        self.bytes = bytes
        self.depth = min(depth, 512)
        self.stringBytes = stringBytes
        self.skipsByteOrderMark = skipsByteOrderMark
    }

    /// 256 MiB of text, 128 levels, 16 MiB a string, no byte order mark.
    public static let standard = JSONLimits()
}
