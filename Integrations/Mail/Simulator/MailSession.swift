// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

/// One conversation of a mail server, as a value: lines go in, replies come out.
///
/// Written from RFC 5321 (SMTP), RFC 4954 (AUTH), RFC 4616 (PLAIN), RFC 1870 (SIZE) and draft-murchison-sasl-login-00
/// (LOGIN).
struct MailSession: Sendable {
    /// A mail that was taken.
    struct Mail: Sendable, Hashable {
        var sender = ""
        var recipients: [String] = []
        /// Its lines, dots unstuffed, each ended by CRLF.
        var message = ""
        /// Who had signed in; `nil` for nobody.
        var login: String?
    }

    /// What the server does next.
    struct Answer: Sendable, Equatable {
        var lines: [String] = []
        var then = Then.listen
        var mail: Mail?

        enum Then: Sendable, Equatable { case listen, close, hang }
    }

    private enum State: Sendable, Equatable {
        case commands, data
        /// Waits for the answer to a challenge of AUTH; for LOGIN's second one, with the name.
        case plain, loginName, loginPassword(String)
    }

    /// The longest line, its end included: RFC 5321, 4.5.3.1.6.
    static let longestLine = 1000
    /// The longest message.
    static let longestMessage = 1 << 20

    let login: (name: String, password: String)?
    let fault: MailFault?
    private var state = State.commands
    private var isGreeted = false
    private var user: String?
    private var mail: Mail?

    init(login: (name: String, password: String)?, fault: MailFault?) {
        self.login = login
        self.fault = fault
    }

    func open() -> Answer {
        switch fault {
        case .hangs: Answer(then: .hang)
        case .disconnects: Answer(then: .close)
        case .busy: Answer(lines: ["421 4.3.2 mail.example.org is busy"], then: .close)
        case .refusesAll: Answer(lines: ["554 5.3.2 mail.example.org takes no mail from here"], then: .close)
        default: Answer(lines: ["220 mail.example.org ESMTP simulator"])
        }
    }

    mutating func hear(_ bytes: [UInt8]) -> Answer {
        guard bytes.count + 2 <= Self.longestLine else { return Answer(lines: ["500 5.5.2 Line too long"]) }
        let line = String(decoding: bytes, as: UTF8.self)
        switch state {
        case .data: return hearData(line)
        case .commands: return hearCommand(line)
        case .plain: return signIn(plain: line)
        case .loginName:
            state = .loginPassword(Self.decoded(line))
            return Answer(lines: ["334 " + Self.encoded("Password:")])
        case .loginPassword(let name): return signIn(name, Self.decoded(line))
        }
    }

    private mutating func hearCommand(_ line: String) -> Answer {
        let parts = line.split(separator: " ", maxSplits: 1)
        let verb = parts.first?.uppercased() ?? ""
        let rest = parts.count == 2 ? String(parts[1]) : ""
        switch verb {
        case "EHLO", "HELO": return greet(verb, rest)
        case "AUTH": return authenticate(rest)
        case "MAIL": return begin(rest)
        case "RCPT": return add(rest)
        case "DATA": return data()
        case "RSET":
            mail = nil
            return Answer(lines: ["250 2.0.0 Forgotten"])
        case "NOOP": return fault == .disconnectsLate ? Answer(then: .close) : Answer(lines: ["250 2.0.0 Fine"])
        case "VRFY": return Answer(lines: ["252 2.1.5 Send some mail and see"])
        case "HELP": return Answer(lines: ["214 2.0.0 RFC 5321"])
        case "QUIT": return Answer(lines: ["221 2.0.0 Bye"], then: .close)
        case "STARTTLS": return Answer(lines: ["502 5.5.1 Not implemented"])
        default: return Answer(lines: ["500 5.5.2 Unknown command"])
        }
    }

    private mutating func greet(_ verb: String, _ name: String) -> Answer {
        guard !name.isEmpty else { return Answer(lines: ["501 5.5.4 Who is there?"]) }
        isGreeted = true
        mail = nil
        guard verb == "EHLO" else { return Answer(lines: ["250 mail.example.org"]) }
        let abilities = ["SIZE \(Self.longestMessage)", "8BITMIME"] + (login == nil ? [] : ["AUTH PLAIN LOGIN"])
        let lines = ["mail.example.org greets \(name)"] + abilities
        return Answer(
            lines: lines.enumerated().map { place, text in place + 1 < lines.count ? "250-\(text)" : "250 \(text)" })
    }
}

