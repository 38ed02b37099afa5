// SPDX-License-Identifier: Apache-2.0

/// The order of a list: keys joined by commas, each with ` desc` or not. Source: files.list, orderBy, 2026-11.
struct FileOrder: Sendable {
    enum Key: String, Sendable {
        case createdTime, folder, modifiedByMeTime, modifiedTime, name, recency, sharedWithMeTime, starred
        case quotaBytesUsed, viewedByMeTime
        case nameNatural = "name_natural"
    }
    let keys: [(key: Key, isDescending: Bool)]

    /// Reads the parameter.
    /// - Throws: 400 `invalid` for an unknown key.
    init(parsing text: String) throws(DriveError) {
        var keys: [(Key, Bool)] = []
        for item in text.split(separator: ",") {
            let words = item.split(separator: " ")
            guard let first = words.first, let key = Key(rawValue: String(first)), words.count <= 2,
                words.count == 1 || words[1] == "desc" || words[1] == "asc"
            else { throw .invalid("orderBy") }
            keys.append((key, words.count == 2 && words[1] == "desc"))
        }
        guard !keys.isEmpty else { throw .invalid("orderBy") }
        self.keys = keys
    }

    /// The files in this order; of equal ones the older first.
    func sorted(_ entries: [DriveEntry]) -> [DriveEntry] {
        let isByName = keys.contains { $0.key == .name || $0.key == .nameNatural }
        let items = entries.map { Item(entry: $0, name: isByName ? $0.file.name.lowercased() : "") }
        return items.sorted(by: comesFirst).map(\.entry)
    }

    /// A file with its name as it is compared.
    private struct Item {
        let entry: DriveEntry
        let name: String
    }

    private func comesFirst(_ left: Item, _ right: Item) -> Bool {
        for (key, isDescending) in keys {
            let order = Self.compare(key, left, right)
            if order != 0 { return (order < 0) != isDescending }
        }
        return left.entry.serial < right.entry.serial
    }

    private static func compare(_ key: Key, _ one: Item, _ other: Item) -> Int {
        let (left, right) = (one.entry, other.entry)
        switch key {
        case .createdTime: return sign(left.file.createdTime, right.file.createdTime)
        case .modifiedTime, .modifiedByMeTime: return sign(left.file.modifiedTime, right.file.modifiedTime)
        case .recency: return sign(recency(left.file), recency(right.file))
        case .viewedByMeTime: return sign(left.file.details.viewedByMeTime ?? 0, right.file.details.viewedByMeTime ?? 0)
        case .sharedWithMeTime:
            return sign(left.file.details.sharedWithMeTime ?? 0, right.file.details.sharedWithMeTime ?? 0)
        case .quotaBytesUsed: return sign(left.file.quotaBytesUsed, right.file.quotaBytesUsed)
        // Folders and starred files come first without `desc`.
        case .folder: return sign(left.file.isFolder ? 0 : 1, right.file.isFolder ? 0 : 1)
        case .starred: return sign(left.file.isStarred ? 0 : 1, right.file.isStarred ? 0 : 1)
        case .name: return sign(one.name, other.name)
        case .nameNatural: return natural(Array(one.name.utf8), Array(other.name.utf8))
        }
    }

    private static func recency(_ file: DriveFile) -> Int64 {
        max(file.modifiedTime, file.details.viewedByMeTime ?? 0, file.createdTime)
    }

    private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : left == right ? 0 : 1
    }

    /// Digits compare as numbers: `file2` before `file10`.
    static func natural(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var (left, right) = (left[...], right[...])
        while let first = left.first, let second = right.first {
            if isDigit(first), isDigit(second) {
                let one = digits(&left)
                let other = digits(&right)
                if one.count != other.count { return sign(one.count, other.count) }
                if one != other { return one.lexicographicallyPrecedes(other) ? -1 : 1 }
            } else if first != second {
                return sign(first, second)
            } else {
                left.removeFirst()
                right.removeFirst()
            }
        }
        return sign(left.count, right.count)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func digits(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let run = bytes.prefix(while: isDigit)
        bytes = bytes[run.endIndex...]
        return run.drop { $0 == 0x30 }
    }
}
