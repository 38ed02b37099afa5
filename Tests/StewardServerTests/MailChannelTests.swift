// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess
import StewardTestKit
import Testing

@testable import StewardServer

private let isCurlInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")

@Suite("Alerts by mail")
struct MailChannelTests {
    private static let password = "p\"a\\s: s\u{0E01}"
    private static let complete = [
        "SMTP_SERVER": "mail.example.org", "NOTIFICATION_EMAIL": "ops@example.org",
        "SMTP_USERNAME": "steward@example.org", "SMTP_PASSWORD": password,
    ]

    private static func environment(_ sink: MailSink, _ changes: [String: String] = [:]) -> [String: String] {
        complete.merging(["SMTP_SERVER": "127.0.0.1", "SMTP_PORT": "\(sink.port)"]) { $1 }.merging(changes) { $1 }
    }

    private static func notice(_ subject: String = "Storage", _ text: String = "It is full.") throws -> Notice {
        try Notice(
            subject: subject, text: text, kind: "test", instant: Date(timeIntervalSince1970: 1_770_511_830),
            key: "storage:drive:1")
    }

    /// The sentence of what goes wrong.
    private static func fault(_ changes: [String: String?]) -> String? {
        var environment = complete
        for (name, value) in changes { environment[name] = value }
        do { _ = try MailSettings(environment) } catch { return error.message }
        return nil
    }

    private static func channel(_ environment: [String: String]) throws -> any Notifying {
        try #require(try MailSettings(environment)).channel()
    }

    /// The subject and the body as a mail program shows them.
    private static func shown(_ message: String) -> (subject: String, body: String) {
        let parts = message.components(separatedBy: "\r\n\r\n")
        let header = parts[0].replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
        let subject = header.first { $0.hasPrefix("Subject: ") }?.dropFirst(9) ?? ""
        let words = subject.split(separator: " ").map { $0.dropFirst(10).dropLast(2) }
        let bytes = words.map { Data(base64Encoded: String($0)) ?? Data() }.reduce(Data(), +)
        let body = Data(base64Encoded: parts.dropFirst().joined().replacingOccurrences(of: "\r\n", with: ""))
        return (String(decoding: bytes, as: UTF8.self), String(decoding: body ?? Data(), as: UTF8.self))
    }

