// SPDX-License-Identifier: Apache-2.0
import Foundation
import OSRMSimulator
import Testing

/// The real engine, over the simulator's own town. `./dev test` puts it into the build folder.
enum Engine {
    /// Why the engine did not start.
    struct StartError: Error, CustomStringConvertible { let description: String }

    private static let home = URL(filePath: Subject.folder).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/osrm")
    private static var programs: String { home.appending(path: "osrm/bin").path }

    /// Whether it is there.
    static var isReady: Bool {
        FileManager.default.isExecutableFile(atPath: programs + "/osrm-routed")
            && FileManager.default.fileExists(atPath: home.appending(path: "installed").path)
    }
    static let missing: Comment = "The routing engine is not in .build/osrm; ./dev test puts it there, online."

    /// The town as the engine wants it, made once for all tests of this process.
    private static let town = Task { () async throws -> String in
        let folder = FileManager.default.temporaryDirectory.path + "/steward-osrm-\(getpid())"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit {
            let folder = FileManager.default.temporaryDirectory.path + "/steward-osrm-\(getpid())"
            try? FileManager.default.removeItem(atPath: folder)
        }
        try Data(RoadNetwork.town.openStreetMapXML.utf8).write(to: URL(filePath: folder + "/town.osm"))
        let profile = home.appending(path: "osrm/share/profiles/car.lua").path
        try await run("osrm-extract", ["--threads", "1", "-p", profile, folder + "/town.osm"])
        try await run("osrm-partition", ["--threads", "1", folder + "/town.osrm"])
        try await run("osrm-customize", ["--threads", "1", folder + "/town.osrm"])
        return folder + "/town.osrm"
    }

    /// Runs the engine on a free port of 127.0.0.1 while `body` runs, and hands over its address.
    static func with(_ options: [String] = [], _ body: (String) async throws -> Void) async throws {
        let engine = process("osrm-routed", ["--ip", "127.0.0.1", "--port", "0", "--threads", "2", "-a", "mld"])
        engine.arguments = (engine.arguments ?? []) + options + [try await town.value]
        let output = Pipe()
        engine.standardOutput = output
        engine.standardError = output
        let (pieces, arrived) = AsyncStream<Data>.makeStream()
        // Read until the end, so that the engine never waits for room to write its log.
        output.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            guard !data.isEmpty else {
                handle.readabilityHandler = nil
                return arrived.finish()
            }
            arrived.yield(data)
        }
        try engine.run()
        defer {
            kill(engine.processIdentifier, SIGKILL)
            engine.waitUntilExit()
        }
        try await body(try await address(said: pieces))
    }

    /// The address in what the engine says when it is ready.
    private static func address(said pieces: AsyncStream<Data>) async throws -> String {
        var text = ""
        for await piece in pieces {
            text += String(decoding: piece, as: UTF8.self)
            guard text.contains("waiting for requests"), let place = text.range(of: "Listening on: ") else { continue }
            return "http://" + text[place.upperBound...].prefix { !$0.isWhitespace }
        }
        throw StartError(description: "osrm-routed ended before it listened: \(text.suffix(600))")
    }

    private static func process(_ program: String, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: programs + "/" + program)
        process.arguments = arguments
        return process
    }

    /// Runs a program to its end.
    private static func run(_ program: String, _ arguments: [String]) async throws {
        let process = process(program, arguments)
        let log = FileManager.default.temporaryDirectory.path + "/steward-osrm-\(UUID().uuidString).log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: log) }
        let file = FileHandle(forWritingAtPath: log)
        process.standardOutput = file
        process.standardError = file
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw StartError(description: "\(program) ended with \(status): \(text.suffix(600))")
        }
    }
}
