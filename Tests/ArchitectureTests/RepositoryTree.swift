// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The files of this package, read once.
struct RepositoryTree: Sendable {
    let root: String
    let files: [SourceFile]

    /// The tree that these tests were built from.
    static let real = RepositoryTree(root: root)
    /// Its functions.
    static let functions = Sizes.functions(of: real.files)

    /// The package's root, found from where this file was compiled; `STEWARD_ROOT` when these tests are built alone.
    private static var root: String {
        if let root = ProcessInfo.processInfo.environment["STEWARD_ROOT"] { return root }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    }

    private static let folders = [
        "Sources", "Integrations", "Applications", "Tests", "Benchmarks", "docs", "changelog",
    ]
    private static let kinds = [".swift", ".modulemap", ".h", ".c", ".md"]

    init(root: String) {
        self.root = root
        var found = ["Package.swift", "README.md", "CONTRIBUTING.md", "SECURITY.md"].map { Self.read($0, in: root) }
        for folder in Self.folders {
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)/")) ?? []
            for path in paths.sorted() where Self.kinds.contains(where: path.hasSuffix) {
                if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
                found.append(Self.read("\(folder)/\(path)", in: root))
            }
        }
        files = found.compactMap { $0 }
    }

    private static func read(_ path: String, in root: String) -> SourceFile? {
        guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else { return nil }
        return SourceFile(path, bytes: Array(data))
    }
}
