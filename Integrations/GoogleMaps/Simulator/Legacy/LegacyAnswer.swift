// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardSimulation

/// How the older services answer: HTTP 200 always, and what happened in `status`.
struct LegacyFailure: Error {
    let status: String
    let message: String?
    let more: [JSON.Member]

    init(_ status: String, _ message: String? = nil, more: [JSON.Member] = []) {
        self.status = status
        self.message = message
        self.more = more
    }
}

enum LegacyAnswer {
    /// Checks the key, answers, and adds the status.
    static func answer(
        _ request: SimulatedRequest, _ key: String, empty: JSON,
        _ body: (SimulatedRequest) throws(LegacyFailure) -> [JSON.Member]
    ) -> SimulatedReply {
        do throws(LegacyFailure) {
            try check(request.query["key"], key)
            return .json(.object(try body(request) + [.init("status", "OK")]))
        } catch {
            var members = error.more
            if let message = error.message { members.append(.init("error_message", .string(message))) }
            let known = Set(members.map(\.key))
            members += (empty.members ?? []).filter { !known.contains($0.key) }
            return .json(.object(members + [.init("status", .string(error.status))]))
        }
    }

    private static func check(_ given: String?, _ key: String) throws(LegacyFailure) {
        guard let given, !given.isEmpty else {
            throw LegacyFailure(
                "REQUEST_DENIED",
                "You must use an API key to authenticate each request to Google Maps Platform APIs. For additional "
                    + "information, please refer to http://g.co/dev/maps-no-account")
        }
        guard given == key else { throw LegacyFailure("REQUEST_DENIED", "The provided API key is invalid.") }
    }
}
