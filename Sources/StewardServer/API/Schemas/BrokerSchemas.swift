// SPDX-License-Identifier: Apache-2.0

extension LogbookSchemas {
    static let newBroker = Schema.named(
        "NewBroker",
        .either([
            .object(brokerPlace),
            .object(
                brokerPlace + [
                    .required("user", .string(least: 1, most: 500), "Whom it knows this server as"),
                    .optional("password", .string(most: 500).orNull, "The user's password; it is kept sealed"),
                ]),
        ]))

    private static let brokerPlace: [Schema.Member] = [
        .required("host", .string(least: 1, most: 253), "Its name or address, as broker.local"),
        .optional("port", .integer(min: 1, max: 65_535).orNull, "Else 1883, with TLS 8883"),
        .optional("tls", .boolean.orNull, "Whether TLS protects the way to it"),
    ]

    static let broker = Schema.named(
        "Broker",
        .object([
            .required("host", .text, "Its name or address"),
            .required("port", .integer(min: 1, max: 65_535), "Its port"),
            .required("tls", .boolean, "Whether TLS protects the way to it"),
            .required("user", .text, "Whom it knows this server as; empty: nobody"),
            .required(
                "state", .one(of: BrokerHealth.State.allCases.map(\.rawValue)),
                "waiting: no server has begun; listening: it sends what comes; failing: see problem"),
            .optional("since", .time, "Since when it is so"),
            .optional("problem", .text, "Why it fails, and what to do"),
            .optional("heard", .time, "When a message came last"),
            .required("messages", .count, "Messages that came since it was configured"),
            .required("observations", .count, "Points and readings that were recorded of them"),
            .required("faults", .count, "Messages that could not be taken"),
            .optional("last_fault", .text, "Why the last one could not"),
        ]))
}
