// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import StewardCore

/// Turns whatever a handler throws into a page, or into `application/problem+json` (RFC 9457) for programs. Internals
/// stay in the log, under the request's id.
enum ErrorPages {
    /// What is answered instead of a page that could not be made.
    static func response(for error: any Error, _ context: PageContext) -> Response {
        let status: HTTPResponse.Status
        let sentence: String
        var fault: Fault?
        var headers: HTTPFields = [:]
        if let error = error as? HTTPError {
            status = error.status
            sentence = error.body ?? Self.sentence(for: error.status)
            headers = error.headers
        } else if error is CancellationError {
            status = .serviceUnavailable
            sentence = "The server is stopping. Try again."
        } else if let known = Fault(error) {
            fault = known
            status = known.status
            sentence = known.sentence
        } else {
            context.logger.error("request failed", metadata: ["request": "\(context.requestID)", "error": "\(error)"])
            status = .internalServerError
            sentence = "Something failed here. The log has the details under the request's id."
        }
        var response =
            context.isForProgram
            ? Self.problem(status, sentence, fault, context.requestID) : Self.page(status, sentence, context)
        for field in headers where field.name != .contentType { response.headers[field.name] = field.value }
        return response
    }

    static func sentence(for status: HTTPResponse.Status) -> String {
        status == .notFound ? "There is no such page." : status.reasonPhrase
    }

    private static func problem(
        _ status: HTTPResponse.Status, _ sentence: String, _ fault: Fault?, _ id: String
    ) -> Response {
        var members = [
            JSON.Member("title", .string(status.reasonPhrase)), JSON.Member("status", .integer(Int64(status.code))),
            JSON.Member("detail", .string(sentence)), JSON.Member("instance", .string("urn:request:\(id)")),
            JSON.Member("request_id", .string(id)),
        ]
        if let fault { members.append(JSON.Member("code", .string(fault.code))) }
        var response = JSONAnswer.response(.object(members), status: status)
        response.headers[.contentType] = "application/problem+json"
        response.headers[.retryAfter] = fault?.retryAfter.map(String.init)
        return response
    }

    private static func page(
        _ status: HTTPResponse.Status, _ sentence: String, _ context: PageContext
    ) -> Response {
        let title = Phrase.problem(status).text(context.language)
        // What exactly is wrong is told in English, for people and logs alike.
        let body: HTML = """
            <h1>\(status.code) · \(title)</h1>
            <p lang="en">\(sentence)</p>
            <p class="quiet small">\(Phrase.requestID.text(context.language)) <code>\(context.requestID)</code></p>
            """
        return PageFrame(title: title, language: context.language, section: nil, path: "/", body: body)
            .response(status: status)
    }
}
