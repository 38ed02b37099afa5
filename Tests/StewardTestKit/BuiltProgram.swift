// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A program of this package, built beside the tests.
package struct BuiltProgram: Sendable {
    /// Where it lies.
    package let path: String

    /// - Throws: ``Missing`` when it was not built.
    package init(_ name: String) throws {
        let tests = CommandLine.arguments.filter { $0.contains(".xctest") } + [CommandLine.arguments[0]]
        for start in tests + [Bundle.main.bundlePath] {
            var folder = URL(filePath: start).standardizedFileURL
            for _ in 0..<5 {
                let program = folder.appending(path: name).path
                var isFolder: ObjCBool = false
                if FileManager.default.isExecutableFile(atPath: program),
                    FileManager.default.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue
                {
                    path = program
                    return
                }
                folder = folder.deletingLastPathComponent()
            }
        }
        throw Missing(description: "\(name) is not beside the tests; run “swift build --build-tests” first.")
    }

    /// Why there is no such program.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }
}

/// The real election data, where it is at hand: in `STEWARD_ELECTION_DATA`, or beside the project.
package enum ElectionData {
    /// The folder with `ect` and `ocr61`; `nil` when it is not there.
    package static let folder: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = root.deletingLastPathComponent().appending(path: "shared/data/election").path
        let folder = ProcessInfo.processInfo.environment["STEWARD_ELECTION_DATA"] ?? beside
        return FileManager.default.fileExists(atPath: folder + "/ect/manifest.json") ? folder : nil
    }()
}
