// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// Google's scopes, as far as Steward asks for them or may meet them in a grant.
package enum GoogleScopes {
    private static let base = "https://www.googleapis.com/auth/"

    /// Who somebody is, by an id.
    package static let openID = "openid"
    /// The e-mail address.
    package static let email = "email"
    /// The name and the picture.
    package static let profile = "profile"
    /// Every file of the Drive, with everything that can be done to it.
    package static let drive = base + "drive"
    /// Every file of the Drive, for reading.
    package static let driveReadOnly = base + "drive.readonly"
    /// The files that Steward made or was given.
    package static let driveFile = base + "drive.file"
    /// Names, sizes and dates of every file.
    package static let driveMetadataReadOnly = base + "drive.metadata.readonly"
    /// Names, sizes and dates of every file, for changing too.
    package static let driveMetadata = base + "drive.metadata"
    /// A hidden folder of Steward's own.
    package static let driveAppData = base + "drive.appdata"
    /// Every spreadsheet.
    package static let spreadsheets = base + "spreadsheets"
    /// Every spreadsheet, for reading.
    package static let spreadsheetsReadOnly = base + "spreadsheets.readonly"

    /// What each lets Steward do.
    package static let known: [ScopeMeaning] = [
        .init(openID, "know which account signed in"),
        .init(email, "see the account's e-mail address"),
        .init(emailLong, "see the account's e-mail address"),
        .init(profile, "see the account's name and picture"),
        .init(driveFile, "see, change and delete the files that Steward made or that were opened with it"),
        .init(driveAppData, "keep files of its own in a hidden folder of the Drive"),
        .init(driveMetadataReadOnly, "see names, sizes and dates of all files, not what stands in them"),
        .init(
            driveMetadata, "see and change names and other details of all files", isWide: true,
            narrower: [driveMetadataReadOnly]),
        .init(
            driveReadOnly, "see and download all files", isWide: true, narrower: [driveFile, driveMetadataReadOnly]),
        .init(
            drive, "see, change and delete all files", isWide: true,
            narrower: [driveFile, driveMetadataReadOnly, driveReadOnly]),
        .init(
            spreadsheetsReadOnly, "see all spreadsheets", isWide: true, narrower: [driveFile]),
        .init(
            spreadsheets, "see, change and delete all spreadsheets", isWide: true,
            narrower: [driveFile, spreadsheetsReadOnly]),
        .init(
            base + "cloud-platform", "use and change everything in the account's Google Cloud projects", isWide: true),
    ]

    /// The only scopes that Google grants to a sign-in by code (OAuth 2.0 for TV and Limited-Input Device
    /// Applications, “Allowed scopes”, 2026-11), as far as Steward knows them.
    package static let forDevices: Set<String> = [
        openID, email, profile, emailLong, profileLong, driveAppData, driveFile, base + "youtube",
        base + "youtube.readonly",
    ]

    /// Google answers with the long names when the short ones were asked for.
    package static let emailLong = base + "userinfo.email"
    /// See ``emailLong``.
    package static let profileLong = base + "userinfo.profile"

    /// What a scope stands for besides itself.
    package static let implied: [String: Set<String>] = [
        emailLong: [email], email: [emailLong], profileLong: [profile], profile: [profileLong],
        drive: [
            driveReadOnly, driveFile, driveMetadata, driveMetadataReadOnly, spreadsheets, spreadsheetsReadOnly,
        ],
        driveReadOnly: [driveMetadataReadOnly, spreadsheetsReadOnly], driveMetadata: [driveMetadataReadOnly],
        spreadsheets: [spreadsheetsReadOnly],
    ]
}
