// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCatalog
import StewardCore
import StewardIntegration

/// What pages and programs see of a connection. Nothing here is a secret, and making it sends nothing.
struct ConnectionView: Sendable {
    let saved: SavedConnection
    /// `nil` when this version has no such integration.
    let manifest: Manifest?
    /// What an account has granted; `nil` for what is no account.
    let account: Account?
    /// Why it cannot be opened, in one sentence; `nil` when it can.
    let fault: String?
    /// The connections that work in its name.
    let users: [String]
    let lastTransfer: Date?
    /// How it does, as far as that is known.
    var state = ConnectionState()
    /// When each secret setting was last given.
    var secretDates: [String: Date] = [:]

    /// The state of a sign-in.
    struct Account: Sendable {
        /// `nil` before the first sign-in.
        let grant: AccessGrant?
        let known: [ScopeMeaning]
        /// Whether people sign in to it with a browser that can come back to a page.
        let canSignIn: Bool

        /// What a scope lets Steward do; `nil` for one that this version does not know.
        func meaning(_ scope: String) -> ScopeMeaning? { known.first { $0.name == scope } }
    }

    /// Days after which a sign-in should be done anew.
    static let oldestDays = 90

    static func list(_ site: Site) async throws -> [ConnectionView] {
        let all = try await site.installation.connections.list()
        let states = try await site.installation.connections.states()
        var views: [ConnectionView] = []
        for saved in all {
            var view = try await of(saved, among: all, site)
            view.state = states[saved.name] ?? ConnectionState()
            views.append(view)
        }
        return views
    }

    /// - Throws: `IntegrationError` with `notFound`.
    static func one(_ name: String, _ site: Site) async throws -> ConnectionView {
        let connections = site.installation.connections
        let saved = try await connections.show(name)
        var view = try await of(saved, among: try await connections.list(), site)
        view.state = try await connections.state(of: name)
        view.secretDates = try await connections.secretDates(of: name)
        return view
    }

    private static func of(
        _ saved: SavedConnection, among all: [SavedConnection], _ site: Site
    ) async throws -> ConnectionView {
        var account: Account?
        var fault: String?
        do {
            if let connecting = try await site.opening(saved.name) as? any AccountConnecting {
                account = try await Account(connecting)
            }
        } catch {
            // What is meant for people says why; anything else is for the log alone.
            guard let known = Fault(error) else { throw error }
            fault = known.sentence
        }
        let transfers = try await site.installation.files.transfers(saved.name, limit: 1)
        return ConnectionView(
            saved: saved, manifest: try? Connections.entry(saved.integration).manifest, account: account,
            fault: fault, users: all.filter { $0.settings["account"] == saved.name }.map(\.name),
            lastTransfer: transfers.first?.createdAt)
    }

    var path: String { "/connections/\(HTML.pathComponent(saved.name))" }
    /// Whether its files can be looked at.
    var hasFiles: Bool { manifest?.capabilities.contains(.fileStoring) ?? false }
    var measures: Bool { manifest?.capabilities.contains(.storageMeasuring) ?? false }
    /// The account in whose name it works.
    var accountName: String? { saved.settings["account"] }

    /// How many days ago somebody signed in.
    func age(of grant: AccessGrant, now: Date) -> Int? {
        grant.grantedAt.map { max(0, Int(now.timeIntervalSince($0) / 86_400)) }
    }

    func json(now: Date) -> JSON {
        [
            "name": .string(saved.name), "integration": .string(saved.integration),
            "service": manifest.map { .string($0.name) } ?? .null,
            "account": accountName.map(JSON.string) ?? .null,
            "capabilities": .array(manifest?.capabilities.map { .string($0.id) } ?? []),
            "changed_at": .string(saved.changedAt.formatted(.iso8601)), "changed_by": .string(saved.changedBy),
            "grant": account?.grant.map { json($0, now) } ?? .null, "is_account": .bool(account != nil),
            "fault": fault.map(JSON.string) ?? .null, "used_by": .array(users.map(JSON.string)),
            "last_transfer_at": lastTransfer.map { .string($0.formatted(.iso8601)) } ?? .null,
            "health": state.check.map { ConnectionView.json($0, manifest) } ?? .null,
            "last_use": state.use.map(Self.json) ?? .null,
            "verdict": .string((fault == nil ? state.verdict : .failing).rawValue),
        ]
    }

    /// An answer to whether it works, with when it was given and what repairs it.
    static func json(_ check: ConnectionState.Check, _ manifest: Manifest?) -> JSON {
        var members = check.health.json.members ?? []
        members.append(.init("checked_at", .string(check.at.formatted(.iso8601))))
        members.append(.init("checked_by", .string(check.by)))
        if case .failing(let error) = check.health, let remedy = manifest?.remedy(for: error.code) {
            members.append(.init("remedy", .string(remedy.text)))
        }
        return .object(members)
    }

    private static func json(_ use: ConnectionState.Use) -> JSON {
        [
            "at": .string(use.at.formatted(.iso8601)), "worked": .bool(use.hasWorked),
            "outcome": .string(use.outcome),
        ]
    }

    private func json(_ grant: AccessGrant, _ now: Date) -> JSON {
        [
            "account": grant.account.map(JSON.string) ?? .null, "scopes": .array(grant.scopes.map(JSON.string)),
            "wide_scopes": .array(
                grant.scopes.filter { account?.meaning($0)?.isWide ?? false }.map(JSON.string)),
            "granted_at": grant.grantedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "age_days": age(of: grant, now: now).map { .integer(Int64($0)) } ?? .null,
            "refreshed_at": grant.refreshedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            "refreshable": .bool(grant.isRefreshable),
        ]
    }
}

extension ConnectionView.Account {
    /// Asks nothing of the service.
    init(_ connecting: any AccountConnecting) async throws {
        let grant = try await connecting.grant()
        // Where nobody signs in there is a grant from the start, with no date.
        let isKey = grant.map { $0.grantedAt == nil } ?? false
        self.init(
            grant: grant, known: type(of: connecting).knownScopes,
            canSignIn: connecting is any AccountReturning && !isKey)
    }
}
