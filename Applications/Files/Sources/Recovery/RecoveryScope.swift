// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore

/// What a recovery is about: two runs with the same scope are one recovery that goes on.
package struct RecoveryScope: Sendable, Hashable, CustomStringConvertible {
    /// Where the files come from.
    package enum Source: String, Sendable, Hashable {
        case trashQuery = "trash_query"
        case folder = "folder_id"
        case fileIDs = "file_ids"
        case retryFailedFile = "retry_failed_file"
    }

    package let source: Source
    package let command: RecoveryCommand
    /// Tells two scopes of one source apart.
    package let key: String

    /// Makes a scope from its parts.
    package init(source: Source, command: RecoveryCommand, key: String) {
        self.source = source
        self.command = command
        self.key = key
    }

    /// The scope of a trash query.
    package static func trash(
        _ command: RecoveryCommand, extensions: ExtensionFilter, afterDate: String?, limit: Int
    ) -> Self {
        let text = [extensions.tokens.sorted().joined(separator: "|"), afterDate ?? "", String(limit)]
            .joined(separator: "|")
        return Self(source: .trashQuery, command: command, key: digest(text))
    }

    /// The scope of given files.
    package static func files(_ command: RecoveryCommand, ids: [String]) -> Self {
        Self(source: .fileIDs, command: command, key: digest(ids.sorted().joined(separator: "|")))
    }

    /// Which steps a file must have gone through to be done.
    package var steps: Set<RecoveryStep> {
        switch (command, source) {
        case (.recoverOnly, _): [.recovered]
        case (_, .folder), (_, .retryFailedFile): [.downloaded, .postRestored]
        default: [.recovered, .downloaded, .postRestored]
        }
    }

    package var description: String { "\(command.rawValue) \(source.rawValue) \(key)" }

    private static func digest(_ text: String) -> String {
        String(
            SHA256.hash(data: Array(text.utf8)).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined().prefix(16))
    }
}

/// What a recovery does.
package enum RecoveryCommand: String, Sendable, Hashable, CaseIterable {
    case recoverOnly = "recover_only"
    case recoverAndDownload = "recover_and_download"
}

/// One step of a file's recovery.
package enum RecoveryStep: String, Sendable, Hashable, CaseIterable {
    case recovered
    case downloaded
    case postRestored = "post_restored"
}
