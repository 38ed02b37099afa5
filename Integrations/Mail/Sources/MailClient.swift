// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardProcess

/// Speaks to a mail server, with the program `curl`.
///
/// Everything about the server goes to curl on its standard input, so neither its arguments nor its environment hold an
/// address or the password.
package struct MailClient: Sendable {
    let configuration: MailConfiguration
    /// For the message while it is sent; made when it is not there.
    let folder: String
    let curl: String
    let limits: Limits

    /// How long a conversation may take.
    package struct Limits: Sendable {
        /// Seconds until the server has answered, and until all is sent.
        package var connect: Int
        package var all: Int

        package init(connect: Int, all: Int) {
            self.connect = connect
            self.all = all
        }

        package static let standard = Limits(connect: 15, all: 60)
    }

    init(
        configuration: MailConfiguration, folder: String, curl: String = "/usr/bin/curl", limits: Limits = .standard
    ) {
        self.configuration = configuration
        self.folder = folder
        self.curl = curl
        self.limits = limits
    }

    /// Connects, signs in, and says that nothing is wanted.
    func check() async throws(IntegrationError) {
        try await converse([Self.line("request", "NOOP")])
    }

    /// Sends a notice as one mail.
    func send(_ notice: Notice) async throws(IntegrationError) {
        let message = MailMessage(notice, from: configuration.sender, to: configuration.recipients)
        let file = try PrivateFile(message.text, in: folder)
        defer { file.remove() }
        try await converse(transaction(upload: file.path))
    }

    /// What curl reads for sending a message.
    func transaction(upload path: String) -> [String] {
        [Self.line("mail-from", configuration.sender), Self.line("upload-file", path)]
            + configuration.recipients.map { Self.line("mail-rcpt", $0) }
    }

    private func converse(_ transaction: [String]) async throws(IntegrationError) {
        let result: ProgramResult
        do {
            result = try await program.run(
                .secret(script(transaction)), limits: .init(time: .seconds(limits.all + 15), output: 65_536))
        } catch let error as ProcessError {
            throw trouble.error(error, curl: curl)
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Speaking to \(trouble.place), was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "Talking to curl failed; it is tried again later.", cause: error)
        }
        guard !result.isSuccess else { return }
        throw trouble.error(result)
    }

    private var trouble: MailTrouble { MailTrouble(configuration) }

    /// What is started. `--disable` keeps a person's own `.curlrc` out of it.
    var program: Program { Program(curl, ["--disable", "--config", "-"]) }

    /// What curl reads on its standard input.
    func script(_ transaction: [String]) -> Secret {
        var lines = [
            "silent", "show-error", "globoff", Self.line("proto", "=smtp,smtps"), Self.line("url", address),
            Self.line("connect-timeout", "\(limits.connect)"), Self.line("max-time", "\(limits.all)"),
            // Of what the server says, only its last status is wanted; it comes after a line break.
            Self.line("output", "/dev/null"), Self.line("write-out", "%{response_code}"),
        ]
        if configuration.security != .none { lines.append("ssl-reqd") }
        if let authorities = configuration.authorities { lines.append(Self.line("cacert", authorities)) }
        if let login = configuration.login {
            lines.append(Self.line("user", "\(login.name):\(login.password.reveal())"))
        }
        return Secret((lines + transaction).map { $0 + "\n" }.joined())
    }

    /// The path is the name that curl greets with; without one it would greet with the name of the message's file.
    private var address: String {
        let host = configuration.server.contains(":") ? "[\(configuration.server)]" : configuration.server
        return "\(configuration.security == .tls ? "smtps" : "smtp")://\(host):\(configuration.port)/localhost"
    }

    /// One line of a configuration file, with its value in quotes, whatever is in it.
    static func line(_ name: String, _ value: String) -> String {
        var quoted = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", "\"": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return "\(name) = \"\(quoted)\""
    }
}
