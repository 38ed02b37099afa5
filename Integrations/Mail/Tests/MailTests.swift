// SPDX-License-Identifier: Apache-2.0
import Foundation
import MailSimulator
import StewardContracts
import StewardCore
import StewardIntegration
import Testing

@testable import Mail

@Suite("Mail", .enabled(if: Subject.isCurlInstalled))
struct MailTests {
    private typealias Case = (fault: MailFault, code: IntegrationError.Code)

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

    @Test("a notice arrives at everybody with its text and subject, whatever script they are in")
    func arrives() async throws {
        try await ScratchFolder.with { folder in
            try await MailSimulator.withServer(login: Subject.login) { server in
                let subject = String(repeating: "พื้นที่เก็บข้อมูลเกือบเต็ม ", count: 5) + "“drive”"
                let text = "พื้นที่เต็ม 95%\n.\nEmpty the trash.\r\nQUIT"
                let mail = try Subject.mail(Subject.settings(server), folder: folder + "/made-when-needed")
                try await mail.notify(try Subject.notice(subject, text))
                try await mail.notify(try Subject.notice(subject, text))
                #expect(server.mails.count == 2 && Set(server.mails.map(\.message)).count == 1)
                let taken = try #require(server.mails.first)
                #expect(taken.sender == "steward@example.org" && taken.login == "steward@example.org")
                #expect(taken.recipients == ["ops@example.org", "home@example.net"])
                #expect(Self.shown(taken.message).subject == subject)
                #expect(Self.shown(taken.message).body == "พื้นที่เต็ม 95%\r\n.\r\nEmpty the trash.\r\nQUIT\r\n")
                let lines = taken.message.components(separatedBy: "\r\n")
                #expect(lines.allSatisfy { $0.count <= 76 && $0.utf8.allSatisfy { $0 < 128 } })
                #expect(taken.message.hasPrefix("Date: Sun, 08 Feb 2026 00:50:30 +0000\r\nMessage-ID: <"))
                // What lay on the disk while it was sent is gone.
                let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/made-when-needed")
                #expect(left.isEmpty)
            }
        }
    }

    @Test("checking signs in and sends nothing")
    func health() async throws {
        try await MailSimulator.withServer(login: Subject.login) { server in
            let health = await (try Subject.mail(Subject.settings(server))).health()
            #expect(health == .ok)
            #expect(server.mails.isEmpty && server.verbs.contains("AUTH") && server.verbs.contains("NOOP"))
            #expect(!server.verbs.contains("MAIL"))
        }
    }

    @Test(
        "what a server does wrong is told apart, without the password",
        arguments: [
            Case(.disconnects, .unavailable), Case(.disconnectsLate, .unavailable), Case(.busy, .unavailable),
            Case(.greylistsLogin, .unavailable), Case(.greylists, .unavailable), Case(.isFull, .unavailable),
            Case(.refusesAll, .invalidRequest), Case(.refusesSender, .invalidRequest),
            Case(.refusesRecipient, .invalidRequest),
        ])
    private func faults(wrong: Case) async throws {
        try await ScratchFolder.with { folder in
            try await MailSimulator.withServer(login: Subject.login, fault: wrong.fault) { server in
                let mail = try Subject.mail(Subject.settings(server), folder: folder)
                let error = await #expect(throws: IntegrationError.self) { try await mail.notify(Subject.notice()) }
                #expect(error?.code == wrong.code, "\(wrong.fault): \(error?.message ?? "")")
                #expect(error?.message.contains(Subject.password) == false)
                #expect(error?.message.contains("the mail server 127.0.0.1") == true)
                #expect(server.mails.isEmpty)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
                server.play(nil)
                try await mail.notify(Subject.notice())
                #expect(server.mails.count == 1)
            }
        }
    }

    @Test("a server that hangs ends within its time with a clear message", arguments: [MailFault.hangs, .hangsInData])
    func hangs(fault: MailFault) async throws {
        try await MailSimulator.withServer(login: Subject.login, fault: fault) { server in
            let mail = try Subject.mail(Subject.settings(server), limits: .init(connect: 1, all: 2))
            let began = ContinuousClock.now
            let error = await #expect(throws: IntegrationError.self) { try await mail.notify(Subject.notice()) }
            #expect(ContinuousClock.now - began < .seconds(15))
            #expect(error?.code == .unavailable && error?.message.contains("said nothing for too long") == true)
        }
    }

    @Test("stopping the work ends a conversation with a server that hangs")
    func cancelled() async throws {
        try await MailSimulator.withServer(login: Subject.login, fault: .hangs) { server in
            let mail = try Subject.mail(Subject.settings(server))
            let began = ContinuousClock.now
            let task = Task { try await mail.notify(Subject.notice()) }
            task.cancel()
            let error = await #expect(throws: IntegrationError.self) { try await task.value }
            #expect(error?.code == .cancelled && ContinuousClock.now - began < .seconds(10))
        }
    }

    @Test("a wrong password is unauthorized, and so is none where one is wanted")
    func login() async throws {
        try await MailSimulator.withServer(login: Subject.login) { server in
            var settings = Subject.settings(server)
            settings["password"] = "another"
            let wrong = try Subject.mail(settings)
            await #expect(throws: IntegrationError(.unauthorized, "")) { try await wrong.notify(Subject.notice()) }
            (settings["user"], settings["password"]) = (nil, nil)
            settings["sender"] = "ops@example.org"
            let anonymous = try Subject.mail(settings)
            await #expect(throws: IntegrationError(.unauthorized, "")) { try await anonymous.notify(Subject.notice()) }
        }
    }

    @Test("a server that is not there is unavailable; without curl its package is named")
    func nobody() async throws {
        let port = try await MailSimulator.withServer { $0.port }
        let settings = ["server": "localhost", "port": "\(port)", "security": "none", "recipients": "a@example.org"]
        let mail = try Subject.mail(settings)
        await #expect(throws: IntegrationError(.unavailable, "")) { try await mail.notify(Subject.notice()) }
        let without = try Subject.mail(settings, curl: "/nowhere/curl")
        let error = await #expect(throws: IntegrationError.self) { try await without.notify(Subject.notice()) }
        #expect(error?.message == "Mail needs the program /nowhere/curl; install it with “apt install curl”.")
    }

    @Test("a subject's text is no header of its own")
    func subject() async throws {
        try await MailSimulator.withServer { server in
            var settings = Subject.settings(server)
            (settings["user"], settings["password"]) = (nil, nil)
            let text = "?= Bcc: c@example.org =?UTF-8?Q?"
            try await Subject.mail(settings).notify(Subject.notice(text, severity: .critical))
            let message = try #require(server.mails.first?.message)
            #expect(!message.contains("Bcc") && message.contains("\r\nImportance: high\r\n"))
            #expect(Self.shown(message).subject == text)
        }
    }
}
