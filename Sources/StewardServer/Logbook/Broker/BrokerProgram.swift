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

    /// Where Debian's package mosquitto-clients has it.
    static let standardPath = "/usr/bin/mosquitto_sub"
    /// How the names of the folders for files begin.
    static let folderStart = "broker-"
    /// A broker that says nothing for so long does not answer.
    private static let patience: Duration = .seconds(20)
    /// After so long a listening program is started anew; it has nothing that could grow, and cannot be forgotten.
    private static let longest: Duration = .seconds(86_400)

    /// Asks whether the broker answers, takes the user, and lets them subscribe.
    /// - Returns: why not, as a sentence; `nil` when all is well.
    func check() async throws -> String? {
        let file = try BrokerFile(lines("\(name)-check"), in: folder)
        defer { file.remove() }
        var arguments = ["-E"]
        for stream in Stream.allCases { arguments += Self.arguments(stream) }
        do {
            let result = try await Program(path, arguments, environment: file.environment)
                .run(limits: .init(time: Self.patience, output: 1 << 16))
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
        if settings.usesTLS { lines.append("--capath /etc/ssl/certs") }
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
        if said.contains("Lookup error") { return "There is no host \(settings.host); correct the broker's host." }
        if said.contains("TLS") || said.contains("certificate") {
            return "No connection that TLS protects could be made to \(place)."
        }
        if said.contains("refused") {
            return "Nothing answers at \(place); start the broker, or correct host and port."
        }
        return said.isEmpty
            ? "The connection to the broker at \(place), ended; it is made again."
            : "The broker at \(place), cannot be listened to: \(said.prefix(200))"
    }

    private func sentence(_ error: ProcessError) -> String {
        switch error.code {
        case .notStarted:
            "Listening to a broker needs the program \(path); install it with “apt install mosquitto-clients”."
        case .timedOut: "The broker at \(place), does not answer."
        default: "Talking to \(path) failed; it is started again."
        }
    }
}

/// The file with the options of `mosquitto_sub`, in a folder of its own that nobody else can read.
struct BrokerFile: Sendable {
    private let folder: String

    /// - Throws: the system's error.
    init(_ lines: [String], in parent: String) throws {
        var template = Array("\(parent)/\(BrokerProgram.folderStart)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteNoPermission) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let content = Data(lines.map { $0 + "\n" }.joined().utf8)
        guard
            FileManager.default.createFile(
                atPath: "\(folder)/mosquitto_sub", contents: content, attributes: [.posixPermissions: 0o600])
        else {
            remove()
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// All that the program gets of an environment.
    var environment: [String: String] { ["XDG_CONFIG_HOME": folder] }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Removes what a process left that was killed.
    static func sweep(_ parent: String, now: Date) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(BrokerProgram.folderStart) {
            let path = "\(parent)/\(name)"
            let made = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let made, now.timeIntervalSince(made) > 60 { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
