// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardOAuth
import Synchronization

/// Answers calls with what a closure says, and remembers the calls and their forms.
final class FormTransport: HTTPTransport {
    struct Call: Sendable {
        let request: HTTPRequest
        let text: String
        let isRepeatable: Bool?
        var form: Parameters { Parameters(parsing: text) }
        var path: String { request.path ?? "" }
    }
    struct Answer: Sendable {
        var status = 200
        var fields: HTTPFields = [:]
        var body = ""
        static func json(_ body: String, _ status: Int = 200, _ fields: HTTPFields = [:]) -> Self {
            Self(status: status, fields: fields, body: body)
        }
    }
    private let state = Mutex<[Call]>([])
    private let answer: @Sendable (Call) async throws(IntegrationError) -> Answer

    init(_ answer: @escaping @Sendable (Call) async throws(IntegrationError) -> Answer) { self.answer = answer }

    var calls: [Call] { state.withLock { $0 } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let body = (try? await call.body?.stream()?.collect(upTo: 1 << 20)) ?? []
        let made = Call(
            request: call.request, text: String(decoding: body, as: UTF8.self), isRepeatable: call.isRepeatable)
        state.withLock { $0.append(made) }
        let answer = try await answer(made)
        let response = HTTPResponse(status: .init(code: answer.status), headerFields: answer.fields)
        return HTTPReply(response, body: ByteStream(Array(answer.body.utf8)))
    }
}
