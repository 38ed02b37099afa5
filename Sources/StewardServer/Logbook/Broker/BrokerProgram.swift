// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardProcess

/// The program that brings a broker's messages: `mosquitto_sub`, with what is secret in a file that only it reads.
struct BrokerProgram: Sendable {
    /// What is asked for, and whether the broker keeps it while nobody listens.
    enum Stream: String, Sendable, CaseIterable {
        /// What has a time of its own: it may come late.
        case dated
        /// What is as old as its arrival: what came while nobody listened would be told as new, so it is not kept.
        case live

        var topics: [String] {
            MQTTTopics.subscriptions.filter { $0.hasPrefix("owntracks/") == (self == .dated) }
        }
    }

    let settings: BrokerSettings
    let password: Secret?
    /// By what the broker knows this server.
    let name: String
    /// The folder in which a folder for the file is made.
    let folder: String
    var path = standardPath
    /// The folder with the certificates of authorities that are trusted.
    var trusted = standardTrusted

    /// Where Debian's package mosquitto-clients has it.
    static let standardPath = "/usr/bin/mosquitto_sub"
    /// Where Debian's package ca-certificates has them.
    static let standardTrusted = "/etc/ssl/certs"
    /// How the names of the folders for files begin.
    static let folderStart = "broker-"
    /// A broker that says nothing for so long does not answer.
    static let patience: Duration = .seconds(20)
    /// After so long a listening program is started anew; it has nothing that could grow, and cannot be forgotten.
    private static let longest: Duration = .seconds(86_400)

    /// Asks whether the broker answers, takes the user, and lets them subscribe.
    /// - Parameter patience: how long it may take.
    /// - Returns: why not, as a sentence without anything secret; `nil` when all is well.
    func check(patience: Duration = patience) async throws -> String? {
        let file = try BrokerFile(lines("\(name)-check"), in: folder)
        defer { file.remove() }
        // With -d it says what is wrong with a certificate; nothing secret is in that.
        var arguments = ["-E", "-d"]
        for stream in Stream.allCases { arguments += Self.arguments(stream) }
        do {
            let result = try await Program(path, arguments, environment: file.environment)
                .run(limits: .init(time: patience, output: 1 << 16))
            return result.isSuccess ? nil : sentence(result)
        } catch let error as ProcessError {
            return sentence(error)
        }
    }

    /// Listens until the task is cancelled or the program ends, and hands over what it writes.
    /// - Returns: why it ended, as a sentence.
    func listen(
        _ stream: Stream, clock: any Timekeeping, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> String {
        var lines = lines(stream == .live ? "\(name)-live" : name)
        if stream == .dated { lines += ["-c", "-q 1"] }
        let file = try BrokerFile(lines, in: folder)
        defer { file.remove() }
        let program = Program(
            path, Self.arguments(stream) + ["-F", MQTTMessage.lineFormat], environment: file.environment)
        do {
            return try await withThrowingTaskGroup(of: String?.self) { group in
                group.addTask {
                    sentence(try await program.run(limits: .init(time: Self.longest, output: .max), receive: receive))
                }
                group.addTask {
                    // It has read the file by now, and nobody needs it any more.
                    try await clock.sleep(for: .seconds(15))
                    file.remove()
                    return nil
                }
                defer { group.cancelAll() }
                while let ended = try await group.next() { if let ended { return ended } }
                throw CancellationError()
            }
        } catch let error as ProcessError {
            return sentence(error)
        }
    }

    private static func arguments(_ stream: Stream) -> [String] { stream.topics.flatMap { ["-t", $0] } }

    /// The lines of the client's file: an option and its value each.
    private func lines(_ id: String) -> [String] {
        var lines = ["-h \(settings.host)", "-p \(settings.port)", "-i \(id)"]
        if settings.usesTLS { lines.append("--capath \(trusted)") }
        if !settings.user.isEmpty { lines.append("-u \(settings.user)") }
        if let password { lines.append("-P \(password.reveal())") }
        return lines
    }

    private var place: String { "\(settings.host), port \(settings.port)" }

    /// What mosquitto_sub says when it ends; its text holds no password.
    private func sentence(_ result: ProgramResult) -> String {
        let said = result.errorText.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        if said.contains("not authorised") || said.contains("bad user name") {
            return "The broker at \(place), refuses the user or the password; correct them."
        }
        if said.contains("denied") {
            return "The broker at \(place), does not let the user listen; allow it in the broker’s access list."
        }
        if said.contains("Lookup error") { return "There is no host \(settings.host); correct the broker’s host." }
        if said.contains("TLS") || said.contains("certificate") { return protection(result.text) }
        if ["refused", "unreachable", "No route", "timed out"].contains(where: said.contains) {
            return "Nothing answers at \(place); start the broker, or correct host and port."
        }
        return said.isEmpty
            ? "The connection to the broker at \(place), ended; it is made again."
            : "The broker at \(place), cannot be listened to: \(said.prefix(200))"
    }

    /// Why TLS did not come about.
    /// - Parameter details: what mosquitto_sub writes when it says everything.
    private func protection(_ details: String) -> String {
        if details.contains("host name verification failed") {
            return """
                TLS failed: the certificate of the broker at \(place), is not made out to this name; give the one in it.
                """
        }
        if details.contains("verify failed") {
            return """
                TLS failed: no authority that this machine trusts vouches for the broker at \(place), or its \
                certificate is over; put the authority’s certificate into \(trusted), or renew the broker’s.
                """
        }
        return
            "TLS failed: what answers at \(place), does not speak it as it should; correct the port, or leave TLS out."
    }

    private func sentence(_ error: ProcessError) -> String {
        switch error.code {
        case .notStarted:
            "Listening to a broker needs the program \(path); install it with “apt install mosquitto-clients”."
        case .timedOut:
            settings.usesTLS
                ? "The broker at \(place), does not answer."
                : "The broker at \(place), does not answer; if it wants TLS, say so."
        default: "Talking to \(path) failed; it is started again."
        }
    }
}
