// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import Synchronization

/// The resource keys that files were seen with: a link shared before 2021 opens only with its key.
///
/// Source: "Access link-shared files using resource keys", Drive API, 2026-11.
final class ResourceKeys: Sendable {
    private let keys = Mutex<[String: Secret]>([:])
    private static let limit = 10_000
    static let field = HTTPField.Name("X-Goog-Drive-Resource-Keys")

    /// Remembers the keys that a file came with, its own and that of what it points at.
    func note(_ file: DriveFile) {
        if let key = file.resourceKey { put(Secret(key), of: file.id) }
        if let shortcut = file.shortcut, let key = shortcut.targetResourceKey {
            put(Secret(key), of: shortcut.targetId)
        }
    }

    /// Remembers one key.
    func put(_ key: Secret, of id: String) {
        keys.withLock { keys in
            if keys.count >= Self.limit { keys.removeAll() }
            keys[id] = key
        }
    }

    /// The call with the keys of these ids, where they have any.
    func adding(to call: DriveCall, _ ids: [String]) -> DriveCall {
        guard let field = Self.field else { return call }
        let pairs = keys.withLock { keys in
            keys.isEmpty ? [] : ids.compactMap { id in keys[id].map { "\(id)/\($0.reveal())" } }
        }
        guard !pairs.isEmpty else { return call }
        var call = call
        call.fields[field] = pairs.joined(separator: ",")
        return call
    }
}
