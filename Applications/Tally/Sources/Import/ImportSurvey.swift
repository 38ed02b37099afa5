// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import StewardCore

/// Finds out what lies at a path and which of it is imported.
struct ImportSurvey {
    let location: String
    let limits: ImportLimits
    var files: [ImportFile] = []
    var leftOut: [ImportSource.LeftOut] = []
    var announcedCounts: [BallotKind: Int] = [:]

    private static let matchedFolders = BallotKind.allCases.map(\.rawValue)
    private static let tables = ["constituency.csv", "party_list.csv"]

    init(location: String, limits: ImportLimits) {
        self.location = location
        self.limits = limits
    }

    mutating func look() throws(ImportError) {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder) else {
            throw ImportError(.unreadable, file: location, "There is no such file or folder; check the path")
        }
        guard isFolder else {
            let name = location.split(separator: "/").last.map(String.init) ?? location
            files = [try file(name, at: location)]
            return
        }
        let names = try list("")
        if names.contains("matched"), try isMatched("matched/") {
            try addMatched("matched/")
            if names.contains("csv") { leave("csv", "the same readings as in 'matched', in less detail") }
        } else if try isMatched("") {
            try addMatched("")
        } else if names.contains("csv") || names.contains(where: Self.tables.contains) {
            try addTables(names.contains("csv") ? "csv/" : "")
        } else {
            try addLooseFiles(names)
        }
    }

    // MARK: The public dataset

    private func isMatched(_ folder: String) throws(ImportError) -> Bool {
        try list(folder).contains(where: Self.matchedFolders.contains)
    }

    private mutating func addMatched(_ folder: String) throws(ImportError) {
        for name in try list(folder) where !Self.matchedFolders.contains(name) {
            switch name {
            case "validation_report.json":
                announcedCounts = try readReport(folder + name)
                leave(folder + name, "the source's own report; its counts were read")
            case "issues.json": leave(folder + name, "the source's own findings")
            default: leave(folder + name, "no part of the dataset")
            }
        }
        let present = try list(folder)
        for kind in Self.matchedFolders where present.contains(kind) {
            var found: [(area: Area, name: String)] = []
            for name in try list(folder + kind + "/") {
                guard name.hasSuffix(".json") else {
                    leave(
                        "\(folder)\(kind)/\(name)", name.contains("REMOVED") ? "withdrawn by its author" : "not .json")
                    continue
                }
                guard let area = Area(announcementFile: name) else {
                    throw ImportError(
                        .unrecognised, file: "\(folder)\(kind)/\(name)",
                        "The name is neither <province code>_<constituency>.json nor <number>. <province> เขต "
                            + "<constituency>.json; rename the file or take it out")
                }
                found.append((area, name))
            }
            found.sort { ($0.area, $0.name) < ($1.area, $1.name) }
            files += found.map { importFile("\(folder)\(kind)/\($0.name)", .matchedJSON) }
        }
    }

    private func readReport(_ path: String) throws(ImportError) -> [BallotKind: Int] {
        let bytes = try FileBytes(join(path), shownAs: path).readWhole(limit: 16 << 20)
        do throws(JSONError) {
            let report = try JSON(parsing: bytes, limits: limits.json)
            var counts: [BallotKind: Int] = [:]
            if let count = report["constituency_count"]?.integer { counts[.constituency] = Int(count) }
            if let count = report["party_list_count"]?.integer { counts[.partyList] = Int(count) }
            return counts
        } catch {
            throw ImportError(error, file: path)
        }
    }

    private mutating func addTables(_ folder: String) throws(ImportError) {
        for name in try list(folder) {
            if Self.tables.contains(name) {
                files.append(importFile(folder + name, .csv))
            } else {
                leave(
                    folder + name,
                    name == "summary_winners.csv" ? "a summary of the other tables" : "no part of the dataset")
            }
        }
    }

    // MARK: Files of their own

    private mutating func addLooseFiles(_ names: [String]) throws(ImportError) {
        for name in names {
            if ["issues.json", "validation_report.json", "manifest.json"].contains(name) {
                leave(name, "no tally")
            } else if [".json", ".jsonl", ".ndjson", ".csv"].contains(where: name.hasSuffix) {
                files.append(try file(name, at: join(name)))
            } else {
                leave(name, "neither .json, .jsonl nor .csv")
            }
        }
    }

    private func file(_ name: String, at location: String) throws(ImportError) -> ImportFile {
        let layout: ImportLayout
        if name.hasSuffix(".csv") {
            layout = .csv
        } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            layout = .jsonLines
        } else if name.hasSuffix(".json") {
            layout = try jsonLayout(name, at: location)
        } else {
            throw ImportError(
                .unrecognised, file: name, "The name ends in none of .json, .jsonl, .csv; rename the file")
        }
        return ImportFile(path: name, location: location, layout: layout, limits: limits)
    }

    /// Looks at the keys of the outermost object.
    private func jsonLayout(_ name: String, at location: String) throws(ImportError) -> ImportLayout {
        let bytes = try FileBytes(location, shownAs: name).readWhole(limit: limits.wholeFileBytes)
        do throws(JSONError) {
            let isAnnouncement = try JSONReader.read(bytes, limits: limits.json) { reader throws(JSONError) in
                guard try reader.peekKind() == .object else { return false }
                var found = false
                try reader.readObject { key, _ throws(JSONError) in
                    switch key {
                    case "summary_by_section", "results", "matched_candidates", "matched_parties": found = true
                    default: break
                    }
                }
                return found
            }
            return isAnnouncement ? .matchedJSON : .resultJSON
        } catch {
            throw ImportError(error, file: name)
        }
    }

    // MARK: Names

    private mutating func leave(_ path: String, _ reason: String) {
        leftOut.append(ImportSource.LeftOut(path: path, reason: reason))
    }
    private func importFile(_ path: String, _ layout: ImportLayout) -> ImportFile {
        ImportFile(path: path, location: join(path), layout: layout, limits: limits)
    }
    private func join(_ path: String) -> String {
        location.hasSuffix("/") ? location + path : "\(location)/\(path)"
    }

    /// The names in a folder below the location, in a stable order; hidden ones are left out.
    private func list(_ folder: String) throws(ImportError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: join(folder)).filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw ImportError(
                .unreadable, file: folder.isEmpty ? location : folder,
                "The folder cannot be listed; check that it may be read")
        }
    }
}

extension Area {
    /// Reads the name of a file of the public dataset: `10_1.json`, or `6. กรุงเทพมหานคร เขต 1.json`, whose first
    /// number only counts the files. `nil` for anything else.
    init?(announcementFile name: String) {
        guard name.hasSuffix(".json") else { return nil }
        let stem = name.dropLast(5)
        if let area = Area(stem) {
            self = area
            return
        }
        let parts = stem.split(separator: " ")
        guard parts.count >= 3, parts[parts.count - 2] == "เขต",
            let number = ThaiNumerals.number(in: parts[parts.count - 1]),
            (1...999).contains(number)
        else { return nil }
        let province = parts.dropLast(2).drop { $0.last == "." }.joined(separator: " ")
        guard let code = ProvinceCodes.code(of: province) else { return nil }
        self.init(province: code, constituency: number)
    }
}
