// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration
package import StewardProcess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends notices by mail, with the program `curl`.
///
/// Everything about the server goes to curl on its standard input, so neither its arguments nor its environment hold
/// an address or the password. Without TLS it speaks to this machine only.
package struct MailChannel: Notifying {
    /// The channel's name among the others.
    package static let name = "mail"

    private let settings: MailSettings
    private let curl: String
    private let folder: String

    /// - Parameters:
    ///   - environment: holds what ``MailSettings`` reads, and `TMPDIR`, the folder for the message while it is sent.
    ///   - curl: the program's file.
    /// - Returns: `nil` when nobody is to be told by mail.
    /// - Throws: `invalidRequest` as ``MailSettings`` does.
    package init?(_ environment: [String: String], curl: String = "/usr/bin/curl") throws(IntegrationError) {
        guard let settings = try MailSettings(environment) else { return nil }
        self.settings = settings
        self.curl = curl
        let folder = environment["TMPDIR"] ?? ""
        self.folder = folder.hasPrefix("/") && MailForm.isOneLine(folder) ? folder : "/tmp"
    }

    package func notify(_ notice: Notice) async throws {
        let message = MailMessage(notice, from: settings.sender, to: settings.recipient)
        let file = try PrivateFile(message.text, in: folder)
        defer { file.remove() }
        let result: ProgramResult
        do {
            result = try await program.run(
                .secret(configuration(upload: file.path)), limits: .init(time: .seconds(75), output: 4096))
        } catch let error as ProcessError {
            throw self.error(error)
        }
        guard !result.isSuccess else { return }
        throw error(result)
    }

    /// What is started. `--disable` keeps a person's own `.curlrc` out of it.
    package var program: Program { Program(curl, ["--disable", "--config", "-"]) }

    /// What curl reads on its standard input.
    package func configuration(upload path: String) -> Secret {
        var lines = [
            "silent", "show-error", "globoff", Self.line("proto", "=smtp,smtps"), Self.line("url", settings.address),
            Self.line("mail-from", settings.sender), Self.line("mail-rcpt", settings.recipient),
            Self.line("upload-file", path), Self.line("connect-timeout", "15"), Self.line("max-time", "60"),
            Self.line("write-out", "%{response_code}"),
        ]
        if !settings.isLoopback { lines.append("ssl-reqd") }
        if let login = settings.login {
            lines.append(Self.line("user", "\(login.name):\(login.password.reveal())"))
        }
        return Secret(lines.map { $0 + "\n" }.joined())
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

extension MailChannel {
    private var place: String { "the mail server \(settings.server), port \(settings.port)" }

    /// What went wrong, by curl's exit status and the server's last reply; never by its text.
    private func error(_ result: ProgramResult) -> IntegrationError {
        guard case .exited(let status) = result.ending else {
            return IntegrationError(.unavailable, "curl was ended while it spoke to \(place); it is tried again later.")
        }
        let reply = Int(result.text) ?? 0
        let said = reply > 0 ? " (\(reply))" : ""
        switch (status, reply) {
        case (_, 400...499):
            return IntegrationError(.unavailable, "For now \(place), takes no mail\(said); it is tried again later.")
        case (67, _):
            return IntegrationError(
                .unauthorized, "The login was refused by \(place)\(said); correct SMTP_USERNAME and SMTP_PASSWORD.")
        case (6, _):
            return IntegrationError(.unavailable, "There is no host \(settings.server); correct SMTP_SERVER.")
        case (7, _), (28, _), (52, _), (56, _):
            return IntegrationError(
                .unavailable, "Nothing was heard from \(place); correct SMTP_SERVER and SMTP_PORT if it never works.")
        case (35, _), (60, _), (64, _):
            return IntegrationError(
                .unavailable, "No connection that TLS protects could be made to \(place), so nothing was sent.")
        case (_, 500...599):
            return IntegrationError(
                .invalidRequest, "The mail was refused by \(place)\(said); correct NOTIFICATION_EMAIL or the sender.")
        default:
            return IntegrationError(.unavailable, "curl ended with status \(status) while it spoke to \(place).")
        }
    }

    private func error(_ error: ProcessError) -> IntegrationError {
        switch error.code {
        case .notStarted:
            IntegrationError(
                .unsupported, "Alerts by mail need the program \(curl); install it with “apt install curl”.")
        case .timedOut: IntegrationError(.unavailable, "Sending to \(place), took too long and was ended.")
        default: IntegrationError(.unavailable, "Talking to curl failed; it is tried again later.")
        }
    }
}

/// A file that this user alone can read, in a folder of its own.
private struct PrivateFile {
    private let folder: String
    let path: String

    init(_ text: String, in parent: String) throws(IntegrationError) {
        var template = Array("\(parent)/steward-mail-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Self.error(parent) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = "\(folder)/message"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        let bytes = Array(text.utf8)
        let isWritten = file >= 0 && write(file, bytes, bytes.count) == bytes.count
        if file >= 0 { close(file) }
        guard isWritten else {
            remove()
            throw Self.error(parent)
        }
    }

    func remove() {
        unlink(path)
        rmdir(folder)
    }

    private static func error(_ parent: String) -> IntegrationError {
        IntegrationError(.unavailable, "The mail cannot be written in \(parent); make room there, or set TMPDIR.")
    }
}

extension Alerts.Channel {
    /// Mail, when the environment names a server or a recipient; what is wrong with it is said when it is needed.
    package static func mail(_ environment: [String: String]) -> Self? {
        let made = Result { try MailChannel(environment) }
        if case .success(.none) = made { return nil }
        return Self(name: MailChannel.name) {
            guard let channel = try made.get() else { throw IntegrationError(.unsupported, "No mail is set up.") }
            return channel
        }
    }
}
