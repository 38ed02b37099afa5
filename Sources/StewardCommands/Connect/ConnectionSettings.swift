// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration

/// Settings of a connection as they are given on the command line.
struct ConnectionSettings {
    private let manifest: Manifest

    init(_ manifest: Manifest) { self.manifest = manifest }

    /// - Throws: `CommandError` for a secret on the command line, a file that cannot be read, or no `key=value`.
    func read(settings: [String], files: [String]) throws -> [String: String] {
        var given = try SettingText.parse(settings)
        let secrets = Set(manifest.settings.filter(\.secret).map(\.key))
        for key in given.keys.sorted() where secrets.contains(key) {
            throw CommandError(
                .usage,
                "The setting \(key) is a secret, and others can see command lines; use --set-file \(key)=FILE, or "
                    + "--set-file \(key)=- for standard input.")
        }
        for (key, path) in try SettingText.parse(files) { given[key] = try content(of: path, for: key) }
        return given
    }

    private func content(of path: String, for key: String) throws -> String {
        let data = path == "-" ? try FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: path)
        guard let data, !data.isEmpty else {
            throw CommandError(.failure, "\(path), which is to be the setting \(key), is empty or cannot be read.")
        }
        guard data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
            throw CommandError(.failure, "\(path), which is to be the setting \(key), is no text of at most 1 MB.")
        }
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isNewline { end = text.index(before: end) }
        return String(text[..<end])
    }
}
