// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import Hummingbird
import Logbook
import NIOCore
import StewardCore

/// What every request passes, in this order: whether the server takes it, whether it comes too fast, who asks, whether
/// they may, and then the route. Every answer, that of an error too, leaves with the strict headers, is counted and
/// logged.
///
/// This is one function and no chain of middleware: a request that asks for little costs little more than its route.
package struct FrontDoor: HTTPResponder {
    package typealias Context = PageContext

    private let site: Site
    private let table: RouteTable
    private let guardian: RequestGuard
    private let pace: RequestPace
    private let visitors: VisitorCheck
    private let devices: DeviceCheck
    private let meter: RequestMeter
    private let records: any RequestRecording

    init(_ site: Site, routes: [Route] = Routes.all, records: any RequestRecording) {
        self.site = site
        self.records = records
        table = RouteTable(routes)
        guardian = RequestGuard(reach: site.reach, fileLimit: site.limits.uploadBytes)
        pace = RequestPace(site.limits, proxy: site.reach.proxy, clock: site.installation.clock)
        visitors = VisitorCheck(site: site)
        devices = DeviceCheck(site: site)
        meter = site.installation.meters.requests
    }

    /// Answers a request; never throws.
    package func respond(to request: Request, context: PageContext) async -> Response {
        let start = NIODeadline.now()
        let path = request.uri.path
        let found = table.find(path)
        var context = context
        context.isForProgram = found?.place.isForPrograms ?? Routes.areForPrograms(below: path)
        context.isSecure = site.reach.isSecure(peer: context.peer.address, request.headers)
        context.cookies = request.headers[.cookie]
        if let found { context.coreContext.parameters = found.parameters }
        let client = site.reach.proxy.client(peer: context.peer.address, request.headers)
        let choice = LanguageChoice(request, &context)
        var response: Response
        do {
            try guardian.check(request, found?.place, context)
            let owner = try pace.enter(path, context.peer, client: client)
            defer { if let owner { pace.leave(owner) } }
            response = try await known(request, path, found?.place, &context, client, owner)
        } catch {
            response = ErrorPages.response(for: error, context)
        }
        choice.keep(&response, context)
        SecurityHeaders.add(to: &response, context, usesPosition: found?.place.usesPosition ?? false)
        note(request, found?.place, context, response.status.code, since: start)
        return response
    }

    /// Finds out who asks, and answers them: errors too, with the navigation and the colours of who reads them.
    private func known(
        _ request: Request, _ path: String, _ place: RouteTable.Place?, _ context: inout PageContext,
        _ client: String, _ owner: String?
    ) async throws -> Response {
        if let place, place.isForDevices {
            let request = place.namesDeviceInBody ? try await devices.opened(request, context) : request
            if let device = try await reporter(request, context, owner) {
                context.know(device)
                return await answer(request, place, context, owner)
            }
        }
        let caller = Caller(address: client, userAgent: request.headers[.userAgent] ?? "")
        guard let visitor = try await visitors.visitor(request, context, from: caller) else {
            context.know(nil, caller)
            return try await stranger(request, path, place, &context, owner)
        }
        context.know(visitor, caller)
        context.formToken = visitor.formToken
        if let language = visitor.account.language,
            request.uri.query == nil || request.uri.queryParameters["lang"] == nil
        {
            context.language = language
        }
        if let theme = visitor.account.theme { context.theme = theme }
        return try await read(request, path, place, context, owner)
    }

    /// The device that reports; `nil` when a person or a program with an account does.
    private func reporter(
        _ request: Request, _ context: PageContext, _ owner: String?
    ) async throws -> ReportingDevice? {
        do { return try await devices.device(request, context) } catch {
            if let owner { try pace.count(nil, from: owner) }
            throw error
        }
    }

    /// Answers who is not signed in. Their forms are tied to a cookie.
    private func stranger(
        _ request: Request, _ path: String, _ place: RouteTable.Place?, _ context: inout PageContext, _ owner: String?
    ) async throws -> Response {
        let kept = SessionCookie.form(context)
        let token = kept ?? site.access.codes.token().reveal()
        context.formToken = FormToken.of(token)
        var response = try await read(request, path, place, context, owner)
        if kept == nil, response.headers[.contentType]?.hasPrefix("text/html") ?? false {
            SessionCookie.setForm(token, &response, context)
        }
        return response
    }

    private func read(
        _ request: Request, _ path: String, _ place: RouteTable.Place?, _ context: PageContext, _ owner: String?
    ) async throws -> Response {
        guard !context.isForProgram else { return await answer(request, place, context, owner) }
        return try await Reader.reading(request, path, context, site) {
            await answer(request, place, context, owner)
        }
    }

    /// What the route says, or why it says nothing.
    private func answer(
        _ request: Request, _ place: RouteTable.Place?, _ context: PageContext, _ owner: String?
    ) async -> Response {
        do {
            if let device = context.device {
                try pace.count(device)
            } else if let owner {
                try pace.count(context.visitor, from: owner)
            }
            guard let place else { throw HTTPError(.notFound) }
            guard let served = place[request.method] else {
                throw HTTPError(
                    .methodNotAllowed, headers: [.allow: place.allowed],
                    message: "This address takes: \(place.allowed).")
            }
            let route = served.route
            if !Gate.isOpen(route, context), let refused = try await Gate.refusal(route, request, context, site) {
                return refused
            }
            try route.check(request)
            let response =
                if route.isShort || isShort(request, context) {
                    try await route.answer(request, context, site)
                } else {
                    try await LoopExecutor.elsewhere { try await route.answer(request, context, site) }
                }
            // The head of what can be got is that of the whole answer.
            return request.method == .head && route.method == .get ? response.createHeadResponse() : response
        } catch {
            return ErrorPages.response(for: error, context)
        }
    }

    /// Whether it is a device's report, and no long list of points: it takes so little that the connections beside it
    /// can wait.
    private func isShort(_ request: Request, _ context: PageContext) -> Bool {
        guard context.device != nil else { return false }
        guard request.method == .post else { return true }
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else { return false }
        return length <= Self.shortBody
    }

    private static let shortBody = 16 << 10

    /// Methods that clients have; another is not repeated.
    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    private func note(
        _ request: Request, _ place: RouteTable.Place?, _ context: PageContext, _ status: Int,
        since start: NIODeadline
    ) {
        let nanoseconds = (NIODeadline.now() - start).nanoseconds
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
        meter.record(
            .init(route: place?.template ?? "other", method: method, status: status), Double(nanoseconds) / 1e9)
        records.record(
            RequestRecord(
                id: context.requestID, method: method, route: place?.template ?? "none", status: status,
                milliseconds: nanoseconds / 1_000_000,
                account: context.visitor?.account.id ?? context.device?.token.account))
    }
}
