// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// How newer Google services fail: google.rpc.Status as JSON ("Errors", cloud.google.com/apis/design, 2026-11).
struct RPCFailure: Error {
    let httpStatus: Int
    let word: String
    let message: String
    let reason: String?

    init(_ httpStatus: Int, _ word: String, _ message: String, reason: String? = nil) {
        self.httpStatus = httpStatus
        self.word = word
        self.message = message
        self.reason = reason
    }

    static func invalid(_ message: String) -> Self { Self(400, "INVALID_ARGUMENT", message) }

    var reply: SimulatedReply {
        var members: [JSON.Member] = [
            .init("code", .integer(Int64(httpStatus))), .init("message", .string(message)),
            .init("status", .string(word)),
        ]
        if let reason {
            let info: JSON = [
                "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason),
                "domain": "googleapis.com", "metadata": ["service": "routes.googleapis.com"],
            ]
            members.append(.init("details", [info]))
        }
        return .json(["error": .object(members)], status: .init(code: httpStatus))
    }

    /// Checks the key and the mask, reads the question, and gives of the answer what the mask asks for.
    static func answer(
        _ request: SimulatedRequest, _ key: String, _ body: (RoutesRequest) throws(RPCFailure) -> JSON
    ) -> SimulatedReply {
        do throws(RPCFailure) {
            try check(field("X-Goog-Api-Key", request) ?? request.query["key"], key)
            let text = field("X-Goog-FieldMask", request) ?? request.query["$fields"] ?? request.query["fields"]
            guard let text, !text.isEmpty else {
                throw invalid(
                    "FieldMask is a required parameter. See https://cloud.google.com/apis/docs/system-parameters on "
                        + "how to provide it. As an example, you can set the header 'X-Goog-FieldMask' to value "
                        + "'routes.distanceMeters,routes.duration' to ask for the route distance and duration.")
            }
            let mask = ResponseMask(text)
            return .json(try mask.applied(to: try body(try RoutesRequest(request.body))))
        } catch {
            return error.reply
        }
    }

    private static func field(_ name: String, _ request: SimulatedRequest) -> String? {
        HTTPField.Name(name).flatMap { request.headerFields[$0] }
    }

    private static func check(_ given: String?, _ key: String) throws(RPCFailure) {
        guard let given, !given.isEmpty else {
            throw RPCFailure(
                403, "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key "
                    + "or other form of API consumer identity to call this API.")
        }
        guard given == key else {
            throw RPCFailure(
                400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", reason: "API_KEY_INVALID")
        }
    }
}
