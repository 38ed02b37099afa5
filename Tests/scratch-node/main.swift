// SPDX-License-Identifier: Apache-2.0
import Foundation
import PostgreSQL
import StewardCore
import StewardHTTP
import StewardIntegration

// Holds a scratch server that is busy, until it is killed: what kills it looks for what stays.
//
//     scratch-node /folder/for/scratch/servers
//
// Writes `ready` when the server is used.
guard CommandLine.arguments.count == 2 else {
    print("usage: scratch-node FOLDER")
    exit(64)
}

/// Nothing is sent over HTTP here.
struct NoTransport: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        throw IntegrationError(.unsupported, "No HTTP is spoken here.")
    }
}

let connection = try PostgreSQL(
    configuration: try Configuration([:], fields: PostgreSQLConfiguration.fields),
    context: IntegrationContext(transport: NoTransport()))
try await connection.withScratchServer(in: CommandLine.arguments[1], limits: ScratchLimits(memory: 64 << 20)) {
    server in
    FileHandle.standardOutput.write(Data("ready\n".utf8))
    // Busy in the server, for longer than any test waits.
    _ = try await server.rows(of: "select count(*) from pg_class a, pg_class b, pg_class c, pg_class d", in: "postgres")
}
