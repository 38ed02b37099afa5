// SPDX-License-Identifier: Apache-2.0
public import StewardCore
package import StewardOAuth
public import StewardIntegration

/// Which program signs in, and where Google's account service is.
public struct GoogleConfiguration: Sendable {
    static let client = "client"
    static let serviceAccount = "service-account"
    static let subject = "subject"
    static let accountsAddress = "accounts-address"
    static let tokenAddress = "token-address"
    static let keysAddress = "keys-address"
    static let audience = "token-audience"

    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            client, .text,
            help: "The content of the client file (client_secret_….json) from Google's console: people sign in.",
            secret: true, isFile: true, since: "0.2"),
        ConfigurationField(
            serviceAccount, .text,
            help: "The content of a service account's key file, in place of a client: nobody signs in.", secret: true,
            isFile: true, since: "0.2"),
        ConfigurationField(
            subject, .text, help: "In whose name the service account works (domain-wide delegation).", since: "0.2"),
        ConfigurationField(
            audience, .text, help: "What the service account's assertions are addressed to.",
            default: "https://oauth2.googleapis.com/token", since: "0.2"),
        ConfigurationField(
            accountsAddress, .address, help: "Where people sign in.", default: "https://accounts.google.com",
            since: "0.2"),
        ConfigurationField(
            tokenAddress, .address, help: "Where tokens are had, looked at and ended.",
            default: "https://oauth2.googleapis.com", since: "0.2"),
        ConfigurationField(
            keysAddress, .address, help: "Where the keys of ID tokens are.", default: "https://www.googleapis.com",
            since: "0.2"),
    ]

    /// Who asks for tokens.
    package enum Identity: Sendable, Hashable {
        /// A program, for people who sign in.
        case client(OAuthClient)
        /// A service account, in somebody's name or its own.
        case serviceAccount(ServiceAccountKey, subject: String?, audience: String)
    }
    /// Who asks for tokens.
    package let identity: Identity
    /// Google's addresses and ways.
    package let provider: OAuthProvider
    let tokenInfo: ServiceAddress
    let keys: OAuthEndpoint

    /// Reads checked settings.
    /// - Throws: `invalidRequest` naming the setting that is missing or cannot be used, and why.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        identity = try Self.identity(configuration)
        let accounts = try configuration.address(Self.accountsAddress)
        let tokens = try configuration.address(Self.tokenAddress)
        tokenInfo = tokens
        keys = try Self.endpoint(try configuration.address(Self.keysAddress), "/oauth2/v3/certs")
        var provider = OAuthProvider(
            name: "Google", authorize: try Self.endpoint(accounts, "/o/oauth2/v2/auth"),
            token: try Self.endpoint(tokens, "/token"))
        provider.device = try Self.endpoint(tokens, "/device/code")
        provider.revoke = try Self.endpoint(tokens, "/revoke")
        // Only with these two does a repeated sign-in give a refresh token again.
        provider.authorizeParameters = [
            "access_type": "offline", "prompt": "consent", "include_granted_scopes": "true",
        ]
        provider.deviceScopes = GoogleScopes.forDevices
        provider.deviceAddressMembers = ["verification_url", "verification_uri"]
        provider.impliedScopes = GoogleScopes.implied
        provider.endings = """
            it expired or was revoked (consent to an app that is still in testing ends after 7 days, a changed \
            password can end it, and so can the 101st sign-in of one account with one client)
            """
        self.provider = provider
    }

    private static func identity(_ configuration: Configuration) throws(IntegrationError) -> Identity {
        switch (configuration.value(client), configuration.value(serviceAccount)) {
        case (.secret(let file)?, nil): return .client(try OAuthClient(googleFile: file))
        case (nil, .secret(let file)?):
            let subject = configuration.value(subject) == nil ? nil : try configuration.text(subject)
            return .serviceAccount(
                try ServiceAccountKey(googleFile: file), subject: subject, audience: try configuration.text(audience))
        case (nil, nil):
            throw IntegrationError(
                .invalidRequest,
                "The setting client (the client file of a “Desktop app” from Google's console) or service-account (a "
                    + "key file) is missing; give one of them.")
        default:
            throw IntegrationError(
                .invalidRequest, "Both client and service-account are given; give one of them, for it is one account.")
        }
    }

    private static func endpoint(_ address: ServiceAddress, _ path: String) throws(IntegrationError) -> OAuthEndpoint {
        guard let endpoint = OAuthEndpoint(address.description + path) else {
            throw IntegrationError(.invalidRequest, "The address \(address) cannot be used.")
        }
        return endpoint
    }
}
