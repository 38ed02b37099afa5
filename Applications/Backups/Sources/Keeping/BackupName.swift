// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardIntegration
package import StewardJobs

/// A backup's file name, taken apart: `timeline_2026-11-22_02-15-00` with the ends `.backup`, `.zst` and `.age`.
package struct BackupName: Sendable, Hashable {
    /// The name without its ends.
    package let stem: String
    /// The form of the dump inside.
    package let format: DumpFormat
    package let compression: Compression
    package let isEncrypted: Bool

    package enum Compression: String, Sendable, Hashable, CaseIterable {
        case none = ""
        case zstd = ".zst"
        /// As older programs did it.
        case gzip = ".gz"
    }

    package init(stem: String, format: DumpFormat, compression: Compression, isEncrypted: Bool) {
        self.stem = stem
        self.format = format
        self.compression = compression
        self.isEncrypted = isEncrypted
    }

    /// The file's name.
    package var text: String { stem + Self.ending(of: format) + compression.rawValue + (isEncrypted ? ".age" : "") }

    private static func ending(of format: DumpFormat) -> String {
        switch format {
        case .plain: ".sql"
        case .custom: ".backup"
        case .directory: ".tar"
        }
    }

    /// Takes a name apart; `nil` when it does not end as a backup's does.
    package init?(_ name: String) {
        var rest = Substring(name)
        isEncrypted = rest.dropSuffix(".age")
        if rest.dropSuffix(".zst") {
            compression = .zstd
        } else {
            compression = rest.dropSuffix(".gz") ? .gzip : .none
        }
        guard let format = DumpFormat.allCases.first(where: { rest.dropSuffix(Self.ending(of: $0)) }), !rest.isEmpty
        else { return nil }
        self.format = format
        stem = String(rest)
    }

    /// `2026-11-22_02-15-00`: what the wall shows.
    package static func stamp(_ date: Date, in zone: LocalZone) -> String {
        let instant = Int64(date.timeIntervalSince1970.rounded(.down))
        let day = zone.day(at: instant)
        let second = zone.wall(at: instant) - Int64(day.number) * 86_400
        let time = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day)_\(time.joined(separator: "-"))"
    }

    /// A database's name as part of a file name: what is neither an ASCII letter or digit nor one of `-_.` is written
    /// as `%` and two hexadecimal digits a byte, and so is a dot at the start.
    package static func part(of database: String) -> String {
        var text = ""
        for (place, byte) in database.utf8.enumerated() {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: ".") where place > 0: text += "."
            default: text += "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
        }
        return text
    }
}

extension Substring {
    /// Takes an end away; whether it was there.
    fileprivate mutating func dropSuffix(_ end: String) -> Bool {
        guard hasSuffix(end), count > end.count else { return false }
        self = dropLast(end.count)
        return true
    }
}
