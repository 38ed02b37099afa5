// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardSimulation

extension GoogleDriveSimulator {
    /// The pages of drive.google.com, drive.usercontent.google.com, docs.google.com and the sign-in page of
    /// accounts.google.com: their paths differ, so one port serves all.
    var publicRoutes: [SimulatedRoute] {
        let service = PublicService(state: state, transfers: transfers, faults: faults)
        let source = "The public pages as gdown 6.5.1 describes them, 2026-11"
        func page(
            _ pattern: String, _ respond: @escaping @Sendable (SimulatedRequest) -> SimulatedReply
        ) -> SimulatedRoute {
            SimulatedRoute(.get, pattern, source: source) { request in respond(request) }
        }
        var routes = [
            page("/uc", service.uc), page("/download", service.download), page("/open", service.open),
            page("/embeddedfolderview", service.folder), page("/drive/folders/{file}", service.viewer),
            page("/file/d/{file}/view", service.viewer), page("/file/d/{file}/edit", service.viewer),
            page("/ServiceLogin") { _ in .page(PublicPages.signIn) },
        ]
        for kind in DocumentKind.allCases {
            routes.append(page("/\(kind.rawValue)/d/{file}/edit", service.viewer))
            routes.append(page("/\(kind.rawValue)/d/{file}/export") { service.export($0, kind) })
        }
        return routes
    }
}
