// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Hummingbird
import Logging
import NIOCore

/// A server with one route and nothing around it: the peer of a route of Steward's that answers the same bytes.
struct BenchBare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare", abstract: "Answer one address with the same bytes, by Hummingbird alone.")

    @Option(help: "The port on this machine.") var port: Int
    @Option(help: "What is answered, as JSON.") var answer: String

    func run() async throws {
        let router = Router()
        let bytes = ByteBuffer(string: answer)
        router.get("/api/elections") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
                body: ResponseBody(byteBuffer: bytes))
        }
        var logger = Logger(label: "bare")
        logger.logLevel = .error
        let server = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: logger)
        try await server.runService()
    }
}
