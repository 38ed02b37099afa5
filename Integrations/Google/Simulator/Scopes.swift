// SPDX-License-Identifier: Apache-2.0

/// The names of what a program may do.
enum Scopes {
    static let email = "https://www.googleapis.com/auth/userinfo.email"
    static let profile = "https://www.googleapis.com/auth/userinfo.profile"

    /// The scopes that a device flow may grant besides the identity (Google: OAuth 2.0 for TV and Limited-Input
    /// Devices, "Allowed scopes", 2026-11).
    private static let ofDevices: Set<String> = [
        "openid", "email", "profile", email, profile,
        "https://www.googleapis.com/auth/drive.appdata", "https://www.googleapis.com/auth/drive.file",
        "https://www.googleapis.com/auth/youtube", "https://www.googleapis.com/auth/youtube.readonly",
    ]

    /// The scopes as a grant names them: `email` and `profile` by their long names, and `openid` with either.
    ///
    /// Seen in Google's replies; not documented.
    static func full(_ asked: some Sequence<String>) -> [String] {
        var found: [String] = []
        func add(_ scope: String) { if !found.contains(scope) { found.append(scope) } }
        for scope in asked {
            switch scope {
            case "email", email: add(email)
            case "profile", profile: add(profile)
            default: add(scope)
            }
        }
        if found.contains(email) || found.contains(profile) { add("openid") }
        return found
    }

    static func split(_ text: String?) -> [String] { (text ?? "").split(separator: " ").map(String.init) }

    static func isKnown(_ scope: String) -> Bool {
        ["openid", "email", "profile"].contains(scope) || scope.hasPrefix("https://www.googleapis.com/auth/")
    }

    static func isAllowedOnDevices(_ scope: String) -> Bool { ofDevices.contains(scope) }

    /// Whether these tell who somebody is and no more: then tokens of a project in testing do not end by themselves.
    static func areOnlyIdentity(_ scopes: [String]) -> Bool {
        scopes.allSatisfy { ["openid", email, profile].contains($0) }
    }
}
