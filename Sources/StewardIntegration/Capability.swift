// SPDX-License-Identifier: Apache-2.0

/// What an application may ask of an integration, by the name of its protocol.
public struct Capability: Sendable, Hashable, CustomStringConvertible {
    /// The protocol's name, as `DatasetReading`.
    public let id: String
    /// What it does, in one phrase.
    public let summary: String
    private let isMet: @Sendable (any Integration.Type) -> Bool

    /// Names a capability. `isMet` says whether a type conforms to its protocol.
    public init(id: String, summary: String, isMet: @escaping @Sendable (any Integration.Type) -> Bool) {
        self.id = id
        self.summary = summary
        self.isMet = isMet
    }

    /// Whether this integration's type really conforms to the capability's protocol.
    public func isMet(by type: any Integration.Type) -> Bool { isMet(type) }

    /// Equal when the names are.
    public static func == (left: Self, right: Self) -> Bool { left.id == right.id }
    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
    /// The name.
    public var description: String { id }
}

extension Capability {
    /// Reads a published dataset: ``DatasetReading/dataset()``.
    public static var datasetReading: Self {
        Self(id: "DatasetReading", summary: "reads a published dataset") { $0 is any DatasetReading.Type }
    }
    /// Keeps a dataset in a folder and reads it back: ``DatasetSnapshotting``.
    public static var datasetSnapshotting: Self {
        Self(id: "DatasetSnapshotting", summary: "writes a dataset into a folder and reads it back") {
            $0 is any DatasetSnapshotting.Type
        }
    }
    /// Every capability that this version knows.
    public static var all: [Self] { [.datasetReading, .datasetSnapshotting] }
}
