// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardSimulation

/// Google's account service: consent, tokens, keys, and who somebody is.
///
/// Written from Google's guides for OAuth 2.0 and OpenID Connect as of November 2026 and the documents they build on.
/// Nobody is asked anything: the first account agrees to whatever a program wants, unless a control says otherwise.
///
/// Controls, all below `/_simulator/accounts/`:
///
/// | call | what it does |
/// |---|---|
/// | `POST consent` | the next person asked denies, is another account, or leaves scopes unticked |
/// | `POST expire` | access tokens, refresh tokens or codes are over: `{"what": "access"}` |
/// | `POST revoke` | an account takes its consent back |
/// | `POST keys` | another key signs from now on: `{"forget": true}` also stops serving the old one |
/// | `POST settings` | `accessTokenSeconds`, `rotatesRefreshTokens`, `clockSkewSeconds`, `issuer`, `keysMaxAge`, |
/// | | `devices` (`soon`, `pending`, `allow`, `deny`), `testing` |
/// | `GET grants` | what is agreed, and how many tokens live |
public struct GoogleSimulator: Simulator {
    /// `google`.
    public let name = "google"
    let accounts: Accounts
    private let project: SimulatedProject

    /// Makes the service; everything is in memory.
    public init(_ project: SimulatedProject = .demonstration, clock: any Timekeeping) {
        self.project = project
        accounts = Accounts(project, clock: clock, file: nil)
    }

    /// Makes the service and keeps consents, refresh tokens and keys in `accounts.json` in a folder, so that they
    /// outlive the process.
    /// - Throws: what the file system says when the file cannot be read.
    public init(
        _ project: SimulatedProject = .demonstration, keptIn folder: String, clock: any Timekeeping
    ) async throws {
        self.project = project
        accounts = Accounts(project, clock: clock, file: AccountsFile(folder: folder))
        try await accounts.load()
    }

    /// What an access token opens; `nil` when there is none, or it is unknown, over or revoked.
    ///
    /// Simulators of the services behind the account are given this function.
    public func check(_ bearer: String?) async -> BearerGrant? { await accounts.check(bearer) }

    /// The client file of the project's first client, as Google's console offers it for download.
    public func clientFile(origin: String) -> JSON? {
        project.clients.first?.file(project: project.id, origin: origin)
    }

    /// The key file of the first service account, which may act for the project's accounts. Makes it when there is
    /// none.
    /// - Throws: what the cryptographic library says when it can make no key.
    public func serviceAccountFile(origin: String) async throws -> JSON {
        try await accounts.firstServiceAccount().file(project: project.id, origin: origin)
    }

    /// The service's calls.
    public var routes: [SimulatedRoute] { consentRoutes + tokenRoutes + identityRoutes }
}
