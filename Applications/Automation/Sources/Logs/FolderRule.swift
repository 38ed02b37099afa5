// SPDX-License-Identifier: Apache-2.0

/// What goes out of a folder of logs. Limits that are `nil` remove nothing.
package struct FolderRule: Sendable, Hashable {
    /// Its absolute path; no part of it may be a symbolic link.
    package var folder: String
    /// Which names are meant: `*` stands for any characters, `?` for one.
    package var pattern: String
    /// Whether the folders below it belong to it. Other disks that are mounted there never do.
    package var isRecursive: Bool
    /// Files changed longer ago than so many days of 24 hours go.
    package var days: Int?
    /// Then the oldest go until all together have at most so many bytes.
    package var totalBytes: Int64?
    /// Then the oldest go until there are at most so many.
    package var count: Int?

    /// What is removed when a rule names no limit: `*.log` of more than 30 days, and the oldest above 500 MB.
    package static let standardDays = 30
    package static let standardTotalBytes: Int64 = 500 << 20

    package init(
        folder: String, pattern: String = "*.log", isRecursive: Bool = false, days: Int? = nil,
        totalBytes: Int64? = nil, count: Int? = nil
    ) {
        self.folder = folder
        self.pattern = pattern
        self.isRecursive = isRecursive
        self.days = days
        self.totalBytes = totalBytes
        self.count = count
    }

    /// The standard rule for a folder of logs.
    package static func logs(_ folder: String) -> FolderRule {
        FolderRule(folder: folder, days: standardDays, totalBytes: standardTotalBytes)
    }

    /// The standard rule for the logs of a PostgreSQL server: 90 days, rotated and compressed ones too.
    package static func postgreSQL(_ folder: String) -> FolderRule {
        FolderRule(folder: folder, pattern: "postgresql-*", days: 90)
    }

    /// Whether a name is meant.
    package func matches(_ name: String) -> Bool { NamePattern.matches(Array(name.utf8), Array(pattern.utf8)) }
}

/// Names with `*` and `?`. Takes time in proportion to the product of the lengths, whatever the pattern.
enum NamePattern {
    static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        let (star, any) = (UInt8(ascii: "*"), UInt8(ascii: "?"))
        var (inName, inPattern) = (0, 0)
        var (starAt, resumeAt) = (-1, 0)
        while inName < name.count {
            if inPattern < pattern.count, pattern[inPattern] == star {
                (starAt, resumeAt) = (inPattern, inName)
                inPattern += 1
            } else if inPattern < pattern.count, pattern[inPattern] == any || pattern[inPattern] == name[inName] {
                inName += 1
                inPattern += 1
            } else if starAt >= 0 {
                resumeAt += 1
                (inName, inPattern) = (resumeAt, starAt + 1)
            } else {
                return false
            }
        }
        return pattern[inPattern...].allSatisfy { $0 == star }
    }
}
