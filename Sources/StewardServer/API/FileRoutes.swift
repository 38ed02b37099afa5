// SPDX-License-Identifier: Apache-2.0
import Files
import Hummingbird
import StewardCore
import StewardIntegration

/// What the pages of files and connections show, as JSON.
enum FileRoutes {
    static let all: [Route] = connections + transfers + recoveries + storages

    private static let connections: [Route] = [
        Route(
            "/api/connections", "The connections; asks no service", isData: true, scope: .read,
            gives: .array(of: ConnectionSchemas.connection)
        ) { _, _, site in
            let now = site.installation.clock.now
            return JSONAnswer.response(.array(try await ConnectionView.list(site).map { $0.json(now: now) }))
        },
        Route(
            "/api/connections/{connection}", "A connection as it is known; asks no service", isData: true,
            scope: .read, gives: ConnectionSchemas.connection
        ) { _, context, site in
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            return JSONAnswer.response(view.json(now: site.installation.clock.now))
        },
        Route(
            .post, "/api/connections/{connection}/test", "Asks its service whether it works, and keeps the answer",
            isData: true, scope: .operate, gives: ConnectionSchemas.health
        ) { request, context, site in
            // No browser sends an API token by itself, so it needs no form's token.
            if context.visitor?.session != nil { _ = try await FormData.read(request, context) }
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            let check = try await ConnectionCheck.run(
                view.saved.name, site, by: ConnectionPages.actor(context))
            return JSONAnswer.response(ConnectionView.json(check, view.manifest))
        },
        Route(
            "/api/connections/{connection}/files", "A part of a folder; asks the service", isData: true,
            scope: .read,
            queries: [
                Query("folder", "The folder's id; left out for the one that everything begins in"),
                Query("page", "The “next” of the part before", .string(.servicePlace)),
            ], gives: ConnectionSchemas.files, problems: [.conflict, .badGateway, .gatewayTimeout]
        ) { request, context, site in
            let place = try BrowseView.Place(request, context)
            return JSONAnswer.response(try await BrowseView.load(place, site).json(place))
        },
    ]

    private static let transfers: [Route] = [
        Route(
            "/api/transfers", "The newest 50 transfers", isData: true, scope: .read,
            gives: .array(of: FileSchemas.transfer, most: 50)
        ) { _, _, site in
            JSONAnswer.response(.array(try await TransferView.list(site).map(\.json)))
        },
        Route(
            "/api/transfers/{transfer}", "A transfer: how far it is", isData: true, scope: .read,
            gives: FileSchemas.transfer
        ) {
            _, context, site in
            let view = try await TransferView.one(try FilesPages.parameter("transfer", context), site)
            return JSONAnswer.response(view.json)
        },
        Route(
            "/api/transfers/{transfer}/items", "What failed of a transfer, and a part of all its items", isData: true,
            scope: .read,
            queries: [
                Query(
                    "after", "The “next” of the part before; what failed comes with the first part only",
                    .integer(min: 0, max: 9_007_199_254_740_991).standard(0))
            ], gives: FileSchemas.items
        ) { request, context, site in
            let id = try FilesPages.parameter("transfer", context)
            _ = try await site.installation.files.transfer(id)
            let after = request.uri.queryParameters["after"].flatMap { Int64($0) } ?? 0
            let items = try await TransferItems.of(id, after: after, site)
            return JSONAnswer.response([
                "failed": .array(items.failed.map(TransferView.json)),
                "items": .array(items.others.map(TransferView.json)),
                "next": items.next.map(JSON.integer) ?? .null,
            ])
        },
        Route(
            "/api/mirrors", "The mirrors, the newest first", isData: true, scope: .read,
            gives: .array(of: FileSchemas.mirror)
        ) { _, _, site in
            JSONAnswer.response(.array(try await MirrorView.list(site).map(\.json)))
        },
        Route(
            "/api/mirrors/{mirror}", "A mirror: its coverage and a part of its files", isData: true,
            scope: .read,
            queries: [
                Query("status", "Only files that stand so", FileSchemas.status),
                Query("after", "The “next” of the part before"),
            ], gives: FileSchemas.mirrorFiles
        ) { request, context, site in
            let (view, files) = try await MirrorPages.load(request, context, site)
            let more: [JSON.Member] = [
                .init("files", .array(files.files.map(MirrorView.json))),
                .init(
                    "unread_folders",
                    .array(files.unread.map { ["path": .string($0.path), "reason": .string($0.reason)] })),
                .init("next", files.next.map(JSON.string) ?? .null),
            ]
            return JSONAnswer.response(.object((view.json.members ?? []) + more))
        },
    ]

    private static let recoveries: [Route] = [
        Route(
            "/api/recoveries", "The newest 50 recoveries", isData: true, scope: .read,
            gives: .array(of: FileSchemas.recovery, most: 50)
        ) { _, _, site in
            JSONAnswer.response(.array(try await RecoveryView.list(site).map(\.json)))
        },
        Route(
            "/api/recoveries/{recovery}", "A recovery: its plan and its files", isData: true,
            scope: .read,
            queries: [Query("files", "“no” leaves the files out", .one(of: ["yes", "no"]).standard("yes"))],
            gives: FileSchemas.recoveryFiles
        ) { request, context, site in
            let id = try FilesPages.parameter("recovery", context)
            let withFiles = request.uri.queryParameters["files"] != "no"
            let view = try await RecoveryView.one(id, site, withFiles: withFiles)
            return JSONAnswer.response(withFiles ? view.fullJSON : view.json)
        },
    ]

    private static let storages: [Route] = [
        Route(
            "/api/quota", "The newest measurement of every connection", isData: true, scope: .read,
            gives: .array(of: FileSchemas.newestQuota)
        ) { _, _, site in
            let newest = try await site.installation.files.newestQuotas()
            return JSONAnswer.response(
                .array(
                    newest.map { entry in
                        .object(
                            [.init("connection", .string(entry.connection))]
                                + (QuotaPages.json(entry.reading).members ?? []))
                    }))
        },
        Route(
            "/api/quota/{connection}", "The newest 1000 measurements of a connection, the oldest first", isData: true,
            scope: .read, gives: .array(of: FileSchemas.quota, most: 1000)
        ) { _, context, site in
            let name = try FilesPages.parameter("connection", context)
            return JSONAnswer.response(.array(try await QuotaPages.history(name, site).map(QuotaPages.json)))
        },
    ]
}
