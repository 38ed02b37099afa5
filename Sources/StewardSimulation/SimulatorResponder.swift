// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardHTTP

/// A request context that knows its connection, so that faults can close it.
struct SimulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// Answers a request: the control path itself, all else by the simulator, and plays the faults over the answer.
struct SimulatorResponder: HTTPResponder {
    let clock: any Timekeeping
    let faults: FaultScript
    let log: RequestLog
    let channels = OpenChannels()
    private let table: RouteTable
    private let routes: [SimulatedRoute]

    init(simulator: any Simulator, clock: any Timekeeping, faults: FaultScript, log: RequestLog) {
        routes = simulator.routes
        table = RouteTable(routes + simulator.controls)
        self.clock = clock
        self.faults = faults
        self.log = log
    }

    func respond(to request: Request, context: SimulatorContext) async throws -> Response {
        let simulated = SimulatedRequest(
            request.method, request.head.path ?? "/", authority: request.head.authority, headerFields: request.headers)
        let body = ByteStream(
            reading: request.body, declared: request.headers[.contentLength].flatMap { Int64($0) })
        if simulated.path.hasPrefix("/_simulator/") {
            return Response(try await control(simulated, body), to: simulated)
        }
        let number = log.record(simulated)
        let call = Call(request: simulated, number: number, body: body, channel: context.channel)
        guard let fault = faults.take(for: simulated) else { return Response(try await answer(call), to: simulated) }
        return try await play(fault, on: call)
    }

    /// A request, its body, and the connection that it came over.
    struct Call {
        let request: SimulatedRequest
        let number: Int
        var body: ByteStream
        let channel: any Channel
    }

    /// The true answer.
    func answer(_ call: Call) async throws -> SimulatedReply {
        try await table.respond(to: call.request, body: call.body) { log.note($0, of: call.number) }
    }

    private func control(_ request: SimulatedRequest, _ body: ByteStream) async throws -> SimulatedReply {
        switch (request.method, request.path) {
        case (.post, "/_simulator/faults"):
            do {
                let wanted = try Fault.list(parsing: try await body.collect(upTo: SimulatedRoute.bodyLimit))
                for fault in wanted { faults.add(fault) }
                return .json(.array(faults.remaining.map(\.json)))
            } catch let error as IntegrationError {
                return .json(["error": .string(error.message)], status: .badRequest)
            }
        case (.get, "/_simulator/faults"): return .json(.array(faults.remaining.map(\.json)))
        case (.delete, "/_simulator/faults"):
            faults.clear()
            return .json([])
        case (.get, "/_simulator/requests"): return .json(log.json)
        case (.get, "/_simulator/requests/count"): return .json(["count": .integer(Int64(log.count))])
        case (.get, "/_simulator/routes"): return .json(.array(routes.map(\.json)))
        default: return try await table.respond(to: request, body: body)
        }
    }
}

extension SimulatedRoute {
    /// What the control path tells of a route.
    var json: JSON {
        var members: [JSON.Member] = [
            .init("method", .string(method.rawValue)), .init("pattern", .string(pattern)),
            .init("source", .string(source)),
        ]
        if let example { members.append(.init("example", .string(example))) }
        return .object(members)
    }
}
