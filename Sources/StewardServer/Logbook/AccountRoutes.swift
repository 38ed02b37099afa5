// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Who one is, for clients of older logbooks. Tokens are made on the account's page; none is handed out here.
enum AccountRoutes {
    static let all: [Route] = [
        Route(
            "/auth/status", "Whether one has to sign in", isData: true, scope: .open, gives: LogbookSchemas.authStatus
        ) { _, _, _ in JSONAnswer.response(["auth_enabled": true]) },
        .logbook(.get, "/auth/me", "Who one is", gives: LogbookSchemas.me) { own in
            JSONAnswer.response(["user": .string(own.account.name), "auth_enabled": true])
        },
    ]
}
