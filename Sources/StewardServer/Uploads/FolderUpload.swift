// SPDX-License-Identifier: Apache-2.0
import Files
import HTTPTypes
import Hummingbird
import StewardCore
import StewardIntegration
import StewardJobs

/// A file that is sent from the page of a folder: it becomes a job, which transfers it as `steward drive put` does.
enum FolderUpload {
    /// The job that transfers it.
    static let kind = "files.upload"

    static let routes: [Route] = [
        Route(
            .post, "/connections/{connection}/files", "Send a file into a folder of a connection; gives its job",
            scope: .operate
        ) { request, context, site in
            try await receive(request, context, site)
        }.takingFile()
    ]

    private static func receive(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        // A form without a file in it is read as one, so that where it comes from is looked at first.
        guard Uploads.isMultipart(request) else {
            _ = try await FormData.read(request, context)
            throw HTTPError(UploadError.noFile.status, message: UploadError.noFile.description)
        }
        let connection = try FilesPages.parameter("connection", context)
        let top = try await site.connecting.connection(named: connection).storing().rootFolder
        let job = try await site.uploads.kept(request, context) { file in
            let asked = file.fields["folder"] ?? ""
            let payload: JSON = [
                "connection": .string(connection), "source": .string(file.path ?? ""),
                "folder": .string(asked.isEmpty ? top : asked), "existing": "add",
            ]
            return (try await site.installation.jobs.enqueue(JobRequest(kind: kind, payload: payload)), true)
        }
        return Routes.seeOther("/jobs/\(job.id)")
    }

    /// The form, for who may; nothing for others.
    /// - Parameter folder: the folder's id; `nil` for the topmost.
    static func form(_ connection: String, folder: String?, _ context: PageContext, _ site: Site) -> HTML {
        guard context.visitor?.may(.operate) ?? false else { return "" }
        let words = context.words(site)
        return UploadForm(
            action: "/connections/\(HTML.pathComponent(connection))/files", title: .sendFile, button: .sendFileDo,
            help: words.say(.sendFileHelp), hidden: folder.map { [("folder", $0)] } ?? [], limit: site.uploads.limit
        ).html(context, words)
    }
}
