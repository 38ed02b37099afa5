// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

/// A page or a file on one of the three hosts that public folders and files come from.
package struct PublicPlace: Sendable, Hashable {
    /// Whose page it is, by the service's own name for the host; where that host really is, the settings say.
    package enum Host: String, Sendable, Hashable, CaseIterable {
        /// Pages of folders and files.
        case pages = "drive.google.com"
        /// Content.
        case downloads = "drive.usercontent.google.com"
        /// Documents.
        case documents = "docs.google.com"
    }

    /// The host.
    package let host: Host
    /// The path with its query, escaped, below the host's address.
    package let path: String

    package init(_ host: Host, _ path: DrivePath) {
        self.host = host
        self.path = path.text
    }

    private init(host: Host, path: String) {
        self.host = host
        self.path = path
    }

    /// Where an address in a page or in a redirect leads.
    package enum Target: Sendable, Hashable {
        /// To one of the three hosts.
        case place(PublicPlace)
        /// To a page that asks for an account.
        case signIn
        /// To a page that asks the visitor to prove being human.
        case challenge
        /// To a host that is none of the three; it is never followed.
        case elsewhere(String)
        /// Nowhere: it cannot be read.
        case unreadable
    }

    /// Reads an address that stands at `base`: a whole one, or a path of the same host.
    package static func target(
        _ address: String, at base: PublicPlace, _ configuration: GoogleDriveConfiguration
    ) -> Target {
        guard let address = escaped(address) else { return .unreadable }
        if address.hasPrefix("/"), !address.hasPrefix("//") {
            return isSignIn(path: address) ? .signIn : .place(PublicPlace(host: base.host, path: address))
        }
        let scheme = address.hasPrefix("//") ? configuration.address(of: base.host).scheme + ":" : ""
        let whole = scheme + address
        guard let mark = whole.firstRange(of: "://") else { return .unreadable }
        let rest = whole[mark.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let tail = rest[end...]
        let path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        let authority = rest[..<end].lowercased()
        let origin = whole[..<mark.lowerBound].lowercased() + "://" + authority
        if let place = place(origin, path, configuration) {
            return isSignIn(path: path) ? .signIn : .place(place)
        }
        let name = String(authority.prefix { $0 != ":" })
        if name == "accounts.google.com" || isSignIn(path: path) && name.hasSuffix(".google.com") { return .signIn }
        if path.hasPrefix("/sorry/"), name == "www.google.com" { return .challenge }
        return .elsewhere(String(name.prefix(100)))
    }

    /// The place on one of the three hosts, by its own name or by the address that a setting puts in its place.
    private static func place(
        _ origin: String, _ path: String, _ configuration: GoogleDriveConfiguration
    ) -> PublicPlace? {
        if let host = Host.allCases.first(where: { origin == "https://\($0.rawValue)" }) {
            return PublicPlace(host: host, path: path)
        }
        let hosts = Host.allCases.filter { host in
            let address = configuration.address(of: host)
            return origin == "\(address.scheme)://\(address.authority)" && (path + "/").hasPrefix(address.prefix + "/")
        }
        // One address may stand for all three hosts; their paths differ.
        guard let host = hosts.first(where: { $0.owns(path) }) ?? hosts.first else { return nil }
        let below = path.dropFirst(configuration.address(of: host).prefix.count)
        return PublicPlace(host: host, path: below.hasPrefix("/") ? String(below) : "/" + below)
    }

    private static func isSignIn(path: String) -> Bool {
        let path = path.prefix { $0 != "?" }
        return path.contains("/ServiceLogin") || path.hasPrefix("/v3/signin") || path.hasPrefix("/AccountChooser")
    }

    /// The address without its fragment, each byte that may not stand there escaped; `nil` when it holds a control
    /// character.
    private static func escaped(_ address: String) -> String? {
        var text = ""
        for byte in address.utf8 {
            switch byte {
            case UInt8(ascii: "#"): return text
            case 0x21...0x7E where byte != UInt8(ascii: "\\"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x20, 0x80...0xFF: text += "%" + String(byte, radix: 16, uppercase: true)
            default: return nil
            }
        }
        return text
    }
}

extension PublicPlace.Host {
    /// Whether a path is one of this host's alone.
    fileprivate func owns(_ path: String) -> Bool {
        switch self {
        case .pages: false
        case .downloads: path.hasPrefix("/download")
        case .documents: PublicLink.Document.allCases.contains { path.hasPrefix("/\($0.rawValue)/") }
        }
    }
}

extension GoogleDriveConfiguration {
    /// Where a host of public pages really is.
    func address(of host: PublicPlace.Host) -> ServiceAddress {
        switch host {
        case .pages: publicPages
        case .downloads: downloads
        case .documents: documents
        }
    }
}
