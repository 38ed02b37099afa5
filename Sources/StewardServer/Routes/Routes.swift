// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardStore
import Synchronization

enum Routes {
    /// Every address.
    static let all: [Route] =
        health + assets + HomePages.routes + AccessPages.routes + TallyPages.routes + ReviewPages.routes
        + LogbookPages.routes + BackupPages.routes + FilesPages.routes + ConnectionPages.routes
        + WorkPages.routes + EventRoutes.routes + LedgerPages.routes + StyleguidePages.routes + VendorAssets.routes
        + FolderUpload.routes + CheckUpload.routes + MetricsRoutes.routes + dataRoutes + IntakeRoutes.all
        + PhonePages.routes
        + LogbookRoutes.all

    private static let dataRoutes =
        DataRoutes.all + [
            Route("/openapi.json", "This description", isData: true, scope: .read, gives: .map(of: .anything)) {
                _, _, _ in
                JSONAnswer.response(description)
            }
        ]

    /// The addresses that give JSON, which `/openapi.json` describes.
    static var described: [Route] { all.filter(\.isData) }
    private static let description = OpenAPI.document(described)

    private static let health = [
        Route("/healthz", "Whether the process is alive", scope: .open) { _, _, _ in text("ok\n") }.short(),
        Route("/readyz", "Whether it can answer: listening, and its database works", scope: .open) { _, _, site in
            guard site.readiness.withLock({ $0 }) else { throw HTTPError(.serviceUnavailable, message: "starting") }
            do {
                _ = try await site.installation.database.read { try $0.query("SELECT 1 AS one") }
            } catch {
                throw HTTPError(.serviceUnavailable, message: "The database does not answer.")
            }
            return text("ready\n")
        }.short(),
    ]

    private static let assets = [
        Route("/assets/steward.css", "The style sheet", scope: .open) { _, _, _ in
            var response = text(StyleSheet.text, type: "text/css; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
        Route("/assets/live.js", "The script that keeps figures fresh", scope: .open) { _, _, _ in
            var response = text(LiveScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    /// Whether whoever asks for an address that there is not is a program, by how it begins.
    static func areForPrograms(below path: String) -> Bool {
        path.hasPrefix("/api/") || path.hasPrefix("/webhook/") || path.hasPrefix("/in/")
    }

    /// The answer after something was done: another page, by GET, so that a reload does nothing twice.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
