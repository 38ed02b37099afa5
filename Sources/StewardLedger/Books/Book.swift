// SPDX-License-Identifier: Apache-2.0

/// What a book is now.
public struct Book: Sendable, Hashable {
    /// Its name.
    public let id: BookID
    /// How many entries it has.
    public let size: Int64
    /// The hash of the last entry; 32 zero bytes when there is none.
    public let head: [UInt8]
}
