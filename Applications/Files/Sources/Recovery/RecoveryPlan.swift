// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// What a recovery would do, found out without changing anything.
package struct RecoveryPlan: Sendable {
    /// A file that was found.
    package struct Row: Sendable, Hashable {
        package let id: String
        package let name: String
        package let size: Int64?
        package let mediaType: String
        /// 32 digits; `nil` where the service has none.
        package let md5: String?
        /// What the account may not do with it, of what the run would do.
        package let denied: [String]
        /// Where it would go; `nil` when it would not be downloaded.
        package let target: String?
    }
    package var rows: [Row] = []
    package var bytes: Int64 = 0
    package var isComplete = true
    /// What stands in the way of all of it; empty when nothing does.
    package var obstacles: [String] = []

    /// Files that the account may not handle as asked.
    package var deniedRows: [Row] { rows.filter { !$0.denied.isEmpty } }
}

extension Recovery {
    /// Finds the files, checks what the account may do with each, and whether the folder takes them.
    /// - Throws: what listing throws.
    package func plan(tell: @escaping @Sendable (Event) -> Void) async throws -> RecoveryPlan {
        let finder = RecoveryFinder(connection: connection, pace: pace, clock: files.clock) { tell(.skipped($0)) }
        var plan = RecoveryPlan()
        var names = NameReservations()
        plan.isComplete = try await finder.find(request.selection) { page in
            for found in page where request.limit == 0 || plan.rows.count < request.limit {
                plan.rows.append(row(found, &names))
                if found.file.kind == .file { plan.bytes += found.file.size ?? 0 }
            }
            tell(.found(plan.rows.count))
        }
        plan.obstacles = obstacles(plan.bytes)
        return plan
    }

    private func row(_ found: FoundFile, _ names: inout NameReservations) -> RecoveryPlan.Row {
        let file = found.file
        let isDownloaded = request.scope.command == .recoverAndDownload && file.kind == .file
        let name =
            isDownloaded
            ? names.reserve(RecoveryName.make(file.name, id: file.id), id: file.id, in: found.folder) : nil
        return RecoveryPlan.Row(
            id: file.id, name: file.name, size: file.size, mediaType: file.mediaType,
            md5: file.checksums.md5, denied: denied(file),
            target: name.map { found.folder.isEmpty ? $0 : found.folder + "/" + $0 })
    }

    private func denied(_ file: StoredFile) -> [String] {
        var wanted: [(StoredFile.Denied, String)] = []
        if request.scope.steps.contains(.recovered) { wanted.append((.untrash, "untrash")) }
        if request.scope.command == .recoverAndDownload {
            wanted.append((.download, "download"))
            if request.policy == .trash { wanted.append((.trash, "trash")) }
            if request.policy == .delete { wanted.append((.delete, "delete")) }
        }
        return wanted.filter { file.denied.contains($0.0) }.map(\.1)
    }

    private func obstacles(_ bytes: Int64) -> [String] {
        guard let path = request.folder else { return [] }
        do {
            let folder = try LocalFolder(path)
            try folder.probe()
            let free = try folder.freeBytes()
            guard free < bytes else { return [] }
            return ["\(path) has \(ByteCount(free)) free, the files need \(ByteCount(bytes)); free some space."]
        } catch {
            return [error.description]
        }
    }
}
