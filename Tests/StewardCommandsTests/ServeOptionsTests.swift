// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardServer
import Testing

@testable import StewardCommands

@Suite("Options of the server")
struct ServeOptionsTests {
    @Test("sizes are read with and without their unit; anything else is refused")
    func sizes() throws {
        let cases: [(String, Int64?)] = [
            ("65536", 65_536), ("64k", 65_536), ("512M", 512 << 20), ("2G", 2 << 30), ("1T", 1 << 40), ("0", nil),
            ("-1", nil), ("", nil), ("M", nil), ("1.5G", nil), ("12X", nil), ("9999999999G", nil),
        ]
        for (text, bytes) in cases { #expect(ByteLimit(argument: text)?.bytes == bytes, "\(text)") }
        #expect(ByteLimit(bytes: 512 << 20).description == "512M" && ByteLimit(bytes: 1000).description == "1000")
    }

    @Test("limits follow from the options, and less than none is refused")
    func limits() throws {
        let options = try ServeOptions.parse(["--request-limit", "50", "--upload-limit", "1G"])
        let limits = try options.limits()
        #expect(limits.ofAccount == 50 && limits.ofStranger == 10 && limits.uploadBytes == 1 << 30)
        #expect(try ServeOptions.parse(["--request-limit", "0"]).limits().ofAccount == nil)
        #expect(throws: CommandError.self) { try ServeOptions.parse(["--request-limit=-1"]).limits() }
    }

    @Test("a certificate comes with its key, from options or the environment, as whole paths")
    func certificate() throws {
        func files(_ arguments: [String], _ environment: [String: String] = [:]) throws -> [String]? {
            try TLSOptions.parse(arguments).files(environment).map { [$0.certificate, $0.key] }
        }
        #expect(try files([]) == nil)
        #expect(try files(["--tls-certificate", "/a", "--tls-key", "/b"]) == ["/a", "/b"])
        let environment = ["STEWARD_TLS_CERTIFICATE": "/c", "STEWARD_TLS_KEY": "/d"]
        #expect(try files([], environment) == ["/c", "/d"])
        #expect(try files(["--tls-certificate", "/a"], environment) == ["/a", "/d"])
        #expect(try files(["--tls-certificate", "a", "--tls-key", "b"])?.allSatisfy { $0.hasPrefix("/") } == true)
        #expect(throws: CommandError.self) { try files(["--tls-certificate", "/a"]) }
        #expect(throws: CommandError.self) { try files(["--tls-key", "/a"]) }
    }
}
