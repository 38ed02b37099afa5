// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// A file of trips, points or readings: it is sent, looked at, and taken in when its sender says so.
enum LogbookImportPages {
    static let path = "/logbook/import"

    static let routes: [Route] = [
        Route(path, "The form for a file of trips, points or readings", scope: .drive) { request, context, site in
            let query = request.uri.queryParameters
            let fields = ImportFields { query[$0[...]].map(String.init) }
            return try await page(.asked(nil), fields, try LogbookReader(context, site), site)
        },
        Route("\(path)/{result}", "What came of a file that was taken in", scope: .drive) { _, context, site in
            let reader = try LogbookReader(context, site)
            let id = try FilesPages.parameter("result", context)
            guard let kept = try await ImportResults(site.installation).result(id, of: reader.account) else {
                throw LogbookError(.notFound, "There is no such import of yours.")
            }
            return try await page(.done(kept), ImportFields { _ in nil }, reader, site)
        },
        Route(
            .post, path, "Looks at a file of trips, points or readings; takes it in when it was looked at",
            scope: .drive
        ) { request, context, site in
            let reader = try LogbookReader(context, site)
            guard Uploads.isMultipart(request) else {
                return try await decide(try await FormData.read(request, context), reader, site)
            }
            return try await receive(request, context, reader, site)
        }.takingFile(),
    ]

    /// Receives a file and looks at it; it waits for what its sender says then.
    private static func receive(
        _ request: Request, _ context: PageContext, _ reader: LogbookReader, _ site: Site
    ) async throws -> Response {
        do {
            return try await site.uploads.kept(request, context) { file in
                let fields = ImportFields { file.fields[$0] }
                guard let path = file.path, let id = site.uploads.folder.wait(path, for: reader.account),
                    let waiting = WaitingFile(id, reader, site)
                else { throw UploadError.noFile.answer }
                let stage: ImportPage.Stage
                do {
                    stage = .found(try await read(waiting, fields, isTaking: false, reader), waiting)
                } catch let error as LogbookError where error.code != .damaged {
                    stage = .refused(ImportProblem(error, reader.words), waiting)
                }
                return (try await page(stage, fields, reader, site), true)
            }
        } catch let error as HTTPError where error.status != .forbidden {
            // What is wrong with the file that was chosen is said where another one can be.
            let problem = ImportProblem(sentence: error.body ?? "", isEnglish: true, status: error.status)
            var response = try await page(.asked(problem), ImportFields { _ in nil }, reader, site)
            for field in error.headers { response.headers.append(field) }
            return response
        }
    }

    /// Looks again at a file that waits, or takes it in. One that was taken in leads to what came of it, however often
    /// the form is sent.
    private static func decide(_ form: FormData, _ reader: LogbookReader, _ site: Site) async throws -> Response {
        let fields = ImportFields { form[$0] }
        let results = ImportResults(site.installation)
        let id = form["waiting"] ?? ""
        guard let waiting = WaitingFile(id, reader, site) else {
            if try await results.result(id, of: reader.account) != nil { return Routes.seeOther("\(path)/\(id)") }
            let problem = ImportProblem(
                sentence: reader.words.say(.importGone), isEnglish: false, status: .conflict)
            return try await page(.asked(problem), fields, reader, site)
        }
        let isTaking = form["do"] == "take"
        do {
            let outcome = try await read(waiting, fields, isTaking: isTaking, reader)
            guard isTaking else { return try await page(.found(outcome, waiting), fields, reader, site) }
            try await results.keep(outcome, of: waiting.name, as: id, for: reader.account)
            site.uploads.folder.remove(waiting.path)
            return Routes.seeOther("\(path)/\(HTML.pathComponent(id))")
        } catch let error as LogbookError where error.code != .damaged {
            return try await page(.refused(ImportProblem(error, reader.words), waiting), fields, reader, site)
        }
    }

    /// Reads a file that waits, and takes it in when that is asked for.
    private static func read(
        _ file: WaitingFile, _ fields: ImportFields, isTaking: Bool, _ reader: LogbookReader
    ) async throws -> ImportOutcome {
        var request = try ImportRoutes.request(fields.values)
        request.isDryRun = !isTaking
        return try await ImportRoutes.take(file.path, request, reader.logbook, account: reader.account)
    }

    private static func page(
        _ stage: ImportPage.Stage, _ fields: ImportFields, _ reader: LogbookReader, _ site: Site
    ) async throws -> Response {
        let cars = try await reader.logbook.vehicles(of: reader.account).map(\.vehicle)
        var before: [ImportResults.Kept] = []
        if case .asked = stage { before = try await ImportResults(site.installation).all(of: reader.account) }
        let page = ImportPage(
            stage: stage, fields: fields, cars: cars, before: before, limit: site.uploads.limit,
            words: reader.words(driving: cars), formField: reader.formField)
        return LogbookPages.page(
            reader.words.say(.importTitle), path, .sources, page.body, reader, status: page.status)
    }
}

/// How a file is to be read, as a form says it. Empty is as usual.
struct ImportFields: Sendable {
    static let names = ["car_id", "zone", "dates", "unit"]
    private(set) var values: [String: String] = [:]

    init(_ value: (String) -> String?) {
        for name in Self.names { values[name] = value(name) }
    }

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// As the query of an address; empty when everything is as usual.
    var query: String {
        let parts = Self.names.filter { !self[$0].isEmpty }.map { "\($0)=\(HTML.pathComponent(self[$0]))" }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}

/// A file that was received and waits for its sender.
struct WaitingFile: Sendable {
    let id: String
    let path: String
    /// What it was called, made harmless.
    var name: String { (path as NSString).lastPathComponent }

    /// - Returns: `nil` when there is no such file of the reader's.
    init?(_ id: String, _ reader: LogbookReader, _ site: Site) {
        let now = site.installation.clock.now
        guard let path = site.uploads.folder.waiting(id, for: reader.account, now: now) else { return nil }
        self.id = id
        self.path = path
    }
}

/// Why a file is not taken: one sentence with the place and the repair.
struct ImportProblem: Sendable {
    let sentence: String
    /// Whether it is English in every language of the pages.
    let isEnglish: Bool
    let status: HTTPResponse.Status
    /// Whether it is about the choice of the car.
    var isOfCar = false

    init(sentence: String, isEnglish: Bool, status: HTTPResponse.Status) {
        self.sentence = sentence
        self.isEnglish = isEnglish
        self.status = status
    }

    init(_ error: LogbookError, _ words: Words) {
        let known = LogbookSentences.text(error.description, words.language)
        sentence = known ?? error.description
        isEnglish = known == nil
        isOfCar = error.code == .notFound
        status = isOfCar ? .notFound : LogbookProblem(error, words).status
    }
}
