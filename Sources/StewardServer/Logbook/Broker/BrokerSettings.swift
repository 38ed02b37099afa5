// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

/// The MQTT broker of one driver. The password is kept apart, in the vault.
struct BrokerSettings: Sendable, Hashable {
    /// A name or an address.
    var host: String
    var port: Int
    /// Whether the way to it is protected; its certificate is checked against those that the machine trusts.
    var usesTLS: Bool
    /// Empty for a broker that asks for none.
    var user: String

    init(host: String, port: Int? = nil, usesTLS: Bool = false, user: String = "") {
        self.host = host
        self.port = port ?? (usesTLS ? 8883 : 1883)
        self.usesTLS = usesTLS
        self.user = user
    }

    var json: JSON {
        [
            "host": .string(host), "port": .integer(Int64(port)), "tls": .bool(usesTLS), "user": .string(user),
        ]
    }

    init(json: JSON) throws(LogbookError) {
        guard let host = json["host"]?.string, let port = json["port"]?.integer else {
            throw LogbookError(.damaged, "The settings of a broker cannot be read; set them again.")
        }
        self.init(
            host: host, port: Int(port), usesTLS: json["tls"] == .bool(true), user: json["user"]?.string ?? "")
    }

    /// - Throws: `LogbookError` with `invalid`, one sentence that says what to correct.
    func validate(password: Secret?) throws(LogbookError) {
        // A host may not begin with a hyphen, or it would be taken for an option.
        let signs = host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "_")
        }
        guard (1...253).contains(host.utf8.count), signs, host.utf8.first != UInt8(ascii: "-") else {
            throw LogbookError(.invalid, "The broker's host is a name or an address alone, as broker.local.")
        }
        guard (1...65_535).contains(port) else {
            throw LogbookError(.invalid, "The broker's port is 1 to 65535; most have 1883, with TLS 8883.")
        }
        try Self.check(user, "The broker's user")
        if let password { try Self.check(password.reveal(), "The broker's password") }
        if user.isEmpty, password != nil {
            throw LogbookError(.invalid, "A password needs a user; give both or neither.")
        }
    }

    /// Both become a line of the client's file.
    private static func check(_ text: String, _ what: String) throws(LogbookError) {
        guard text.utf8.count <= 500, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }),
            text.utf8.first != UInt8(ascii: " "), text.utf8.last != UInt8(ascii: " ")
        else {
            throw LogbookError(
                .invalid, "\(what) has at most 500 bytes, no control characters and no blank at its ends.")
        }
    }
}

/// How it goes with a broker.
struct BrokerHealth: Sendable, Hashable {
    /// What goes on.
    enum State: String, Sendable, Hashable, CaseIterable {
        /// No server has begun yet.
        case waiting
        /// It answered, took the user, and sends what comes.
        case listening
        /// It does not answer, or refuses.
        case failing
    }

    var state = State.waiting
    /// Since when, microseconds since 1970.
    var since: Int64?
    /// Why it fails, as a sentence; empty otherwise.
    var sentence = ""
    /// When a message came last.
    var heard: Int64?
    /// Messages that came, and observations that were recorded of them, since the settings were made.
    var messages: Int64 = 0
    var observations: Int64 = 0
    /// Messages that could not be read or whose vehicle is not known, and why the last one was.
    var faults: Int64 = 0
    var fault = ""

    var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("state", .string(state.rawValue)), JSON.Member("messages", .integer(messages)),
            JSON.Member("observations", .integer(observations)), JSON.Member("faults", .integer(faults)),
        ]
        if let since { members.append(JSON.Member("since", .string(LiveTripJSON.time(since)))) }
        if let heard { members.append(JSON.Member("heard", .string(LiveTripJSON.time(heard)))) }
        if !sentence.isEmpty { members.append(JSON.Member("problem", .string(sentence))) }
        if !fault.isEmpty { members.append(JSON.Member("last_fault", .string(fault))) }
        return .object(members)
    }
}
