// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// How a server is started and stopped.
public enum ServerControl: Sendable, Hashable {
    /// Not at all.
    case none
    /// As a systemd unit, through this program.
    case systemd(unit: String, program: String)
    /// As a cluster of Debian, through this program.
    case cluster(version: String, name: String, program: String)
    /// As a Windows service. Its name is kept; it cannot be started from here.
    case windowsService(String)

    /// The words of the setting.
    static let kinds = ["none", "systemd", "pg_ctlcluster", "windows-service"]

    /// Reads checked settings.
    /// - Throws: `invalidRequest`, naming the setting.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        let kind = try configuration.text("server-control")
        guard kind != "none" else {
            self = .none
            return
        }
        guard let name = configuration.optionalText("server-name") else {
            throw IntegrationError(.invalidRequest, "The setting server-name is missing: server-control is \(kind).")
        }
        let program = configuration.optionalText("server-program")
        guard program?.hasPrefix("/") ?? true, !name.hasPrefix("-") else {
            throw IntegrationError(
                .invalidRequest, "server-program takes a whole path from / on, and server-name begins with no dash.")
        }
        switch kind {
        case "systemd": self = .systemd(unit: name, program: program ?? "/usr/bin/systemctl")
        case "pg_ctlcluster":
            let parts = name.split(whereSeparator: { $0 == " " || $0 == "/" }).map(String.init)
            guard parts.count == 2 else {
                throw IntegrationError(
                    .invalidRequest, "The setting server-name takes a cluster as “15 main”; it is “\(name)”.")
            }
            self = .cluster(version: parts[0], name: parts[1], program: program ?? "/usr/bin/pg_ctlcluster")
        default: self = .windowsService(name)
        }
    }
}
