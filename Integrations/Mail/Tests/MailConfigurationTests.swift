// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardProcess
import Testing

@testable import Mail

@Suite("Settings of mail")
struct MailConfigurationTests {
    private static let complete = [
        "server": "mail.example.org", "recipients": "ops@example.org", "user": "steward@example.org",
        "password": Subject.password,
    ]

    private static func client(_ changes: [String: String?] = [:]) throws -> MailClient {
        var settings = complete
        for (key, value) in changes { settings[key] = value }
        let configuration = try Configuration(settings, fields: Mail.manifest.settings)
        return MailClient(configuration: try MailConfiguration(configuration), folder: "/tmp")
    }

    private static func lines(_ changes: [String: String?] = [:]) throws -> [String] {
        let client = try client(changes)
        return client.script(client.transaction(upload: "/tmp/m")).reveal().components(separatedBy: "\n")
    }

    /// The sentence of what goes wrong.
    private static func fault(_ changes: [String: String?]) -> String? {
        do { _ = try client(changes) } catch let error as IntegrationError { return error.message } catch {
            return "\(error)"
        }
        return nil
    }

    @Test("nothing of the settings is in what is started")
    func secrecy() throws {
        let client = try Self.client()
        #expect(client.program.arguments == ["--disable", "--config", "-"])
        #expect(client.program.environment.isEmpty && client.program.secrets.isEmpty)
        #expect(try Self.lines().contains(#"user = "steward@example.org:p\"a\\s: s\#u{0E01}""#))
        #expect(!"\(client)".contains(Subject.password))
    }

    @Test("TLS is wanted everywhere but on this machine, from the greeting or from the start")
    func security() throws {
        let standard = try Self.lines()
        #expect(standard.contains("ssl-reqd"))
        #expect(standard.contains("url = \"smtp://mail.example.org:587/localhost\""))
        let implicit = try Self.lines(["security": "tls"])
        #expect(implicit.contains("ssl-reqd"))
        #expect(implicit.contains("url = \"smtps://mail.example.org:465/localhost\""))
        for host in ["127.0.0.1", "localhost", "::1"] {
            #expect(try !Self.lines(["server": host, "security": "none"]).contains("ssl-reqd"))
            #expect(try Self.lines(["server": host]).contains("ssl-reqd"))
        }
        for host in ["127.0.0.1.example.org", "localhost.example.org", "128.0.0.1", "mail.example.org"] {
            #expect(Self.fault(["server": host, "security": "none"])?.contains("not this machine") == true)
        }
        #expect(try Self.lines(["authorities": "/etc/own.pem"]).contains("cacert = \"/etc/own.pem\""))
    }

    @Test("the sender is the one given, else the user, else the first recipient")
    func sender() throws {
        #expect(try Self.client().configuration.sender == "steward@example.org")
        #expect(try Self.client(["sender": "a@example.org"]).configuration.sender == "a@example.org")
        #expect(try Self.client(["user": "steward"]).configuration.sender == "ops@example.org")
    }

    @Test("what is missing or malformed is named in one sentence")
    func faults() {
        #expect(Self.fault([:]) == nil)
        #expect(Self.fault(["user": nil])?.hasPrefix("The setting user must be given") == true)
        #expect(Self.fault(["password": nil]) == "The secret password is missing; give it to the connection.")
        #expect(Self.fault(["password": "a\nurl = x"])?.hasPrefix("The setting password must be one line") == true)
        #expect(Self.fault(["user": "a:b"])?.hasPrefix("The setting user must be one line without a colon") == true)
        #expect(Self.fault(["authorities": "own.pem"])?.hasPrefix("The setting authorities must be") == true)
        for host in ["a b", "a\"\nurl = \"file:///etc/passwd", "a/b", "-oX", "a@b", "[::1]", "a..b"] {
            #expect(Self.fault(["server": host])?.hasPrefix("The setting server must be") == true, "\(host)")
        }
        for address in [
            "ops", "a@b\r\nBcc: c@d", "a@b,", "a@b>", "Ops <a@b>", "a@@b", "a b@c", "a@b\"", "..@b", "é@b", ",",
        ] {
            #expect(Self.fault(["recipients": address])?.hasPrefix("The setting recipients must") == true, "\(address)")
        }
    }

    @Test("a line break, a quote or a backslash in a value begins no other setting")
    func quoting() {
        #expect(MailClient.line("user", "a\"\nurl = \"b\\\r") == #"user = "a\"\nurl = \"b\\\r""#)
    }
}
