// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import StewardStore

/// What maps can be drawn with besides the drawing itself: the browser's library when it is installed, and a source of
/// tiles when an owner chose one.
struct LogbookTiles: Sendable {
    struct Library: Sendable {
        let module: String
        let style: String
    }
    /// A source of tiles.
    struct Source: Sendable, Hashable {
        /// As `https://tiles.example.org/{z}/{x}/{y}.png`.
        let template: String
        /// Whom to name below the map.
        let credit: String

        /// The scheme and host, for the policy that browsers keep to; `nil` for what is no address of tiles.
        var origin: String? { Self.origin(template) }

        /// `nil` unless it is `https`, or `http` of this machine, and has the three places of a tile.
        static func origin(_ template: String) -> String? {
            guard ["{z}", "{x}", "{y}"].allSatisfy(template.contains), template.utf8.count <= 300,
                template.utf8.allSatisfy({
                    (0x21...0x7E).contains($0) && !Array("'\";,<>\\".utf8).contains($0)
                }),
                let end = template.range(of: "://")
            else { return nil }
            let scheme = template[..<end.lowerBound]
            let host = template[end.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let name =
                host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            let isHere = name == "127.0.0.1" || name == "localhost"
            guard scheme == "https" || (scheme == "http" && isHere), !name.isEmpty,
                host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:".contains($0)) })
            else { return nil }
            return "\(scheme)://\(host)"
        }
    }

    let library: Library?
    let tiles: Source?

    static let template = Setting("logbook.tiles", standard: "")
    static let credit = Setting("logbook.tiles.credit", standard: "")

    init(_ site: Site) async throws {
        if let module = site.vendor.address(.leafletModule),
            let style = site.vendor.address(.leafletStyle)
        {
            library = Library(module: module, style: style)
        } else {
            library = nil
        }
        let settings = Settings(database: site.installation.database, clock: site.installation.clock)
        let source = Source(
            template: try await settings.value(of: Self.template),
            credit: try await settings.value(of: Self.credit))
        tiles = source.origin == nil ? nil : source
    }

    /// Lets a page load tiles, and nothing else from elsewhere.
    func allow(in response: inout Response) {
        guard library != nil, let origin = tiles?.origin else { return }
        response.headers[.contentSecurityPolicy] = SecurityHeaders.policy.replacing(
            "img-src 'self' data:", with: "img-src 'self' data: \(origin)")
    }
}
