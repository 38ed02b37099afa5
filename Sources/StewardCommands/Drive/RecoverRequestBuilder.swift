// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import StewardCore

/// Checks the options of a recovery in the order that people know, and makes the request.
struct RecoverRequestBuilder {
    let command: RecoveryCommand
    let options: DriveRecoverOptions
    let download: DriveDownloadOptions?

    func build(isFresh: Bool) throws -> RecoveryRequest {
        let policy = try policy()
        let concurrency = try concurrency()
        try checkDownload(isFresh: isFresh)
        let after = try afterDate()
        let filter: ExtensionFilter
        do { filter = try ExtensionFilter(options.extensions) } catch {
            throw CommandError(.arguments, error.description)
        }
        try checkNumbers()
        let (selection, scope) = try selection(filter, after)
        var request = RecoveryRequest(
            name: Self.absolute(options.stateFile), scope: scope, selection: selection, policy: policy)
        request.concurrency = concurrency
        request.callsPerSecond = options.maxRPS
        request.burst = options.burst
        request.limit = options.limit
        request.batch = options.processBatchSize
        request.folder = command == .recoverAndDownload ? download?.downloadDir.map(Self.absolute) : nil
        request.isFresh = isFresh
        if download?.overwrite == true { request.existing = .overwrite }
        if download?.skipExisting == true { request.existing = .skip }
        return request
    }

    private func policy() throws -> RecoveryPolicy {
        do {
            return try RecoveryPolicy(parsing: options.policy)
        } catch {
            let metric: JSON = [
                "metric": "unknown_policy_token", "token": .string(error.token),
                "normalized": .string(error.normalised),
                "suggestion": error.suggestion.map(JSON.string) ?? .null,
            ]
            let text = (try? metric.canonicalBytes()).map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw CommandError(.arguments, "\(error.description)\nMETRIC \(text)")
        }
    }

    private func concurrency() throws -> Int {
        guard options.concurrency >= 1 else {
            throw CommandError(.arguments, "--concurrency must be at least 1; \(options.concurrency) is not.")
        }
        let most = min(4 * ProcessInfo.processInfo.activeProcessorCount, 64)
        if options.concurrency > most {
            Printer.standardError("WARN --concurrency \(options.concurrency) is more than \(most); \(most) is taken.\n")
        }
        return min(options.concurrency, most)
    }

    private func checkDownload(isFresh: Bool) throws {
        guard let download else { return }
        guard !(download.overwrite && download.skipExisting) else {
            throw CommandError(.arguments, "--overwrite and --skip-existing exclude each other; give one of them.")
        }
        guard download.folderId == nil || options.fileIds.isEmpty else {
            throw CommandError(.arguments, "--folder-id and --file-ids exclude each other; give one of them.")
        }
        if let retry = download.retryFailedFile {
            guard options.fileIds.isEmpty, download.folderId == nil, !isFresh else {
                throw CommandError(
                    .arguments, "--retry-failed-file excludes --file-ids, --folder-id and --fresh-run.")
            }
            guard Self.absolute(retry) != options.failedFile.map(Self.absolute) else {
                throw CommandError(.arguments, "--retry-failed-file and --failed-file must be two files.")
            }
        }
        guard command == .recoverAndDownload else { return }
        guard let folder = download.downloadDir else {
            throw CommandError(.arguments, "A download needs a folder; name one with --download-dir.")
        }
        do {
            try LocalFolder(Self.absolute(folder)).probe()
        } catch {
            throw CommandError(.arguments, error.description)
        }
    }

    private func checkNumbers() throws {
        guard options.maxRPS >= 0, options.burst >= 0, options.limit >= 0, options.processBatchSize >= 1 else {
            throw CommandError(
                .arguments,
                "--max-rps, --burst and --limit must not be negative, --process-batch-size must be at least 1.")
        }
        guard options.accepted.transport == "auto" || options.accepted.transport == "httplib2" else {
            throw CommandError(.arguments, "--http-transport takes auto or httplib2, and makes no difference here.")
        }
    }

    private func afterDate() throws -> Date? {
        guard let text = options.afterDate else { return nil }
        guard let date = DateText.parse(text) else {
            throw CommandError(
                .arguments,
                "--after-date takes a day or an instant, as 2026-02-08 or 2026-02-08T17:00:00Z; “\(text)” is none.")
        }
        return date
    }

    private func selection(
        _ filter: ExtensionFilter, _ after: Date?
    ) throws -> (RecoveryRequest.Selection, RecoveryScope) {
        if let path = download?.retryFailedFile {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandError(.arguments, "The list \(path) cannot be read.")
            }
            let files: [FailedFile]
            do {
                // A run without failures leaves a list without a line.
                files = data.isEmpty ? [] : try FailedFilesList.parse(String(decoding: data, as: UTF8.self))
            } catch { throw CommandError(.arguments, error.description) }
            guard !files.isEmpty else { throw CommandError(.failure, "The list \(path) holds nothing to try again.") }
            return (.failed(files), RecoveryScope(source: .retryFailedFile, command: command, key: Self.absolute(path)))
        }
        if let folder = download?.folderId {
            let scope = RecoveryScope(source: .folder, command: .recoverAndDownload, key: folder)
            return (.folder(folder, filter, modifiedAfter: after), scope)
        }
        if !options.fileIds.isEmpty {
            return (.files(options.fileIds), .files(command, ids: options.fileIds))
        }
        let scope = RecoveryScope.trash(command, extensions: filter, afterDate: options.afterDate, limit: options.limit)
        return (.trash(filter, modifiedAfter: after), scope)
    }

    static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
}
