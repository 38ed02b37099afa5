// SPDX-License-Identifier: Apache-2.0

/// Who may do what with a file or a shared drive.
public struct DrivePermission: Sendable, Hashable {
    /// The id; `anyoneWithLink` and `anyone` for everybody.
    public var id: String
    /// `user`, `group`, `domain` or `anyone`.
    public var type: String
    /// What is allowed.
    public var role: DriveRole
    /// The address of a user or a group.
    public var emailAddress: String?
    /// The name of a domain.
    public var domain: String?
    /// Whether a search finds it without the link; domains and everybody only.
    public var allowFileDiscovery = false
    /// When it ends, in milliseconds since 1970.
    public var expirationTime: Int64?

    /// Allows something.
    public init(id: String, type: String, role: DriveRole, emailAddress: String? = nil, domain: String? = nil) {
        self.id = id
        self.type = type
        self.role = role
        self.emailAddress = emailAddress
        self.domain = domain
    }

    /// Whether it is for this account.
    func isFor(_ account: String) -> Bool {
        switch type {
        case "anyone": true
        case "domain": domain.map { account.hasSuffix("@" + $0) } ?? false
        default: emailAddress == account
        }
    }
}

/// What somebody may do, the least first.
public enum DriveRole: String, Sendable, Comparable, CaseIterable {
    /// Read.
    case reader
    /// Read and comment.
    case commenter
    /// Change.
    case writer
    /// Change, move and trash in a shared drive.
    case fileOrganizer
    /// Everything in a shared drive.
    case organizer
    /// Everything with an own file.
    case owner

    /// By what is allowed.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// An earlier content of a file.
public struct DriveRevision: Sendable {
    /// The id.
    public var id: String
    /// Milliseconds since 1970.
    public var modifiedTime: Int64
    /// The media type.
    public var mimeType: String
    /// The bytes.
    public var content: StoredContent?
    /// Whether it is never purged.
    public var keepForever = false
    /// Who stored it.
    public var lastModifyingUser: String
    /// The name that was uploaded.
    public var originalFilename: String?

    /// Describes a revision.
    public init(
        id: String, modifiedTime: Int64, mimeType: String, content: StoredContent?, keepForever: Bool,
        lastModifyingUser: String, originalFilename: String?
    ) {
        self.id = id
        self.modifiedTime = modifiedTime
        self.mimeType = mimeType
        self.content = content
        self.keepForever = keepForever
        self.lastModifyingUser = lastModifyingUser
        self.originalFilename = originalFilename
    }
}
