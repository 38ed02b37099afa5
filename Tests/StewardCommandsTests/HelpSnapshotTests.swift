// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCommands
import Testing

/// What `--help` says is part of the program: a change is seen in review. To accept changes, run the tests with
/// `STEWARD_UPDATE_SNAPSHOTS=1`.
@Suite struct HelpSnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    /// Every command with its full name, the root first.
    private static func commands(
        _ command: any ParsableCommand.Type = Steward.self, _ path: [String] = ["steward"]
    ) -> [(name: String, type: any ParsableCommand.Type)] {
        [(path.joined(separator: " "), command)]
            + command.configuration.subcommands.flatMap { child in
                commands(child, path + [child.configuration.commandName ?? String(describing: child)])
            }
    }

    @Test("the help of every command is the one in the snapshots, and no snapshot is left over")
    func snapshots() throws {
        let isUpdating = ProcessInfo.processInfo.environment["STEWARD_UPDATE_SNAPSHOTS"] == "1"
        var expectedFiles: Set<String> = []
        for (name, type) in Self.commands() {
            let file = name.replacingOccurrences(of: " ", with: "-") + ".txt"
            expectedFiles.insert(file)
            let url = Self.folder.appending(path: file)
            let text = Steward.helpMessage(for: type, columns: 100) + "\n"
            if isUpdating { try Data(text.utf8).write(to: url) }
            let kept = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
            #expect(kept == text, "The help of “\(name)” differs from Snapshots/\(file).")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files.filter { $0.hasSuffix(".txt") }) == expectedFiles)
    }

    @Test("every command says in one line what it does")
    func abstracts() {
        for (name, type) in Self.commands() {
            #expect(!type.configuration.abstract.isEmpty, "“\(name)” has no abstract.")
        }
    }

    @Test("shell completions are generated for bash, zsh and fish")
    func completions() {
        for shell in [CompletionShell.bash, .zsh, .fish] {
            let script = Steward.completionScript(for: shell)
            #expect(script.contains("tally"))
            #expect(script.contains("ledger"))
        }
    }
}
