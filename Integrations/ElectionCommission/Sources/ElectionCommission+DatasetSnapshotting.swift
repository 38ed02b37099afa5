// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

extension ElectionCommission: DatasetSnapshotting {
    /// Reads a snapshot folder, its manifest checked. Needs no connection.
    public static func readSnapshot(from folder: String) throws(IntegrationError) -> Dataset {
        try ElectionCommissionSnapshot.read(folder: folder)
    }

    /// Writes a snapshot folder: the seven files byte for byte and `manifest.json`.
    public static func writeSnapshot(_ dataset: Dataset, to folder: String) throws(IntegrationError) {
        try ElectionCommissionSnapshot.write(dataset, to: folder)
    }
}
