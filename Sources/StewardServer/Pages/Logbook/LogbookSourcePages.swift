// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// What reports about one's cars: devices with their tokens, a broker, files.
enum LogbookSourcePages {
    static let path = "/logbook/sources"

    static let routes: [Route] = [
        Route(path, "What reports about one's cars: devices, a broker, files", scope: .drive) { _, context, site in
            try await page(SourcesTyped(), context, site)
        },
        Route(.post, "\(path)/tokens", "Makes a device token; its answer shows it, this once", scope: .drive) {
            request, context, site in
            try await make(try await FormData.read(request, context), request, context, site)
        },
        Route(
            .post, "\(path)/broker", "Listens to a MQTT broker from now on, or asks it whether that would work",
            scope: .operate
        ) { request, context, site in
            try await listen(try await FormData.read(request, context), context, site)
        },
        Route(
            .post, "\(path)/broker/remove", "Listens to no MQTT broker any more, and forgets its password",
            scope: .operate
        ) { request, context, site in
            _ = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            try await Brokers(site.installation).remove(of: reader.account)
            return Routes.seeOther("\(path)#broker")
        },
    ]

    private static func make(
        _ form: FormData, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let reader = try LogbookReader(context, site)
        let kind = form["device-kind"].flatMap { DeviceKind(rawValue: $0) } ?? .other
        let car = form["device-car"].flatMap { $0.isEmpty ? nil : $0 }
        do {
            let record: VehicleRecord? =
                if let car { try await reader.logbook.vehicle(car, account: reader.account) } else { nil }
            let made = try await reader.logbook.makeToken(
                account: reader.account, vehicle: car, name: form["device-name"] ?? "",
                isUsableInAddress: kind.needsAddress || form["device-shows"] == "address")
            let page = DeviceTokenPage(
                secret: made.secret, token: made.token, kind: kind, bluetooth: record?.vehicle.bluetooth ?? "",
                base: DeviceTokenPage.base(request, context), back: "\(path)#devices", words: reader.words)
            return LogbookPages.page(page.title, path, .sources, page.body, reader)
        } catch let error as LogbookError where error.code != .damaged && error.code != .notFound {
            return try await self.page(
                SourcesTyped(form, device: LogbookProblem(error, reader.words)), context, site)
        }
    }

    private static func listen(
        _ form: FormData, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let reader = try LogbookReader(context, site)
        let brokers = Brokers(site.installation)
        let known = try await brokers.broker(of: reader.account)?.settings
        let kept = try await brokers.password(of: reader.account)
        let draft = BrokerDraft(form)
        switch draft.checked(against: known, kept) {
        case .failure(let problem):
            return try await page(SourcesTyped(form, broker: problem, draft), context, site)
        case .success(let (settings, password)) where form["do"] == "test":
            let program = BrokerProgram(
                settings: settings, password: password, name: "steward-\(reader.account.prefix(12))-test",
                folder: site.installation.folder.cache)
            let problem = try await program.check(patience: .seconds(10))
            return try await page(SourcesTyped(tested: problem, settings, draft), context, site)
        case .success(let (settings, password)):
            try await brokers.set(settings, password: password, of: reader.account, by: reader.actor)
            return Routes.seeOther("\(path)#broker")
        }
    }

    private static func page(
        _ typed: SourcesTyped, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let reader = try LogbookReader(context, site)
        let brokers = Brokers(site.installation)
        let known = try await brokers.broker(of: reader.account)
        let password = try await brokers.password(of: reader.account)
        let cars = try await reader.logbook.vehicles(of: reader.account).map(\.vehicle)
        let words = reader.words(driving: cars)
        var broker = BrokerPart(
            known: known, hasPassword: known != nil && password != nil,
            mayChange: context.visitor?.may(.operate) ?? false,
            problem: typed.broker, draft: typed.draft, words: words, formField: reader.formField)
        if let settings = typed.tested {
            broker.tested = BrokerPart.tested(settings, problem: typed.found, words)
        }
        let page = SourcesPage(
            cars: cars, tokens: try await reader.logbook.tokens(of: reader.account), broker: broker, typed: typed,
            words: words, formField: reader.formField)
        return LogbookPages.page(
            reader.words.say(.logbookSources), path, .sources, page.body, reader,
            isFollowed: typed.status == .ok, status: typed.status)
    }
}

/// What somebody typed on the page of sources that could not be done.
struct SourcesTyped: Sendable {
    private var values: [String: String] = [:]
    /// What is wrong with a new device.
    var device: LogbookProblem?
    /// What is wrong with the broker.
    var broker: BrokerDraft.Problem?
    var draft: BrokerDraft?
    /// The broker that was asked whether it can be listened to, and why not.
    private(set) var tested: BrokerSettings?
    private(set) var found: String?

    init() {}

    init(_ form: FormData, device problem: LogbookProblem) {
        for name in ["device-name", "device-kind", "device-car", "device-shows"] { values[name] = form[name] }
        device = problem
    }

    init(_ form: FormData, broker problem: BrokerDraft.Problem, _ draft: BrokerDraft) {
        broker = problem
        self.draft = draft
    }

    init(tested problem: String?, _ settings: BrokerSettings, _ draft: BrokerDraft) {
        tested = settings
        found = problem
        self.draft = draft
    }

    subscript(_ name: String) -> String? { values[name] }

    var status: HTTPResponse.Status { device?.status ?? (broker == nil ? .ok : .unprocessableContent) }
}