    @Test("a notice arrives with its text and subject, whatever script they are in", .enabled(if: isCurlInstalled))
    func arrives() async throws {
        let (sink, folder) = (try MailSink(), try TemporaryFolder("mail"))
        let subject = String(repeating: "พื้นที่เก็บข้อมูลเกือบเต็ม ", count: 5) + "“drive”"
        let text = "พื้นที่เต็ม 95%\n.\nEmpty the trash.\r\nQUIT"
        let channel = try Self.channel(Self.environment(sink, ["TMPDIR": folder.path]))
        try await channel.notify(try Self.notice(subject, text))
        try await channel.notify(try Self.notice(subject, text))
        #expect(sink.received.count == 2 && Set(sink.received.map(\.message)).count == 1)
        let mail = try #require(sink.received.first)
        #expect(mail.commands.first == "EHLO localhost")
        #expect(mail.commands.contains { $0.hasPrefix("MAIL FROM:<steward@example.org>") })
        #expect(mail.commands.filter { $0.hasPrefix("RCPT") } == ["RCPT TO:<ops@example.org>"])
        #expect(mail.login == Data("\0steward@example.org\0\(Self.password)".utf8).base64EncodedString())
        let shown = Self.shown(mail.message)
        #expect(shown.subject == subject)
        #expect(shown.body == "พื้นที่เต็ม 95%\r\n.\r\nEmpty the trash.\r\nQUIT\r\n")
        #expect(
            mail.message.components(separatedBy: "\r\n").allSatisfy {
                $0.count <= 76 && $0.utf8.allSatisfy { $0 < 128 }
            })
        #expect(mail.message.hasPrefix("Date: Sun, 08 Feb 2026 00:50:30 +0000\r\nMessage-ID: <"))
        // What lay on the disk while it was sent is gone.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(
        "a refusal, a busy server and a silent one are told apart, without the password",
        .enabled(if: isCurlInstalled),
        arguments: [
            (MailSink.Mood.refusesLogin, IntegrationError.Code.unauthorized), (.isBusy, .unavailable),
            (.refusesRecipient, .invalidRequest), (.hangsUp, .unavailable),
        ])
    func refusals(mood: MailSink.Mood, code: IntegrationError.Code) async throws {
        let (sink, folder) = (try MailSink(mood), try TemporaryFolder("mail"))
        let channel = try Self.channel(Self.environment(sink, ["TMPDIR": folder.path]))
        let error = await #expect(throws: IntegrationError.self) { try await channel.notify(try Self.notice()) }
        #expect(error?.code == code)
        #expect(error?.message.contains(Self.password) == false && error?.message.contains("mail") == true)
        let isSetting = code != .unavailable
        #expect(error?.message.contains("SMTP_…") == isSetting)
        #expect(sink.received.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("a server that is not there is unavailable", .enabled(if: isCurlInstalled))
    func nobody() async throws {
        let environment = Self.complete.merging(
            ["SMTP_SERVER": "localhost", "SMTP_PORT": "\(LoopbackPort.free())"]) { $1 }
        let channel = try Self.channel(environment)
        await #expect(throws: IntegrationError(.unavailable, "")) { try await channel.notify(try Self.notice()) }
    }

    @Test("what is missing or malformed is named in one sentence")
    func faults() {
        #expect(Self.fault([:]) == nil)
        #expect(Self.fault(["SMTP_SERVER": nil, "NOTIFICATION_EMAIL": ""]) == nil)
        let faults: [([String: String?], String)] = [
            (["SMTP_SERVER": nil], "NOTIFICATION_EMAIL is set but SMTP_SERVER is not"),
            (["NOTIFICATION_EMAIL": nil], "SMTP_SERVER is set but NOTIFICATION_EMAIL is not"),
            (["SMTP_USERNAME": nil], "SMTP_PASSWORD is set but SMTP_USERNAME is not"),
            (["SMTP_PASSWORD": ""], "SMTP_USERNAME is set but SMTP_PASSWORD is not"),
            (["SMTP_PASSWORD": "a\nurl = x"], "SMTP_PASSWORD must be one line"),
            (["SMTP_USERNAME": "a:b"], "SMTP_USERNAME must be one line without a colon"),
        ]
        for (changes, start) in faults { #expect(Self.fault(changes)?.hasPrefix(start) == true, "\(changes)") }
        for port in ["0", "65536", "smtp", "-1", "25\n", " 25"] {
            let sentence = Self.fault(["SMTP_PORT": port])
            #expect(sentence?.hasPrefix("SMTP_PORT must be a whole number from 1 to 65535") == true, "\(port)")
        }
        for host in ["a b", "a\"\nurl = \"file:///etc/passwd", "a/b", "-oX", "a@b", "[::1]", "a..b"] {
            #expect(Self.fault(["SMTP_SERVER": host])?.hasPrefix("SMTP_SERVER must be a host name") == true, "\(host)")
        }
        for address in [
            "ops", "a@b\r\nBcc: c@d", "a@b>", "Ops <a@b>", "a@@b", "a b@c", "a@b\"", "..@b", "é@b",
        ] {
            #expect(
                Self.fault(["NOTIFICATION_EMAIL": address])?.hasPrefix("NOTIFICATION_EMAIL must be") == true,
                "\(address)")
        }
    }

    @Test("mail is one more channel, told once, beside a connection of its name", .enabled(if: isCurlInstalled))
    func channel() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let sink = try MailSink()
            let mail = Alerts.Channel.mail(Self.environment(sink))
            if Alerts.Channel.mail([:]) != nil { Issue.record("nobody is to be told") }
            let alerts = Alerts(made.installation, also: mail)
            #expect(await alerts.send(try Self.notice(), topic: "t") == .init(taken: ["mail"]))
            #expect(await alerts.send(try Self.notice(), topic: "t") == .init(known: ["mail"]))
            #expect(sink.received.count == 1)
            let half = Alerts(made.installation, also: .mail(["SMTP_SERVER": "localhost"]))
            let warning = await half.send(try Self.notice(), topic: "u").failed["mail"]
            #expect(warning?.hasPrefix("“mail” was not told of it: SMTP_SERVER is set but") == true)
            let address = "http://127.0.0.1:\(LoopbackPort.free())/hook"
            made.clock.tick()
            try await made.installation.connections.save(
                "mail", integration: "Webhook", settings: ["address": address], by: "me")
            let outcome = await alerts.send(try Self.notice(), topic: "t")
            #expect(outcome.taken == ["mail (environment)"] && Array(outcome.failed.keys) == ["mail"])
        }
    }
}
