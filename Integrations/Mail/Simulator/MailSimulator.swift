// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation
import Synchronization

/// A mail server on 127.0.0.1 that speaks SMTP (RFC 5321) without TLS. Its control paths are HTTP, as those of every
/// simulator.
///
/// ```swift
/// try await MailSimulator.withServer { mail in
///     // mail.port; mail.mails
/// }
/// ```
public struct MailSimulator: Simulator {
    /// The service's name on the command line.
    public let name = "mail"
    private let server: MailServer

    /// A mail as it was taken.
    public struct Mail: Sendable, Hashable {
        /// The address of `MAIL FROM`.
        public let sender: String
        /// Those of `RCPT TO`.
        public let recipients: [String]
        /// Its lines, each ended by CRLF.
        public let message: String
        /// Who had signed in; `nil` for nobody.
        public let login: String?
    }

    /// The port that takes mail.
    public var port: Int { server.port }
    /// What was taken, the oldest first.
    public var mails: [Mail] {
        server.mails.map { Mail(sender: $0.sender, recipients: $0.recipients, message: $0.message, login: $0.login) }
    }
    /// The first words of the lines that were heard, of all conversations.
    public var verbs: [String] { server.verbs }
    /// What it does wrong from the next conversation on.
    public func play(_ fault: MailFault?) { server.play(fault) }

    /// Runs a mail server while `body` runs.
    /// - Parameters:
    ///   - login: who may send; `nil` asks nobody to sign in.
    ///   - port: 0 takes any free one.
    /// - Throws: `unavailable` when the port cannot be had, else what `body` throws.
    public static func withServer<Result: Sendable>(
        login: (name: String, password: String)? = nil, fault: MailFault? = nil, port: Int = 0,
        _ body: (MailSimulator) async throws -> Result
    ) async throws -> Result {
        let server = try MailServer(login: login, fault: fault, port: port)
        defer { server.stop() }
        return try await body(MailSimulator(server: server))
    }

    private init(server: MailServer) { self.server = server }

    /// None: mail comes over SMTP.
    public var routes: [SimulatedRoute] { [] }

    /// `GET /_simulator/mails`; `POST /_simulator/mail-fault` with `{"kind": "hangs"}`, or `{}` for none.
    public var controls: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/_simulator/mails", source: "control path") { _ in
                .json(
                    .array(
                        mails.map { mail in
                            [
                                "sender": .string(mail.sender), "message": .string(mail.message),
                                "recipients": .array(mail.recipients.map(JSON.string)),
                                "login": mail.login.map(JSON.string) ?? .null,
                            ]
                        }))
            },
            SimulatedRoute(.post, "/_simulator/mail-fault", source: "control path") { request in
                let kind = (try? JSON(parsing: request.body))?["kind"]?.string
                guard kind == nil || kind.flatMap(MailFault.init(rawValue:)) != nil else {
                    return .text("There is no such fault.", status: .badRequest)
                }
                play(kind.flatMap(MailFault.init(rawValue:)))
                return .json(["fault": kind.map(JSON.string) ?? .null])
            },
        ]
    }
}
