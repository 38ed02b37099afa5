// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import StewardJobs

/// What people do to backups. Work goes into the queue, and the form leads to its job.
enum BackupActions {
    static let routes: [Route] = [
        work("run", "Backs a set up now", BackupJobs.run),
        work("prove", "Proves the newest backups now", BackupJobs.prove),
        work("prune", "Removes what the rule lets go", BackupJobs.prune),
        one("prove", "Proves a backup now") { page, actor, site in
            try await start(
                BackupJobs.prove, page.view.set.name, [.init("backup", .string(page.backup.id.text))], by: actor, site)
        },
        one("pin", "Keeps a backup whatever the rule says") { page, actor, site in
            try await site.installation.backups.pin(page.backup.id, in: page.view.set, by: actor)
            return nil
        },
        one("unpin", "Lets the rule decide about a backup again") { page, actor, site in
            try await site.installation.backups.unpin(page.backup.id, in: page.view.set, by: actor)
            return nil
        },
        Route(.post, "/backups/{set}/{backup}/restore", "Restores a backup into a new database", scope: .operate) {
            request, context, site in
            try await restore(try await FormData.read(request, context), context, site)
        },
    ]

    /// Work on a whole set.
    private static func work(_ name: String, _ summary: String, _ kind: String) -> Route {
        Route(.post, "/backups/{set}/\(name)", summary, scope: .operate) { request, context, site in
            _ = try await FormData.read(request, context)
            let view = try await BackupSetView.named(in: context, site)
            if let open = view.jobs.first(where: { $0.kind == kind && $0.payload["backup"] == nil }) {
                return Routes.seeOther(WorkParts.path(open.id))
            }
            let actor = try AccessPages.person(context).0.account.name
            let job = try await start(kind, view, by: actor, site)
            log(name, view.set.name, context)
            return Routes.seeOther(job.map(WorkParts.path) ?? view.path)
        }
    }

    /// Work on a set: of proofs one for the newest of each database, whether or not its time has come.
    private static func start(
        _ kind: String, _ view: BackupSetView, by actor: String, _ site: Site
    ) async throws -> JobID? {
        guard kind == BackupJobs.prove else { return try await start(kind, view.set.name, [], by: actor, site) }
        var first: JobID?
        for newest in view.databases.compactMap(\.newest) {
            let job = try await start(
                kind, view.set.name, [.init("backup", .string(newest.id.text))], by: actor, site)
            first = first ?? job
        }
        return first
    }

    /// A change of one backup; it gives the job to show, or nothing.
    private static func one(
        _ name: String, _ summary: String,
        _ change: @escaping @Sendable (BackupPage, String, Site) async throws -> JobID?
    ) -> Route {
        Route(.post, "/backups/{set}/{backup}/\(name)", summary, scope: .operate) { request, context, site in
            _ = try await FormData.read(request, context)
            let page = try await BackupPages.page(context, site)
            let (visitor, _) = try AccessPages.person(context)
            do {
                let job = try await change(page, visitor.account.name, site)
                log(name, page.backup.id.text, context)
                return Routes.seeOther(
                    job.map(WorkParts.path) ?? BackupParts.path(page.backup, in: page.view.set))
            } catch let error as BackupsError {
                throw HTTPError(error.code == .notFound ? .notFound : .conflict, message: error.description)
            }
        }
    }

    private static func restore(_ form: FormData, _ context: PageContext, _ site: Site) async throws -> Response {
        var page = try await BackupPages.page(context, site)
        let name = form["to"] ?? ""
        page.typed = name
        let connection = form["connection"] ?? page.view.set.connection
        guard connection == page.view.set.connection || page.connections.contains(connection) else {
            throw HTTPError(.badRequest, message: "There is no such connection; choose one of the list.")
        }
        page.chosen = connection
        page.problem = problem(with: name, page)
        guard page.problem == nil, page.backup.isPresent, !page.backup.isGlobals else {
            return BackupPages.frame(
                page.title, BackupParts.path(page.backup, in: page.view.set), page.body, context,
                status: .unprocessableContent)
        }
        let job = try await start(
            BackupJobs.restore, page.view.set.name,
            [
                .init("backup", .string(page.backup.id.text)), .init("to", .string(name)),
                .init("connection", .string(connection)),
            ],
            by: try AccessPages.person(context).0.account.name, site)
        log("restore", page.backup.id.text, context)
        return Routes.seeOther(job.map(WorkParts.path) ?? page.view.path)
    }

    /// The name of a database that is backed up is no new one.
    private static func problem(with name: String, _ page: BackupPage) -> String? {
        let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        if name.isEmpty || name.utf8.count > 63 || !isPlain { return page.parts.say(.restoreNameWrong) }
        return page.view.databases.contains { $0.name == name } ? page.parts.say(.restoreNameTaken) : nil
    }

    private static func start(
        _ kind: String, _ set: String, _ more: [JSON.Member], by actor: String, _ site: Site
    ) async throws -> JobID? {
        let payload = JSON.object([.init("set", .string(set)), .init("by", .string(actor))] + more)
        return try await site.installation.jobs.enqueue(JobRequest(kind: kind, payload: payload, maxAttempts: 1)).id
    }

    private static func log(_ action: String, _ subject: String, _ context: PageContext) {
        context.logger.info(
            "backups changed", metadata: ["action": "\(action)", "backup": "\(subject)"])
    }
}
