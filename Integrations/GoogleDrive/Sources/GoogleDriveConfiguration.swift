// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where Google Drive is reached, which drive is meant, and how fast and in what pieces it is talked to.
public struct GoogleDriveConfiguration: Sendable, Hashable {
    static let accountKey = "account"
    static let driveKey = "drive"
    static let apiAddress = "api-address"
    static let publicAddress = "public-address"
    static let downloadAddress = "download-address"
    static let documentsAddress = "documents-address"
    private static let publicAgentKey = "public-user-agent"
    private static let unitsPerMinuteKey = "units-per-minute"
    private static let writesPerSecondKey = "writes-per-second"
    private static let triesKey = "tries"
    private static let chunkSizeKey = "chunk-size"
    private static let singleRequestKey = "single-request-limit"
    private static let pageSizeKey = "page-size"
    private static let acknowledgeAbuseKey = "acknowledge-abuse"

    /// The settings.
    public static let fields: [ConfigurationField] = account + addresses + pace + transfers

    private static let account: [ConfigurationField] = [
        ConfigurationField(
            accountKey, .text,
            help: "The name of the Google account's connection; not needed for what is shared with everyone.",
            since: "0.2"),
        ConfigurationField(
            driveKey, .text, help: "The id of a shared drive; left out for the account's own My Drive.", since: "0.2"),
    ]
    private static let addresses: [ConfigurationField] = [
        ConfigurationField(
            apiAddress, .address, help: "Where the programming interface is, uploads and batches included.",
            default: "https://www.googleapis.com", since: "0.2"),
        ConfigurationField(
            publicAddress, .address, help: "Where pages of public folders and files are.",
            default: "https://drive.google.com", since: "0.2"),
        ConfigurationField(
            downloadAddress, .address, help: "Where public files are downloaded from.",
            default: "https://drive.usercontent.google.com", since: "0.2"),
        ConfigurationField(
            documentsAddress, .address, help: "Where documents are exported from.", default: "https://docs.google.com",
            since: "0.2"),
        ConfigurationField(
            publicAgentKey, .text,
            help: "What a read without an account calls itself; Google shows other pages to what is no browser.",
            default:
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Safari/537.36",
            since: "0.2"),
    ]
    private static let pace: [ConfigurationField] = [
        ConfigurationField(
            unitsPerMinuteKey, .integer(0...100_000_000),
            help: "Quota units spent in a minute at most; 0 for no limit. Google grants a user of a project 325,000.",
            default: "325000", since: "0.2"),
        ConfigurationField(
            writesPerSecondKey, .integer(0...10_000),
            help:
                "Changes made in a second at most, in the long run; 0 for no limit. Google refuses more than about 3.",
            default: "3", since: "0.2"),
        ConfigurationField(
            triesKey, .integer(1...20), help: "How often a call is tried while the service is busy or unreachable.",
            default: "6", since: "0.2"),
    ]
    private static let transfers: [ConfigurationField] = [
        ConfigurationField(
            chunkSizeKey, .integer(262_144...1_073_741_824),
            help: "Bytes sent in one request of a resumable upload; a multiple of 262144.", default: "16777216",
            since: "0.2"),
        ConfigurationField(
            singleRequestKey, .integer(0...5_242_880),
            help: "Content of up to so many bytes is uploaded in one request instead of a resumable session.",
            default: "5000000", since: "0.2"),
        ConfigurationField(
            pageSizeKey, .integer(1...1_000), help: "Items in one page of a list.", default: "1000", since: "0.2"),
        ConfigurationField(
            acknowledgeAbuseKey, .boolean,
            help: "Whether to download a file of one's own that Google takes for malware or abuse.", default: "false",
            since: "0.2"),
    ]

    /// The name of the Google account's connection; `nil` when only public files are read.
    public let account: String?
    /// The shared drive's id; `nil` for My Drive.
    public let drive: String?
    /// Where the programming interface is.
    public let api: ServiceAddress
    /// Where pages of public folders and files are.
    public let publicPages: ServiceAddress
    /// Where public files are downloaded from.
    public let downloads: ServiceAddress
    /// Where documents are exported from.
    public let documents: ServiceAddress
    /// What a read without an account calls itself (`User-Agent`).
    public let publicAgent: String
    /// Quota units in a minute; 0 for no limit.
    public let unitsPerMinute: Int
    /// Changes in a second; 0 for no limit.
    public let writesPerSecond: Int
    /// How often a call is tried.
    public let tries: Int
    /// Bytes in one request of a resumable upload; a multiple of 262,144.
    public let chunkSize: Int
    /// Up to so many bytes go up in one request.
    public let singleRequestLimit: Int
    /// Items in one page of a list.
    public let pageSize: Int
    /// Whether flagged files of one's own are downloaded.
    public let acknowledgesAbuse: Bool

    /// Reads checked settings.
    /// - Throws: `invalidRequest` naming a setting that is missing or cannot be used.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        account = try? configuration.text(Self.accountKey)
        drive = try? configuration.text(Self.driveKey)
        api = try configuration.address(Self.apiAddress)
        publicPages = try configuration.address(Self.publicAddress)
        downloads = try configuration.address(Self.downloadAddress)
        documents = try configuration.address(Self.documentsAddress)
        publicAgent = try configuration.text(Self.publicAgentKey)
        unitsPerMinute = try configuration.integer(Self.unitsPerMinuteKey)
        writesPerSecond = try configuration.integer(Self.writesPerSecondKey)
        tries = try configuration.integer(Self.triesKey)
        chunkSize = try configuration.integer(Self.chunkSizeKey)
        singleRequestLimit = try configuration.integer(Self.singleRequestKey)
        pageSize = try configuration.integer(Self.pageSizeKey)
        acknowledgesAbuse = try configuration.boolean(Self.acknowledgeAbuseKey)
        guard publicAgent.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw IntegrationError(
                .invalidRequest, "The setting \(Self.publicAgentKey) may hold printable ASCII characters only.")
        }
        guard chunkSize.isMultiple(of: 262_144) else {
            throw IntegrationError(
                .invalidRequest, "The setting \(Self.chunkSizeKey) must be a multiple of 262144; \(chunkSize) is not.")
        }
    }
}
