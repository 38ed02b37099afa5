// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import MailSimulator
import StewardCore

/// `steward-simulate mail`.
struct SimulateMail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail",
        abstract: "A mail server without TLS; GET /_simulator/mails of the address shows what it took.",
        discussion: """
            The first line of output also has “smtp_port”, which takes the mail. What it does wrong is played with \
            POST /_simulator/mail-fault and {"kind": "hangs"}; {} ends it.
            """)

    @OptionGroup var server: ServerOptions

    @Option(help: "The port that takes mail; 0 takes any free one.")
    var smtpPort = 0

    @Option(help: "The name to sign in with (default: nobody signs in).")
    var user: String?

    @Option(help: "The password to sign in with.")
    var password = "simulated"

    @Option(help: "What it does wrong from the start, as hangs, busy or refuses-recipient.")
    var mailFault: String?

    func validate() throws {
        if let mailFault, MailFault(rawValue: mailFault) == nil {
            let known = MailFault.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no fault “\(mailFault)”; there are: \(known).")
        }
    }

    func run() async throws {
        let login = user.map { (name: $0, password: password) }
        let fault = mailFault.flatMap(MailFault.init(rawValue:))
        try await MailSimulator.withServer(login: login, fault: fault, port: smtpPort) { mail in
            try await server.serve(mail, clock: SystemClock()) { _ in
                [JSON.Member("smtp_port", .integer(Int64(mail.port)))]
            }
        }
    }
}
