// SPDX-License-Identifier: Apache-2.0

/// What the addresses of connections give.
enum ConnectionSchemas {
    private static let members: [Schema.Member] = [
        .required("name", .text, "The connection's name"), .required("integration", .text, "The integration's id"),
        .required("service", .text.orNull, "The service's name; none where this version does not know it"),
        .required("account", .text.orNull, "The connection in whose name it works"),
        .required("capabilities", .array(of: .text), "What it can do"),
        .required("changed_at", .time, "When its settings were changed"),
        .required("changed_by", .text, "By whom"),
        .required("grant", grant.orNull, "What an account granted; none before the sign-in"),
        .required("is_account", .boolean, "Whether it is an account"),
        .required("fault", .text.orNull, "Why it cannot be opened"),
        .required("used_by", .array(of: .text), "The connections that work in its name"),
        .required("last_transfer_at", .time.orNull, "When a transfer was made last"),
        .required("health", health.orNull, "What its service last answered; none before it was asked"),
        .required("last_use", use.orNull, "The last call that is known"),
        .required(
            "verdict", .one(of: ["good", "restricted", "failing", "unknown"]),
            "Whether it works, by what is known: nobody is asked"),
    ]

    private static let grant = Schema.named(
        "Grant",
        .object([
            .required("account", .text.orNull, "The account's name at the service"),
            .required("scopes", .array(of: .text), "What was granted"),
            .required("wide_scopes", .array(of: .text), "Those that let Steward do more than most need"),
            .required("granted_at", .time.orNull, "When somebody signed in"),
            .required("age_days", .count.orNull, "Days since then"),
            .required("refreshed_at", .time.orNull, "When it was renewed last"),
            .required("refreshable", .boolean, "Whether it can be renewed without a person"),
        ]))

    static let connection = Schema.named("Connection", .object(members))

    static let health = Schema.named(
        "Health",
        .object([
            .required("status", .one(of: ["ok", "degraded", "failing"]), "Whether it works"),
            .required("action", .one(of: ["none", "wait", "askPerson", "giveUp"]), "What has to happen next"),
            .optional("code", .text, "Which failure it is"), .optional("message", .text, "What is wrong"),
            .optional("remedy", .text, "What the failure means with this service, and what to do"),
            .required("checked_at", .time, "When the service was asked"),
            .required("checked_by", .text, "Who asked"),
        ]))

    private static let use = Schema.named(
        "ConnectionUse",
        .object([
            .required("at", .time, "When it was"), .required("worked", .boolean, "Whether the service did its part"),
            .required("outcome", .text, "“ok”, “http_” with the status, or the code of the failure"),
        ]))

    static let files = Schema.named(
        "Folder",
        .object([
            .required("connection", .text, "The connection's name"), .required("folder", file, "The folder itself"),
            .required("top", .boolean, "Whether nothing is above"),
            .required("items", .array(of: file), "What is in it"),
            .required("next", .text.orNull, "What “page” takes for the next part"),
        ]))

    private static let file = Schema.named(
        "StoredFile",
        .object([
            .required("id", .text, "Its id at the service"), .required("name", .text, "Its name"),
            .required("kind", .one(of: ["file", "folder", "document", "shortcut"]), "What it is"),
            .required("target", .text.orNull, "What a shortcut leads to"),
            .required("media_type", .text, "Its media type"), .required("size", .count.orNull, "Bytes"),
            .required("md5", .text.orNull, "The MD5 that the service says"),
            .required("sha256", .text.orNull, "The SHA-256 that the service says"),
            .required("modified_at", .time.orNull, "When it was changed"),
            .required("parents", .array(of: .text), "The ids of the folders it is in"),
            .required("trashed", .boolean, "Whether it is in the trash"),
        ]))
}
