// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// How a server is reached, which programs are used, and whether the server may be started.
public struct PostgreSQLConfiguration: Sendable, Hashable {
    /// The service in libpq's service file; `nil` for none.
    public let service: String?
    /// The service file; `nil` for libpq's own places.
    public let serviceFile: String?
    /// A connection URI, which may hold a password; `nil` for none.
    public let uri: Secret?
    /// Connection keywords of libpq that have a setting of their own; they count before the URI's and the service's.
    public let keywords: [String: String]
    /// The password; `nil` when a password file or the server's own rules do without.
    public let password: Secret?
    /// The password file; `nil` for libpq's own place.
    public let passwordFile: String?
    /// A file with `PG…` variables; `nil` for none.
    public let environmentFile: String?
    /// The folder of the client programs; `nil` to look for them.
    public let programFolder: String?
    /// How the server is started and stopped.
    public let control: ServerControl
    /// How long a server that is started may take until it answers.
    public let startLimit: Duration
    /// How long a connection may take.
    public let connectLimit: Duration
    /// How long a dump waits for a table that somebody else has locked.
    public let lockWait: Duration
    /// How long a dump may take.
    public let timeLimit: Duration

    /// Reads checked settings.
    /// - Throws: `invalidRequest`, naming the setting.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        service = configuration.optionalText("service")
        serviceFile = configuration.optionalText("service-file")
        uri = configuration.optionalSecret("uri")
        password = configuration.optionalSecret("password")
        passwordFile = configuration.optionalText("password-file")
        environmentFile = configuration.optionalText("environment-file")
        programFolder = configuration.optionalText("bin-folder")
        startLimit = try configuration.duration("start-limit")
        connectLimit = try configuration.duration("connect-limit")
        lockWait = try configuration.duration("lock-wait")
        timeLimit = try configuration.duration("time-limit")
        control = try ServerControl(configuration)
        var keywords: [String: String] = [:]
        for key in ["host", "user", "sslmode", "sslrootcert", "sslcert", "sslkey"] {
            keywords[key] = configuration.optionalText(key)
        }
        keywords["dbname"] = configuration.optionalText("database")
        if case .integer(let port)? = configuration.value("port") { keywords["port"] = String(port) }
        self.keywords = keywords
        for text in [serviceFile, passwordFile, environmentFile, programFolder] {
            guard text?.hasPrefix("/") ?? true else {
                throw IntegrationError(
                    .invalidRequest, "The settings take whole paths from / on; “\(text ?? "")” is none.")
            }
        }
        if let uri { _ = try ConnectionURI(uri) }
    }
}

extension Configuration {
    func optionalText(_ key: String) -> String? {
        guard case .text(let text)? = value(key) else { return nil }
        return text
    }

    func optionalSecret(_ key: String) -> Secret? {
        guard case .secret(let secret)? = value(key) else { return nil }
        return secret
    }
}
