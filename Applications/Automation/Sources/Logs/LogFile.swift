// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardJobs

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Takes old lines out of one log file, in place.
///
/// What stays moves towards the beginning and the file is cut, so that its owner, its rights and whoever has it open
/// stay as they are, and a full disk is no hindrance. When the process is killed meanwhile, no line that stays is lost;
/// some are then there twice. A program that appends (`O_APPEND`) goes on behind what stays; lines that it writes in
/// the instant of the cut may be lost, as with every tool that cuts a file in use. Memory does not grow with the file.
/// Blocks.
package struct LogFile {
    private static let pieceSize = 1 << 18
    private let path: String
    private let strategy: LogStrategy
    private let isDryRun: Bool
    private let cutoff: Int64
    private let stamps: LogStamp

    /// - Parameter zone: where stamps that name no zone were written.
    package init(_ path: String, _ strategy: LogStrategy, zone: LocalZone, now: Date, isDryRun: Bool) {
        self.path = path
        self.strategy = strategy
        self.isDryRun = isDryRun
        if case .retention(let days) = strategy {
            cutoff = Int64(now.timeIntervalSince1970.rounded(.down)) - Int64(days) * 86_400
        } else {
            cutoff = .min
        }
        stamps = LogStamp(zone: zone)
    }

    /// - Throws: `AutomationError`: no such file, a link, no right, or another purge is at work on it.
    package func purge() throws(AutomationError) -> LogPurgeReport {
        let file = try OpenDescriptor(file: path, isWritten: !isDryRun)
        guard isDryRun || flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
            throw AutomationError(.failed, "\(path) is being purged by another process; try again later.")
        }
        let size = Int64(try file.status().st_size)
        var pass = LogPass(file, LogPurgeReport(path: path, bytesBefore: size, isDryRun: isDryRun), stamps, cutoff)
        switch strategy {
        case .retention: try pass.dropOld()
        case .largest(let bytes): try pass.keepFrom(try firstLine(file, within: bytes, of: size))
        case .truncateIfLarger(let bytes): try pass.keepFrom(size > bytes ? .max : 0)
        case .truncate: try pass.keepFrom(.max)
        case .nothing: try pass.keepFrom(0)
        }
        return try pass.finish()
    }

    /// Where the first line begins that ends within the last so many bytes.
    private func firstLine(
        _ file: OpenDescriptor, within bytes: Int64, of size: Int64
    ) throws(AutomationError) -> Int64 {
        guard size > bytes else { return 0 }
        // The byte before tells whether a line begins exactly there.
        var place = size - bytes - 1
        while place < size {
            let piece = try LogPass.read(file, at: place, Self.pieceSize)
            guard !piece.isEmpty else { break }
            if let end = piece.firstIndex(of: 0x0A) { return place + Int64(end) + 1 }
            place += Int64(piece.count)
        }
        return .max
    }
}
