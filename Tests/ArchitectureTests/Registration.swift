// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What must be written down by hand, because nothing scans folders: targets in `Package.swift`, integrations in
/// `Catalog.swift`.
enum Registration {
    static let manifestPath = "Package.swift"
    static let catalogPath = "Sources/StewardCatalog/Catalog.swift"

    static func violations(in files: [SourceFile]) -> [Violation] {
        guard let manifest = files.first(where: { $0.path == manifestPath }) else {
            return [Violation(manifestPath, "is missing.")]
        }
        let declared = declaredFolders(in: manifest)
        let present = Set(files.compactMap { targetFolder(of: $0.path) })
        // Folders of other languages need no target.
        let code = Set(files.filter { $0.path.hasSuffix(".swift") }.compactMap { targetFolder(of: $0.path) })
        return missingLines(code.subtracting(declared.keys))
            + missingFolders(declared.filter { !present.contains($0.key) })
            + missingInCatalog(files) + wrongIdentifiers(files)
    }

    /// Which target folder a file belongs to; `nil` for fixtures beside a target and for the manifest.
    private static func targetFolder(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard let top = parts.first else { return nil }
        switch top {
        case "Sources", "Tests", "Benchmarks": return parts.count > 2 ? parts.prefix(2).joined(separator: "/") : nil
        case "Integrations", "Applications":
            guard parts.count > 3, ["Sources", "Simulator", "Tests", "Reader", "ReaderTests"].contains(parts[2]) else {
                return nil
            }
            return parts.prefix(3).joined(separator: "/")
        default: return nil
        }
    }

    /// The folders that the manifest's lines declare, with the line's number.
    private static func declaredFolders(in manifest: SourceFile) -> [String: Int] {
        var folders: [String: Int] = [:]
        for call in calls(in: manifest) {
            for folder in call.folders { folders[folder] = call.line }
        }
        return folders
    }

    private struct Call {
        let line: Int
        let folders: [String]
    }

    /// Calls of the manifest's own functions that have a literal name: `module("X"`, `integration("Y")`…
    private static func calls(in manifest: SourceFile) -> [Call] {
        let pattern =
            #/
            (?<kind>module|program|tests|integration|localIntegration|application|systemLibrary)
            \(\s* (?:name:\s*)? "(?<name>[\w-]+)" (?: ,\s* path:\s* "(?<path>[^"]+)" )?
            /#
        return manifest.text.matches(of: pattern).compactMap { match in
            let name = String(match.name)
            let line = manifest.text[..<match.range.lowerBound].count { $0 == "\n" } + 1
            return Call(line: line, folders: folders(of: match.kind, name, path: match.path.map(String.init)))
        }
    }

    private static func folders(of kind: Substring, _ name: String, path: String?) -> [String] {
        switch kind {
        case "integration": ["Sources", "Simulator", "Tests"].map { "Integrations/\(name)/\($0)" }
        case "localIntegration": ["Sources", "Tests"].map { "Integrations/\(name)/\($0)" }
        case "application": ["Sources", "Tests"].map { "Applications/\(name)/\($0)" }
        case "tests": [path ?? "Tests/\(name)"]
        default: [path ?? "Sources/\(name)"]
        }
    }

    private static func missingLines(_ folders: Set<String>) -> [Violation] {
        folders.sorted().map { folder in
            Violation(manifestPath, "has no line for \(folder); add \(line(for: folder)).")
        }
    }

    private static func line(for folder: String) -> String {
        let parts = folder.split(separator: "/")
        switch parts[0] {
        case "Applications" where parts[2] == "Reader":
            return "`module(\"\(parts[1])Reader\", path: \"\(folder)\", [...])`"
        case "Applications" where parts[2] == "ReaderTests":
            return "`tests(\"\(parts[1])ReaderTests\", path: \"\(folder)\", [...])`"
        case "Integrations": return "`targets += integration(\"\(parts[1])\")`"
        case "Applications": return "`targets += application(\"\(parts[1])\")`"
        case "Tests": return "`tests(\"\(parts[1])\", [...])`"
        default: return "`module(\"\(parts[1])\", [...])`"
        }
    }

    private static func missingFolders(_ declared: [String: Int]) -> [Violation] {
        declared.sorted { $0.key < $1.key }.map { folder, line in
            Violation(manifestPath, line: line, "declares \(folder), which holds no source file.")
        }
    }

    private static func missingInCatalog(_ files: [SourceFile]) -> [Violation] {
        let catalog = files.first { $0.path == catalogPath }
        return integrations(in: files).compactMap { name in
            let isListed = catalog.map { String(decoding: $0.code, as: UTF8.self).contains("\(name).self") } ?? false
            return isListed ? nil : Violation(catalogPath, "does not list \(name); add `\(name).self`.")
        }
    }

    private static func integrations(in files: [SourceFile]) -> [String] {
        let names = files.compactMap { file -> String? in
            guard case .integration(let name) = Room(path: file.path) else { return nil }
            return name
        }
        return Set(names).sorted()
    }

    /// An integration's manifest says its folder's name, in the file that is named after it too.
    private static func wrongIdentifiers(_ files: [SourceFile]) -> [Violation] {
        integrations(in: files).compactMap { name in
            let path = "Integrations/\(name)/Sources/\(name).swift"
            guard let file = files.first(where: { $0.path == path }) else {
                return Violation(path, "is missing; the integration's manifest belongs there.")
            }
            let identifier = file.text.firstMatch(of: /Manifest\(\s*id:\s*"(?<id>[^"]*)"/)
            guard let identifier else { return Violation(path, "holds no `Manifest(id: \"\(name)\", …)`.") }
            guard identifier.id != name else { return nil }
            return Violation(path, "has the id \"\(identifier.id)\"; an id is its folder's name, \"\(name)\".")
        }
    }
}
