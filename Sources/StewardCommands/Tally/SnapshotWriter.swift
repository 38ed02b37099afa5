// SPDX-License-Identifier: Apache-2.0
import StewardCatalog
import StewardIntegration

/// Writes a dataset with the integration that keeps snapshots.
enum SnapshotWriter {
    static func write(_ dataset: Dataset, to folder: String) throws {
        guard let snapshots = Catalog.entry("ElectionCommission")?.snapshotting else {
            throw CommandError(.failure, "This build has no integration that keeps snapshots.")
        }
        try snapshots.writeSnapshot(dataset, to: folder)
    }
}
