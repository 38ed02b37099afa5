// SPDX-License-Identifier: Apache-2.0

/// A Google account as Drive knows it.
public struct DriveAccount: Sendable, Hashable {
    /// The address; what a ``StewardSimulation/BearerGrant`` names.
    public var email: String
    /// The name for people.
    public var displayName: String
    /// The id of My Drive's root folder; empty to have one made.
    public var rootId: String
    /// Bytes; `nil` for no limit.
    public var storageLimit: Int64?
    /// Bytes that other products use of the same limit.
    public var usageElsewhere: Int64 = 0

    /// Describes an account. A `rootId` is made from the address, so that it stays the same.
    public init(
        _ email: String, displayName: String? = nil, storageLimit: Int64? = 15 << 30, rootId: String? = nil
    ) {
        self.email = email
        self.displayName = displayName ?? String(email.prefix { $0 != "@" })
        self.storageLimit = storageLimit
        var generator = SplitMix(seed: DriveID.fnv(email.utf8))
        self.rootId = rootId ?? DriveID.root(&generator)
    }

    /// The id that the account has in permissions.
    public var permissionId: String { DriveID.permission(for: email) }
}

/// A shared drive. Its id is also that of its top folder, which holds who its members are.
public struct SharedDrive: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The name; not unique.
    public var name: String
    /// Milliseconds since 1970.
    public var createdTime: Int64
    /// Whether it is left out of the default view.
    public var isHidden = false
    /// Colour.
    public var colorRgb: String?
    /// The theme's id.
    public var themeId: String?
    /// The restrictions that are set, by name.
    public var restrictions: [String: Bool] = [:]

    /// Describes a shared drive.
    public init(id: String, name: String, createdTime: Int64) {
        self.id = id
        self.name = name
        self.createdTime = createdTime
    }
}
