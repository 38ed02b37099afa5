// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import NIOCore
import StewardCore

/// Where devices and programs report. A device token can do this and nothing else; it stands in a header, or in the
/// address for senders that have no headers, if it was made so.
enum IntakeRoutes {
    static let all: [Route] = IntakeForm.allCases.flatMap(routes) + WebhookRoutes.all

    private static func routes(_ form: IntakeForm) -> [Route] {
        let methods: [HTTPRequest.Method] = form.isGot ? [.post, .get] : [.post]
        return ["/in", "/in/{token}"].flatMap { start in
            methods.map { method in
                Route(
                    method, "\(start)/\(form.rawValue)", form.summary, isData: form.givesJSON, scope: .drive,
                    queries: form == .owntracks ? [Query("d", "The phone's name for itself", .string(most: 64))] : [],
                    gives: form.givesJSON ? LogbookSchemas.taken : nil,
                    problems: [.notFound, .unprocessableContent, .conflict, .requestTimeout]
                ) { request, context, site in
                    try OwnPage.check(request, context)
                    let intake = try await IntakeRequest(request, context, site)
                    let device = request.headers[.limitDevice] ?? intake.parameters.value("d")
                    let (received, recorded) = try await form.take(intake, device: device)
                    return answer(received, recorded)
                }.takingBody(upTo: Received.mostBytes).forDevices(inBody: form == .osmand && method == .post)
            }
        }
    }

    /// What the sender expects; else what was kept.
    private static func answer(_ received: Received, _ recorded: [Recorded]) -> Response {
        if let answer = received.answer {
            return Response(
                status: .ok, headers: [.contentType: contentType(answer)],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
        }
        let ignored = received.ignored.sorted { $0.key < $1.key }.map { entry in
            JSON.Member(entry.key.rawValue, .integer(Int64(entry.value)))
        }
        let count = received.parts.reduce(0) { $0 + $1.observations.count }
        return JSONAnswer.response([
            "status": "recorded", "observations": .integer(Int64(count)), "ignored": .object(ignored),
            "vehicles": .array(recorded.map { .string($0.vehicle) }),
        ])
    }

    private static func contentType(_ answer: Received.Answer) -> String {
        answer.contentType == "application/json" ? "application/json; charset=utf-8" : "text/plain; charset=utf-8"
    }
}

/// Shows that what changes something with a session's cookie comes from one of our pages. A token needs no such proof:
/// no browser sends it by itself.
enum OwnPage {
    /// The header in which a page may send what its forms bring along.
    static let header = HTTPField.Name("X-Form-Token") ?? .server

    /// - Throws: 403.
    static func check(_ request: Request, _ context: PageContext) throws {
        guard request.method != .get, request.method != .head, context.visitor?.session != nil else { return }
        // A page that shows whose it is must not report for who has signed in since.
        if request.headers[.fetchSite] == "same-origin", request.headers[header] == nil { return }
        guard FormToken.matches(request.headers[header] ?? "", context.formToken) else {
            throw HTTPError(
                .forbidden,
                message: "This is not from a page that you have open now. Reload it, or send an API token.")
        }
    }
}

extension HTTPField.Name {
    /// The phone's name in OwnTracks.
    static let limitDevice = Self("X-Limit-D") ?? .server
}