/// Signing in.
extension MailSession {
    private mutating func authenticate(_ rest: String) -> Answer {
        guard isGreeted, mail == nil, user == nil else { return Answer(lines: ["503 5.5.1 Not now"]) }
        guard login != nil else { return Answer(lines: ["502 5.5.1 Nobody signs in here"]) }
        let parts = rest.split(separator: " ")
        switch (parts.first?.uppercased(), parts.count) {
        case ("PLAIN", 1):
            state = .plain
            return Answer(lines: ["334 "])
        case ("PLAIN", 2): return signIn(plain: String(parts[1]))
        case ("LOGIN", 1):
            state = .loginName
            return Answer(lines: ["334 " + Self.encoded("Username:")])
        case ("LOGIN", 2):
            state = .loginPassword(Self.decoded(String(parts[1])))
            return Answer(lines: ["334 " + Self.encoded("Password:")])
        default: return Answer(lines: ["504 5.5.4 Only PLAIN and LOGIN"])
        }
    }

    private mutating func signIn(plain line: String) -> Answer {
        let parts = Self.decoded(line).split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else {
            state = .commands
            return Answer(lines: ["501 5.5.2 That is no PLAIN"])
        }
        return signIn(parts[1], parts[2])
    }

    private mutating func signIn(_ name: String, _ password: String) -> Answer {
        state = .commands
        if fault == .greylistsLogin { return Answer(lines: ["454 4.7.0 Try again later"]) }
        guard let login, login.name == name, login.password == password else {
            return Answer(lines: ["535 5.7.8 Not the right credentials"])
        }
        user = name
        return Answer(lines: ["235 2.7.0 Welcome"])
    }

    private static func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
    private static func decoded(_ text: String) -> String {
        String(decoding: Data(base64Encoded: text) ?? Data(), as: UTF8.self)
    }
}

/// Mail.
extension MailSession {
    private mutating func begin(_ rest: String) -> Answer {
        guard isGreeted, mail == nil else { return Answer(lines: ["503 5.5.1 Not now"]) }
        guard login == nil || user != nil else { return Answer(lines: ["530 5.7.0 Sign in first"]) }
        if fault == .refusesSender { return Answer(lines: ["550 5.7.1 You may not send as that"]) }
        guard let sender = Self.path(rest, "FROM:") else { return Answer(lines: ["501 5.5.4 MAIL FROM:<address>"]) }
        mail = Mail(sender: sender, login: user)
        return Answer(lines: ["250 2.1.0 Fine"])
    }

    private mutating func add(_ rest: String) -> Answer {
        guard mail != nil else { return Answer(lines: ["503 5.5.1 MAIL first"]) }
        guard let recipient = Self.path(rest, "TO:"), !recipient.isEmpty else {
            return Answer(lines: ["501 5.5.4 RCPT TO:<address>"])
        }
        switch fault {
        case .refusesRecipient: return Answer(lines: ["550 5.1.1 Nobody of that name"])
        case .greylists: return Answer(lines: ["451 4.7.1 Greylisted; try again in five minutes"])
        default:
            mail?.recipients.append(recipient)
            return Answer(lines: ["250 2.1.5 Fine"])
        }
    }

    private mutating func data() -> Answer {
        guard let mail, !mail.recipients.isEmpty else { return Answer(lines: ["503 5.5.1 RCPT first"]) }
        if fault == .hangsInData { return Answer(then: .hang) }
        state = .data
        return Answer(lines: ["354 End it with a dot on a line of its own"])
    }

    private mutating func hearData(_ line: String) -> Answer {
        guard line != "." else { return finish() }
        if fault == .disconnectsLate { return Answer(then: .close) }
        // A dot at the beginning of a line was doubled: RFC 5321, 4.5.2.
        let text = line.hasPrefix(".") ? String(line.dropFirst()) : line
        if mail?.message.utf8.count ?? 0 <= Self.longestMessage { mail?.message += text + "\r\n" }
        return Answer()
    }

    private mutating func finish() -> Answer {
        state = .commands
        defer { mail = nil }
        if fault == .isFull { return Answer(lines: ["452 4.3.1 No room for more"]) }
        guard let mail, mail.message.utf8.count <= Self.longestMessage else {
            return Answer(lines: ["552 5.3.4 Too long"])
        }
        return Answer(lines: ["250 2.0.0 Taken"], mail: mail)
    }

    /// The address in `FROM:<address>`, with parameters after it; empty for the null path, `nil` for another form.
    private static func path(_ text: String, _ prefix: String) -> String? {
        guard text.uppercased().hasPrefix(prefix) else { return nil }
        let rest = text.dropFirst(prefix.count).drop { $0 == " " }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        let address = rest[rest.index(after: rest.startIndex)..<end]
        let isAddress = address.isEmpty || address.split(separator: "@", omittingEmptySubsequences: false).count == 2
        return isAddress ? String(address) : nil
    }
}
