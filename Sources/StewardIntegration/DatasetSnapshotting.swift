// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Keeps a published dataset in a folder, byte for byte, and reads it back without a connection.
///
/// The folder holds the files as they were served and a `manifest.json` with the address, the byte count and the
/// SHA-256 of each.
public protocol DatasetSnapshotting: Sendable {
    /// Reads a folder that ``writeSnapshot(_:to:)`` wrote, or one of the same layout.
    ///
    /// - Throws: `notFound` for a folder or file that is missing, `malformedReply` for a file that differs from the
    ///   manifest (with its name, what was expected and what was found) or that cannot be decoded.
    static func readSnapshot(from folder: String) throws(IntegrationError) -> Dataset

    /// Writes the files and their manifest. Makes the folder; replaces files of the same name.
    ///
    /// Two writes of one dataset give the same bytes.
    /// - Throws: `unavailable` when the folder cannot be written.
    static func writeSnapshot(_ dataset: Dataset, to folder: String) throws(IntegrationError)
}
