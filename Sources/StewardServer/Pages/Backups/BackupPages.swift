// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import StewardJobs

/// The pages of backups.
enum BackupPages {
    static let routes: [Route] =
        [
            Route("/backups", "Backup sets: the last backup and the last proof of each database", scope: .read) {
                _, context, site in
                let parts = BackupParts(context, site)
                let page = BackupsPage(views: try await BackupSetView.all(site), parts: parts)
                return frame(parts.say(.backups), "/backups", page.body, context)
            },
            Route("/backups/{set}", "A backup set: its backups, their sizes, and how they are made", scope: .read) {
                _, context, site in
                let view = try await BackupSetView.named(in: context, site)
                return frame(
                    view.set.name, view.path, BackupSetPage(view: view, parts: BackupParts(context, site)).body, context
                )
            },
            Route("/backups/{set}/prune", "What would be removed of a backup set, and what would stay", scope: .read) {
                _, context, site in
                let view = try await BackupSetView.named(in: context, site)
                let parts = BackupParts(context, site)
                let page = BackupPrunePage(view: view, parts: parts, report: try await plan(view, site))
                return frame(parts.say(.pruneTitle), view.path + "/prune", page.body, context)
            },
            Route("/backups/{set}/{backup}", "A backup: what is in it, its proofs and its copies", scope: .read) {
                _, context, site in
                let page = try await page(context, site)
                return frame(page.title, BackupParts.path(page.backup, in: page.view.set), page.body, context)
            },
        ] + BackupActions.routes

    static func frame(
        _ title: String, _ path: String, _ body: HTML, _ context: PageContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        PageFrame(title: title, language: context.language, section: .backups, path: path, body: body)
            .response(status: status)
    }

    /// The page of the backup that an address names.
    static func page(_ context: PageContext, _ site: Site) async throws -> BackupPage {
        let view = try await BackupSetView.named(in: context, site)
        let id = try FilesPages.parameter("backup", context)
        guard let backup = view.history.backups.first(where: { $0.id.text == id }) else {
            throw HTTPError(.notFound, message: "The set “\(view.set.name)” has no backup “\(id.prefix(120))”.")
        }
        var page = BackupPage(view: view, backup: backup, parts: BackupParts(context, site))
        page.connections = try await DatabaseConnections(site.installation).names()
        return page
    }

    /// What pruning would do now.
    static func plan(_ view: BackupSetView, _ site: Site) async throws -> Result<PruneReport, BackupsError> {
        do {
            return .success(try await site.installation.backups.prune(view.set, isDryRun: true, by: "nobody"))
        } catch let error as BackupsError {
            return .failure(error)
        }
    }
}
