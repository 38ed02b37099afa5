// SPDX-License-Identifier: Apache-2.0
public import StewardIntegration

extension PostgreSQLConfiguration {
    /// The settings.
    public static let fields: [ConfigurationField] = reaching + signingIn + working

    private static let reaching: [ConfigurationField] = [
        ConfigurationField("service", .text, help: "The name of a service in libpq's service file.", since: "0.2"),
        ConfigurationField(
            "service-file", .text, help: "The service file; without, ~/.pg_service.conf and the machine's.",
            since: "0.2"),
        ConfigurationField(
            "uri", .text,
            help:
                "All in one: postgresql://user@host:5432/database?sslmode=verify-full. Other settings count before it.",
            secret: true, since: "0.2"),
        ConfigurationField(
            "host", .text, help: "The server's name or address, or the folder of its Unix socket.", since: "0.2"),
        ConfigurationField("port", .integer(1...65535), help: "Its port; without, 5432.", since: "0.2"),
        ConfigurationField("user", .text, help: "The role that dumps, as backup_user.", since: "0.2"),
        ConfigurationField(
            "database", .text, help: "Where to sign in to ask about the whole server; without, postgres.",
            since: "0.2"),
    ]

    private static let signingIn: [ConfigurationField] = [
        ConfigurationField(
            "password", .text,
            help: "The role's password. A password file is better: then Steward need not keep it.", secret: true,
            since: "0.2"),
        ConfigurationField(
            "password-file", .text, help: "The password file, of mode 0600; without, ~/.pgpass.", since: "0.2"),
        ConfigurationField(
            "sslmode", .choice(["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]),
            help: "How TLS is used. For a server elsewhere verify-full, else nobody knows who answers.", since: "0.2"),
        ConfigurationField(
            "sslrootcert", .text, help: "The file of the certificates that may vouch for the server.", since: "0.2"),
        ConfigurationField("sslcert", .text, help: "The file of the role's own certificate.", since: "0.2"),
        ConfigurationField("sslkey", .text, help: "The file of its key, of mode 0600.", since: "0.2"),
        ConfigurationField(
            "environment-file", .text,
            help: "A file with lines as PGHOST=db; its PG… variables count where no setting is given.", since: "0.2"),
    ]

    private static let working: [ConfigurationField] = [
        ConfigurationField(
            "bin-folder", .text, help: "The folder of psql and pg_dump; without, they are looked for.", since: "0.2"),
        ConfigurationField(
            "server-control", .choice(ServerControl.kinds),
            help: "How a stopped server is started for a backup, and stopped again after it.", default: "none",
            since: "0.2"),
        ConfigurationField(
            "server-name", .text,
            help: "What is started: a systemd unit, a cluster as “15 main”, or a Windows service.", since: "0.2"),
        ConfigurationField(
            "server-program", .text, help: "The program that starts it, in place of systemctl or pg_ctlcluster.",
            since: "0.2"),
        ConfigurationField(
            "start-limit", .duration, help: "How long a started server may take until it answers.", default: "15s",
            since: "0.2"),
        ConfigurationField(
            "connect-limit", .duration, help: "How long connecting may take.", default: "10s", since: "0.2"),
        ConfigurationField(
            "lock-wait", .duration, help: "How long a dump waits for a table that somebody has locked.",
            default: "10m", since: "0.2"),
        ConfigurationField(
            "time-limit", .duration, help: "How long one dump may take.", default: "24h", since: "0.2"),
    ]
}
