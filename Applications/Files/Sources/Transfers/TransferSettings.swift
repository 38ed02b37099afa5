// SPDX-License-Identifier: Apache-2.0

/// How files are moved.
package struct TransferSettings: Sendable, Hashable {
    /// How many files are moved at once.
    package var workers = 4
    /// A file is read in as many parts at once as there are parts of this size in it, at most ``parts``.
    package var partSize: Int64 = 64 << 20
    package var parts = 4
    /// Interrupted downloads from this size on go on where they stopped; smaller files are read again.
    package var resumableFrom: Int64 = 8 << 20
    /// How much may be lost of such a download when its process is killed.
    package var checkpointEvery: Int64 = 32 << 20
    /// How often the same place is tried before the error is given, when nothing came in between.
    package var attempts = 3
    /// Bytes to leave free on the disk.
    package var reserve: Int64 = 16 << 20
    /// Whether each file is on disk before it counts. Without it, whoever asks for the transfer must see to it
    /// (``LocalFolder/flushAll()``).
    package var flushesEachFile = true

    package init() {}
}
