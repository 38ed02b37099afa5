// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    static let fields = [
        ConfigurationField("address", .address, help: "Where.", default: "https://example.org", since: "0.1"),
        ConfigurationField("user", .text, help: "Who.", required: true, since: "0.1"),
        ConfigurationField("token", .text, help: "The token.", required: true, secret: true, since: "0.1"),
        ConfigurationField("size", .integer(1...10), help: "How many.", default: "3", since: "0.1"),
        ConfigurationField("fresh", .duration, help: "How long.", default: "15m", since: "0.1"),
        ConfigurationField("verbose", .boolean, help: "Talk.", default: "false", since: "0.1"),
        ConfigurationField("mode", .choice(["fast", "slow"]), help: "How.", since: "0.1", deprecated: "use size"),
    ]
    static let given = ["user": "anna", "token": "s3cret-value"]

    @Test("values are typed and defaults filled in")
    func typed() throws {
        let configuration = try Configuration(Self.given, fields: Self.fields)
        #expect(try configuration.address("address").description == "https://example.org")
        #expect(try configuration.text("user") == "anna")
        #expect(try configuration.secret("token").reveal() == "s3cret-value")
        #expect(try configuration.integer("size") == 3)
        #expect(try configuration.duration("fresh") == .seconds(900))
        #expect(try configuration.boolean("verbose") == false)
        #expect(configuration.value("mode") == nil)
        #expect(throws: IntegrationError(.invalidRequest, "")) { try configuration.text("mode") }
        #expect(throws: IntegrationError(.unauthorized, "")) { try configuration.secret("user") }
    }

    @Test("every problem is named at once: missing, unknown, invalid")
    func problems() throws {
        let given = ["user": "", "size": "11", "fresh": "15 minutes", "verbose": "yes", "mode": "x", "tokn": "t"]
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration(given, fields: Self.fields)
        }
        let found = error.problems.map { "\($0.key) \($0.kind.rawValue)" }
        #expect(
            found == [
                "user invalid", "token missing", "size invalid", "fresh invalid", "verbose invalid", "mode invalid",
                "tokn unknown",
            ])
        #expect(error.description.contains("a whole number from 1 to 10; “11” is not"))
        #expect(error.integrationError.code == .invalidRequest)
    }

    @Test("a secret shows nowhere, not when it is wrong either")
    func redacted() throws {
        let configuration = try Configuration(Self.given, fields: Self.fields)
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in [configuration.description, "\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("s3cret"))
        }
        #expect(configuration.description.contains("token=<redacted>"))
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration(["user": "anna", "token": ""], fields: Self.fields)
        }
        #expect(error.description.contains("its value is not"))
    }

    @Test("a deprecated setting still works and says what to use")
    func deprecated() throws {
        let given = Self.given.merging(["mode": "slow"]) { $1 }
        let configuration = try Configuration(given, fields: Self.fields)
        #expect(try configuration.text("mode") == "slow")
        #expect(configuration.warnings == ["The setting mode is deprecated: use size"])
    }

    @Test(
        "time spans",
        arguments: [("500ms", 0.5), ("30s", 30), ("15m", 900), ("24h", 86400), ("7d", 604_800), ("0s", 0)])
    func spans(text: String, seconds: Double) throws {
        let given = Self.given.merging(["fresh": text]) { $1 }
        let span = try Configuration(given, fields: Self.fields).duration("fresh")
        #expect(span == .seconds(seconds))
    }

    @Test("no time spans", arguments: ["", "s", "-1s", "1.5s", "1w", "99999999999999999999s", "๑s", "1 s"])
    func noSpans(text: String) {
        #expect(throws: ConfigurationError.self) {
            try Configuration(Self.given.merging(["fresh": text]) { $1 }, fields: Self.fields)
        }
    }
}
