// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardJobs

/// The page of alerts, what people do there, and the same as JSON.
enum AlertPages {
    static let routes: [Route] = [
        Route("/alerts", "What is the matter now, what was told to whom, and when people are told", scope: .read) {
            _, context, site in
            try await page(context, site)
        },
        Route(.post, "/alerts/mute", "Tell nobody of a matter, for a day or until it is over", scope: .operate) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let until = form["for"] == "day" ? site.installation.clock.now.addingTimeInterval(86_400) : nil
            let topic = form["topic"] ?? ""
            try await found {
                try await site.alerting.mute(topic, until: until, by: context.visitor?.actor ?? "")
            }
            log("mute", topic, context)
            return Routes.seeOther("/alerts")
        },
        Route(.post, "/alerts/unmute", "Tell people of a matter again", scope: .operate) { request, context, site in
            let form = try await FormData.read(request, context)
            let topic = form["topic"] ?? ""
            try await found { try await site.alerting.unmute(topic) }
            log("unmute", topic, context)
            return Routes.seeOther("/alerts")
        },
        Route(.post, "/alerts/test", "Send a notice on one channel to see whether it arrives", scope: .operate) {
            request, context, site in
            let form = try await FormData.read(request, context)
            return try await test(form["channel"] ?? "", context, site)
        },
        Route(.post, "/alerts/settings", "Change when people are told", scope: .operate) { request, context, site in
            try await change(AlertForm(try await FormData.read(request, context)), context, site)
        },
    ]

    static let data: [Route] = [
        Route(
            "/api/alerts", "What is the matter now, what was told to whom, and when people are told", isData: true,
            scope: .read, gives: AlertSchemas.alerts
        ) { _, _, site in JSONAnswer.response(AlertJSON.alerts(try await AlertView(site))) }
    ]

    private static func page(
        _ context: PageContext, _ site: Site, form: AlertForm? = nil, answer: AlertsPage.Answer? = nil,
        problems: [FormProblem] = []
    ) async throws -> Response {
        let view = try await AlertView(site)
        let page = AlertsPage(
            view: view, form: form ?? AlertForm(view.rules, WorkPages.zone(context)), answer: answer,
            problems: problems, parts: WorkPages.parts(context, site))
        var response = TallyPages.frame(page.title, "/alerts", .jobs, page.body, context)
        if !problems.isEmpty { response.status = .unprocessableContent }
        return response
    }

    private static func test(_ name: String, _ context: PageContext, _ site: Site) async throws -> Response {
        log("test", name, context)
        do {
            try await site.alerting.test(name, by: context.visitor?.account.name ?? "")
            return try await page(context, site, answer: .sent(name))
        } catch let error as IntegrationError {
            return try await page(context, site, answer: .notSent(name, error.message))
        } catch let error as AutomationError {
            throw HTTPError(.notFound, message: error.description)
        }
    }

    private static func change(_ form: AlertForm, _ context: PageContext, _ site: Site) async throws -> Response {
        let (rules, problems) = form.rules(changing: try await site.alerting.rules())
        guard let rules else { return try await page(context, site, form: form, problems: problems) }
        try await found { try await site.alerting.set(rules, by: context.visitor?.actor ?? "") }
        log("settings", "", context)
        return try await page(context, site, answer: .saved)
    }

    private static func found(_ body: () async throws -> Void) async throws {
        do { try await body() } catch let error as AutomationError {
            throw HTTPError(error.code == .notFound ? .notFound : .badRequest, message: error.description)
        }
    }

    /// Who did it stands in the log.
    private static func log(_ action: String, _ subject: String, _ context: PageContext) {
        context.logger.info(
            "alerts were steered",
            metadata: [
                "action": "\(action)", "subject": "\(subject)", "actor": "\(context.visitor?.actor ?? "")",
                "request": "\(context.requestID)",
            ])
    }
}

/// What the page and the JSON of alerts show.
struct AlertView: Sendable {
    let open: [AlertedMatter]
    /// The newest notices, newest first.
    let history: [ToldAlert]
    let channels: [String]
    /// Connections that can be pinged.
    let hearts: [String]
    let rules: AlertRules
    let heartbeat: (at: Date, failure: String?)?

    init(_ site: Site) async throws {
        open = try await site.alerting.open()
        history = try await site.alerting.history(limit: 50)
        channels = try await site.alerting.channelNames()
        hearts = try await site.installation.connections.list().filter { saved in
            (try? Connections.entry(saved.integration).manifest)?.capabilities.contains(.pinging) ?? false
        }.map(\.name)
        rules = try await site.alerting.rules()
        heartbeat = try await site.alerting.lastHeartbeat()
    }

    /// What was told of a matter since it began, newest first.
    func told(_ matter: AlertedMatter) -> [ToldAlert] {
        history.filter { $0.topics.contains(matter.topic) && $0.madeAt >= matter.since }
    }
}
