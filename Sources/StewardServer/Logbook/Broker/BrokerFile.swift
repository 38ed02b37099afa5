// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The file with the options of `mosquitto_sub`, in a folder of its own that nobody else can read.
struct BrokerFile: Sendable {
    private let folder: String

    /// - Throws: the system's error.
    init(_ lines: [String], in parent: String) throws {
        var template = Array("\(parent)/\(BrokerProgram.folderStart)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteNoPermission) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let content = Data(lines.map { $0 + "\n" }.joined().utf8)
        guard
            FileManager.default.createFile(
                atPath: "\(folder)/mosquitto_sub", contents: content, attributes: [.posixPermissions: 0o600])
        else {
            remove()
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// All that the program gets of an environment.
    var environment: [String: String] { ["XDG_CONFIG_HOME": folder] }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Removes what a process left that was killed.
    static func sweep(_ parent: String, now: Date) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(BrokerProgram.folderStart) {
            let path = "\(parent)/\(name)"
            let made = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let made, now.timeIntervalSince(made) > 60 { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
