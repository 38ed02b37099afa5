// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// A state that people see, computed from a book's entries and from nothing else.
///
/// Applying the same entries in their order must always give the same state: no clock, no random numbers, no files, no
/// order of a dictionary. Then the state can be thrown away and made again, and ``Ledger/compare(_:of:)`` shows whether
/// what is kept elsewhere is what the book says.
///
/// ```swift
/// struct Odometer: Projection {
///     static let name = "logbook.odometer/1"
///     var metres: Int64 = 0
///     mutating func apply(_ entry: Entry) { metres += entry.payload["metres"]?.integer ?? 0 }
///     var digestible: JSON { ["metres": .integer(metres)] }
/// }
/// ```
public protocol Projection: Sendable {
    /// Unique, with a version that changes when the same entries give another state.
    static var name: String { get }
    /// The state before the first entry.
    init()
    /// Takes the next entry. Entries of a kind that the projection does not know are passed over, not refused.
    /// - Throws: when the book cannot be what it claims; ends the rebuild.
    mutating func apply(_ entry: Entry) throws
    /// The state as a value; its canonical bytes are what is compared.
    var digestible: JSON { get }
}

/// A projection, rebuilt.
public struct Rebuilt<State: Projection>: Sendable {
    /// The state after the last entry.
    public let state: State
    /// How many entries went in.
    public let size: Int64
    /// The hash of the last of them.
    public let head: [UInt8]
    /// SHA-256 of the canonical bytes of the state.
    public let digest: [UInt8]
}

/// How a stored digest and a fresh rebuild compare.
public enum ProjectionComparison: Sendable, Hashable {
    /// They agree over this many entries.
    case equal(size: Int64)
    /// Nothing was recorded for this projection and book.
    case neverRecorded
    /// The same entries gave another state when the digest was recorded: the reducer changed without a new name, is not
    /// deterministic, or the stored digest was altered.
    case differs(size: Int64, recorded: [UInt8], rebuilt: [UInt8])
    /// The book is not the one the digest was recorded for: it is shorter, or the entry at its end is another one.
    case bookChanged(size: Int64)
}
