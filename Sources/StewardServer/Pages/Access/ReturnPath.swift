// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Where somebody goes after signing in: a path of this server, and never an address elsewhere.
struct ReturnPath: Sendable, Equatable {
    let text: String

    /// The first page.
    static let home = ReturnPath(checked: "/")

    private init(checked: String) { text = checked }

    /// The path that was asked for, or the first page when it is missing, leads elsewhere, or leads back to signing in
    /// or out.
    ///
    /// A path begins with one slash. Two, or a slash and a backslash, begin another host's address; browsers skip tabs
    /// and line ends in addresses, so only visible ASCII is taken, which keeps it fit for a header too.
    init(_ asked: (some StringProtocol)?) {
        guard let asked, Self.isPath(asked), !Self.leadsToSigning(asked) else {
            self = .home
            return
        }
        text = String(asked)
    }

    private static func isPath(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2048 else { return false }
        guard bytes.dropFirst().first != UInt8(ascii: "/") else { return false }
        return bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    }

    private static func leadsToSigning(_ text: some StringProtocol) -> Bool {
        let path = text.prefix { $0 != "?" && $0 != "#" }
        return ["/sign-in", "/sign-out", "/setup", "/invitation"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// The address of the sign-in form that comes back here.
    var signIn: String { self == .home ? "/sign-in" : "/sign-in?to=\(HTML.pathComponent(text))" }
}
