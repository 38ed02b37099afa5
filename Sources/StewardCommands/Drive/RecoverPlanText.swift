// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore

/// A plan of a recovery for people and for programs.
struct RecoverPlanText {
    let plan: RecoveryPlan
    let request: RecoveryRequest
    let command: RecoveryCommand

    var summary: String {
        var lines = ["Found \(plan.rows.count) files, \(ByteCount(plan.bytes)) to download."]
        if command == .recoverAndDownload {
            lines.append("After a verified download: \(request.policy.rawValue). Folder: \(request.folder ?? "–")")
        }
        if !plan.deniedRows.isEmpty {
            lines.append("WARN the account may not handle \(plan.deniedRows.count) of them as asked; they are marked.")
        }
        if !plan.isComplete { lines.append("WARN not every folder could be listed.") }
        lines += plan.obstacles.map { "ERROR \($0)" }
        return lines.joined(separator: "\n")
    }

    var rows: [String] {
        plan.rows.map { row in
            let size = row.size.map { ByteCount($0).description } ?? "–"
            let denied = row.denied.isEmpty ? "" : "  not allowed: \(row.denied.joined(separator: ", "))"
            let target = row.target.map { " -> \($0)" } ?? ""
            return "  \(row.name) (\(row.id))  \(size)\(target)\(denied)"
        }
    }

    var json: JSON {
        [
            "found": .integer(Int64(plan.rows.count)), "bytes": .integer(plan.bytes),
            "policy": .string(request.policy.rawValue), "complete": .bool(plan.isComplete),
            "obstacles": .array(plan.obstacles.map { .string($0) }),
            "files": .array(
                plan.rows.map { row in
                    [
                        "id": .string(row.id), "name": .string(row.name), "size": row.size.map(JSON.integer) ?? .null,
                        "media_type": .string(row.mediaType), "md5": row.md5.map(JSON.string) ?? .null,
                        "target": row.target.map(JSON.string) ?? .null,
                        "denied": .array(row.denied.map { .string($0) }),
                    ]
                }),
        ]
    }

    /// The very command that does what was shown.
    func commandLine(
        _ options: DriveRecoverOptions, _ download: DriveDownloadOptions?, _ drive: DriveOptions
    ) -> String {
        var words = ["steward", "drive", "recover"]
        words.append(command == .recoverOnly ? "recover-only" : "recover-and-download")
        if let connection = drive.connection { words += ["--connection", connection] }
        if !options.extensions.isEmpty { words += ["--extensions"] + options.extensions }
        if let after = options.afterDate { words += ["--after-date", after] }
        if !options.fileIds.isEmpty { words += ["--file-ids"] + options.fileIds }
        if options.limit > 0 { words += ["--limit", String(options.limit)] }
        words += ["--state-file", options.stateFile]
        if command == .recoverAndDownload, let download {
            if let folder = download.folderId { words += ["--folder-id", folder] }
            if let list = download.retryFailedFile { words += ["--retry-failed-file", list] }
            if let folder = download.downloadDir { words += ["--download-dir", folder] }
            if download.overwrite { words.append("--overwrite") }
            if download.skipExisting { words.append("--skip-existing") }
            words += ["--post-restore-policy", request.policy.rawValue]
        }
        return words.map(Self.quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_./:=".unicodeScalars.contains($0)
        }
        if isPlain, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
