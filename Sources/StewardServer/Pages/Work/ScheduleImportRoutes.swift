// SPDX-License-Identifier: Apache-2.0
import Automation
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import StewardJobs
import Tally

/// Taking in a file of schedules: looked at first, then taken in. A schedule from elsewhere starts programs, so that
/// only owners may.
enum ScheduleImportRoutes {
    static let path = "/schedules/import"

    static let routes: [Route] = [
        Route(path, "The form for a file of schedules", scope: .administer) { _, context, site in
            answer(
                page(.asked(nil), ScheduleImportFields(zone: WorkPages.zone(context).identifier), context, site),
                context)
        },
        Route(.post, path, "Show what a file of schedules would become", scope: .administer) { request, context, site in
            guard Uploads.isMultipart(request) else {
                _ = try await FormData.read(request, context)
                throw HTTPError(UploadError.noFile.status, message: "Send a form (multipart/form-data) with a file.")
            }
            let page = try await site.uploads.kept(request, context) { file in (look(file, context, site), false) }
            return answer(page, context)
        }.takingFile(),
        Route(.post, path + "/take", "Take in what was shown", scope: .administer) { request, context, site in
            let form = try await FormData.read(request, context)
            return try await take(form["schedules"] ?? "", isPaused: form["do"] != "take", context, site)
        },
    ]

    /// What stands in the way of the programs is looked for on this machine.
    private static func target(_ fields: ScheduleImportFields) -> TaskTarget? {
        guard let programs = fields.pairs else { return nil }
        return TaskTarget(root: fields.root.isEmpty ? nil : fields.root, programs: programs) {
            FileManager.default.fileExists(atPath: $0)
        }
    }

    private static func look(_ file: ReceivedFile, _ context: PageContext, _ site: Site) -> ScheduleImportPage {
        let fields = ScheduleImportFields(file.fields)
        guard let target = target(fields) else {
            return page(.asked(FormProblem("programs", .programsWrong)), fields, context, site)
        }
        guard let zone = try? LocalZone(fields.zone) else {
            return page(.asked(FormProblem("zone", .zoneWrong)), fields, context, site)
        }
        guard let path = file.path else { return page(.asked(FormProblem("file", .chooseFile)), fields, context, site) }
        do throws(AutomationError) {
            let bytes = try ScheduleImport.bytes(path)
            let name = file.name.isEmpty ? "file" : file.name
            return page(
                .found(try ScheduleImport(bytes, name: name, zone: zone, target: target)), fields, context, site)
        } catch {
            return page(.asked(FormProblem("file", .said(error.description))), fields, context, site)
        }
    }

    private static func page(
        _ stage: ScheduleImportPage.Stage, _ fields: ScheduleImportFields, _ context: PageContext, _ site: Site
    ) -> ScheduleImportPage {
        ScheduleImportPage(stage: stage, fields: fields, work: WorkPages.parts(context, site))
    }

    private static func answer(_ page: ScheduleImportPage, _ context: PageContext) -> Response {
        var response = TallyPages.frame(page.title, path, .jobs, page.body, context)
        response.status = page.status
        return response
    }

    /// Takes in what the page before showed; it is read and checked again.
    private static func take(
        _ text: String, isPaused: Bool, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let found: ScheduleImport
        do throws(AutomationError) {
            let here = TaskTarget { FileManager.default.fileExists(atPath: $0) }
            found = try ScheduleImport(Array(text.utf8), name: "schedules", zone: .utc, target: here)
        } catch {
            throw HTTPError(.badRequest, message: error.description)
        }
        let schedules = Schedules(queue: site.installation.jobs)
        for plan in found.planned {
            try await WorkPages.found {
                try await schedules.put(plan.schedule)
                if isPaused || plan.isPaused || !found.faults.isEmpty { try await schedules.pause(plan.schedule.name) }
            }
            context.logger.info(
                "work was steered",
                metadata: [
                    "action": "import", "schedule": "\(plan.schedule.name)", "actor": "\(context.visitor?.actor ?? "")",
                    "request": "\(context.requestID)",
                ])
        }
        let first = found.planned.first.map { "#" + SchedulesPage.anchor($0.schedule.name) } ?? ""
        return Routes.seeOther("/schedules" + first)
    }
}

extension Phrase {
    /// What a reader found wrong, which it says in English.
    fileprivate static func said(_ sentence: String) -> Phrase {
        Phrase(sentence, "ใช้ไฟล์นี้ไม่ได้: \(sentence)", "Dit bestand kan niet worden gebruikt: \(sentence)")
    }
}
