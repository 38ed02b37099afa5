// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Hummingbird
import Logging

/// A server with one route and nothing around it, as anybody writes one: it gives an array, Hummingbird makes the JSON.
/// The peer of a route of Steward's that answers the same.
struct BenchBare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare", abstract: "Answer one address with a JSON array, by Hummingbird alone.")

    @Option(help: "The port on this machine.") var port: Int
    @Option(help: "One text of the array. Repeatable.") var text: [String]

    func run() async throws {
        let router = Router()
        let answer = text
        router.get("/api/elections") { _, _ in answer }
        var logger = Logger(label: "bare")
        logger.logLevel = .error
        let server = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: logger)
        try await server.runService()
    }
}
