// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// A file that is sent to find out whether the records hold it. It is hashed while it comes; nothing of it is kept.
enum CheckUpload {
    static let routes: [Route] = [
        Route(.post, "/ledger/check", "Whether the records hold a file that is sent; it is not kept", scope: .read) {
            request, context, site in
            guard Uploads.isMultipart(request) else {
                let form = try await FormData.read(request, context)
                return answer(form["sha256"] ?? "")
            }
            return answer(try await site.uploads.hashed(request, context).sha256)
        }.takingFile()
    ]

    /// The answer has an address, which can be opened again and passed on.
    private static func answer(_ hash: String) -> Response {
        Routes.seeOther("/ledger/check?sha256=\(HTML.pathComponent(String(hash.prefix(200))))")
    }

    /// The form, as a part of the page that answers.
    static func form(_ context: PageContext, _ site: Site) -> HTML {
        let words = context.words(site)
        return UploadForm(
            action: "/ledger/check", title: .checkBySending, button: .checkBySendingDo,
            help: words.say(.checkBySendingHelp), hidden: [], limit: site.uploads.limit
        ).html(context, words)
    }
}
