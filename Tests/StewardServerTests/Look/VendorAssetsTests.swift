// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StewardTestKit
import Testing

@testable import StewardServer

@Suite struct VendorAssetsTests {
    @Test("a library is there when all its files are, and its address carries a mark of the content")
    func libraries() throws {
        let folder = try TemporaryFolder("vendor")
        let none = VendorAssets(folder: folder.path(""))
        #expect(!none.has(.leaflet) && !none.has(.chart))
        #expect(none.address(.chart) == nil)
        try folder.write("javascript/leaflet/leaflet.esm.min.js", Array("export const a = 1".utf8))
        try folder.write("javascript/chart.js/chart.min.js", Array("var Chart".utf8))
        let some = VendorAssets(folder: folder.path(""))
        #expect(!some.has(.leaflet), "its style sheet is missing")
        #expect(some.has(.chart))
        // printf 'var Chart' | sha256sum
        #expect(some.address(.chart) == "/assets/vendor/chart/chart.js?v=\(Self.mark)")
        try folder.write("javascript/leaflet/leaflet.css", Array("a{}".utf8))
        #expect(VendorAssets(folder: folder.path("")).has(.leaflet))
        try folder.write("javascript/chart.js/chart.min.js", [UInt8](repeating: 32, count: VendorAssets.limit + 1))
        #expect(!VendorAssets(folder: folder.path("")).has(.chart), "too long")
    }

    private static let mark = "062e1adf3890817a"

    @Test("no two files have one address, and no place leaves its folder")
    func list() {
        let files = VendorFile.allCases
        #expect(Set(files.map(\.address)).count == files.count)
        for file in files {
            #expect(file.address.hasPrefix("/assets/vendor/"))
            for place in file.places { #expect(!place.contains("..") && !place.hasPrefix("/"), "\(place)") }
        }
        #expect(VendorAssets.routes.map(\.path) == files.map(\.address))
    }

    @Test("a file is kept for ever under its mark, an hour without, and not sent again when nothing changed")
    func answers() async throws {
        let folder = try TemporaryFolder("vendor")
        try folder.write("javascript/chart.js/chart.min.js", Array("var Chart".utf8))
        let assets = VendorAssets(folder: folder.path(""))
        let content = try #require(assets.content(.chart))
        let marked = VendorAssets.response(content, .chart, query: content.mark, known: nil)
        #expect(marked.status == .ok)
        #expect(marked.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(marked.headers[.contentType] == "text/javascript; charset=utf-8")
        let plain = VendorAssets.response(content, .chart, query: nil, known: nil)
        #expect(plain.headers[.cacheControl] == "public, max-age=3600")
        let tag = try #require(plain.headers[.eTag])
        #expect(VendorAssets.response(content, .chart, query: "old", known: tag).status == .notModified)
        #expect(VendorAssets.response(content, .chart, query: nil, known: "\"other\"").status == .ok)
    }
}
