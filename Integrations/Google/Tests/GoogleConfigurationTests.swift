// SPDX-License-Identifier: Apache-2.0
import Google
import StewardCore
import StewardIntegration
import StewardOAuth
import Testing

@Suite("Google's settings and scopes")
struct GoogleConfigurationTests {
    private func configuration(_ given: [String: String]) throws -> GoogleConfiguration {
        try GoogleConfiguration(try Configuration(given, fields: GoogleConfiguration.fields))
    }

    @Test("without a client and without a key the settings are named; with both, too")
    func eitherOr() throws {
        let none = #expect(throws: IntegrationError.self) { try configuration([:]) }
        #expect(none?.message.contains("The setting client") == true)
        #expect(none?.message.contains("service-account") == true)
        let both = #expect(throws: IntegrationError.self) {
            try configuration(["client": "CANARY", "service-account": "CANARY"])
        }
        #expect(both?.code == .invalidRequest)
        #expect(both?.message.contains("give one of them") == true)
    }

    @Test("a wrong file is named without its content")
    func wrongFile() throws {
        for (setting, part) in [("client", "The client file"), ("service-account", "The key file")] {
            let error = #expect(throws: IntegrationError.self) { try configuration([setting: "CANARY"]) }
            #expect(error?.message.hasPrefix(part) == true)
            #expect(error.map { !"\($0) \(String(reflecting: $0))".contains("CANARY") } == true)
        }
    }

    @Test("the addresses are Google's unless a setting says otherwise")
    func addresses() throws {
        let client = #"{"installed":{"client_id":"a","client_secret":"b"}}"#
        let standard = try configuration(["client": client]).provider
        #expect(standard.authorize.description == "https://accounts.google.com/o/oauth2/v2/auth")
        #expect(standard.token.description == "https://oauth2.googleapis.com/token")
        #expect(standard.device?.description == "https://oauth2.googleapis.com/device/code")
        #expect(standard.revoke?.description == "https://oauth2.googleapis.com/revoke")
        let own = try configuration(["client": client, "token-address": "https://proxy.example:8443/google"]).provider
        #expect(own.token.description == "https://proxy.example:8443/google/token")
        #expect(own.authorize == standard.authorize)
    }

    @Test("every scope has its meaning once; the wide ones name narrower ones that are known")
    func scopes() {
        let known = Google.knownScopes
        let names = known.map(\.name)
        #expect(Set(names).count == names.count)
        for scope in known {
            #expect(!scope.meaning.isEmpty)
            #expect(scope.narrower.allSatisfy { names.contains($0) && $0 != scope.name })
            #expect(scope.isWide || scope.narrower.isEmpty)
        }
        let wide = known.filter(\.isWide).map(\.name)
        #expect(wide.contains("https://www.googleapis.com/auth/drive"))
        #expect(!wide.contains("https://www.googleapis.com/auth/drive.file"))
        #expect(Google.manifest.credential.scopes == ["openid", "email"])
    }
}
