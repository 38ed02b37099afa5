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
    /// Signs a person in and gives access in their name: ``AccountConnecting``.
    public static var accountConnecting: Self {
        Self(id: "AccountConnecting", summary: "signs a person in and gives access in their name") {
            $0 is any AccountConnecting.Type
        }
    }
    /// Keeps files: ``FileStoring``.
    public static var fileStoring: Self {
        Self(id: "FileStoring", summary: "keeps files") { $0 is any FileStoring.Type }
    }
    /// Has a trash: ``FileTrashing``.
    public static var fileTrashing: Self {
        Self(id: "FileTrashing", summary: "has a trash") { $0 is any FileTrashing.Type }
    }
    /// Finds files: ``FileSearching``.
    public static var fileSearching: Self {
        Self(id: "FileSearching", summary: "finds files by what is known of them") { $0 is any FileSearching.Type }
    }
    /// Says how full it is: ``StorageMeasuring``.
    public static var storageMeasuring: Self {
        Self(id: "StorageMeasuring", summary: "says how full a storage is") { $0 is any StorageMeasuring.Type }
    }
    /// Tells what changed: ``ChangeFollowing``.
    public static var changeFollowing: Self {
        Self(id: "ChangeFollowing", summary: "tells what changed since the last look") {
            $0 is any ChangeFollowing.Type
        }
    }
    /// Exports documents: ``DocumentExporting``.
    public static var documentExporting: Self {
        Self(id: "DocumentExporting", summary: "exports documents as files") { $0 is any DocumentExporting.Type }
    }
    /// Reads what is shared with everyone: ``FolderPublic``.
    public static var folderPublic: Self {
        Self(id: "FolderPublic", summary: "reads folders and files shared with everyone, without an account") {
            $0 is any FolderPublic.Type
        }
    }
    /// Sends notices to people: ``Notifying``.
    public static var notifying: Self {
        Self(id: "Notifying", summary: "sends notices to people") { $0 is any Notifying.Type }
    }
    /// Tells a service outside that something regular goes on: ``Pinging``.
    public static var pinging: Self {
        Self(id: "Pinging", summary: "tells a service outside that work goes on") { $0 is any Pinging.Type }
    }
    /// Measures how far it is by road: ``RouteMeasuring``.
    public static var routeMeasuring: Self {
        Self(id: "RouteMeasuring", summary: "measures how far it is by road") { $0 is any RouteMeasuring.Type }
    }
    /// Says which address is at a point: ``PlaceNaming``.
    public static var placeNaming: Self {
        Self(id: "PlaceNaming", summary: "says which address is at a point") { $0 is any PlaceNaming.Type }
    }
    /// Finds charging stations: ``ChargerFinding``.
    public static var chargerFinding: Self {
        Self(id: "ChargerFinding", summary: "finds charging stations") { $0 is any ChargerFinding.Type }
    }
    /// Asks a car how it is: ``VehicleReading``.
    public static var vehicleReading: Self {
        Self(id: "VehicleReading", summary: "asks a car how it is") { $0 is any VehicleReading.Type }
    }
    /// Dumps databases: ``DatabaseDumping``.
    public static var databaseDumping: Self {
        Self(id: "DatabaseDumping", summary: "dumps databases") { $0 is any DatabaseDumping.Type }
    }
    /// Puts dumps back: ``DatabaseRestoring``.
    public static var databaseRestoring: Self {
        Self(id: "DatabaseRestoring", summary: "puts dumps back into a server") { $0 is any DatabaseRestoring.Type }
    }
    /// Starts servers to try dumps on: ``DatabaseProving``.
    public static var databaseProving: Self {
        Self(id: "DatabaseProving", summary: "starts empty servers to try dumps on") { $0 is any DatabaseProving.Type }
    }
    /// Reads what is written in a picture of a table: ``PageReading``.
    public static var pageReading: Self {
        Self(id: "PageReading", summary: "reads what is written in a picture of a table") {
            $0 is any PageReading.Type
        }
    }
    /// Every capability that this version knows.
    public static var all: [Self] {
        [
            .datasetReading, .datasetSnapshotting, .accountConnecting, .fileStoring, .fileTrashing, .fileSearching,
            .storageMeasuring, .changeFollowing, .documentExporting, .folderPublic,
            .notifying, .pinging, .routeMeasuring, .placeNaming, .chargerFinding, .vehicleReading, .databaseDumping,
            .databaseRestoring, .databaseProving, .pageReading,
        ]
    }
}
