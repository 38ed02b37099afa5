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
    let simulator: any Simulator
    let clock: any Timekeeping
    let faults: FaultScript
    let log: RequestLog
    let channels = OpenChannels()

    init(simulator: any Simulator, clock: any Timekeeping, faults: FaultScript, log: RequestLog) {
        self.simulator = simulator
        self.clock = clock
        self.faults = faults
        self.log = log
    }

    func respond(to request: Request, context: SimulatorContext) async throws -> Response {
        let body = try await request.body.collect(upTo: 64 * 1024 * 1024)
        var fields = request.headers
        if let host = HTTPField.Name.host { fields[host] = request.head.authority }
        let simulated = SimulatedRequest(
            request.method, request.head.path ?? "/", headerFields: fields, body: Array(body.readableBytesView))
        if let reply = control(simulated) { return response(reply, to: simulated) }
        guard !simulated.path.hasPrefix("/_simulator/") else {
            return response(await simulator.respond(to: simulated), to: simulated)
        }
        log.record(simulated)
        guard let fault = faults.take(for: simulated.path) else {
            return response(await simulator.respond(to: simulated), to: simulated)
        }
        return try await play(fault, on: simulated, context.channel)
    }

    private func control(_ request: SimulatedRequest) -> SimulatedReply? {
        switch (request.method, request.path) {
        case (.post, "/_simulator/faults"):
            do throws(IntegrationError) {
                for fault in try Fault.list(parsing: request.body) { faults.add(fault) }
                return .json(.array(faults.remaining.map(\.json)))
            } catch {
                return .json(["error": .string(error.message)], status: .badRequest)
            }
        case (.get, "/_simulator/faults"): return .json(.array(faults.remaining.map(\.json)))
        case (.delete, "/_simulator/faults"):
            faults.clear()
            return .json([])
        case (.get, "/_simulator/requests"): return .json(log.json)
        case (.get, "/_simulator/routes"): return .json(.array(simulator.routes.map(\.json)))
        default: return nil
        }
    }

    private func play(_ fault: Fault.Kind, on request: SimulatedRequest, _ channel: any Channel) async throws
        -> Response
    {
        switch fault {
        case .status(let code):
            return response(.text("The simulator answers \(code).", status: .init(code: code)), to: request)
        case .rateLimited(let wait): return response(rateLimited(wait), to: request)
        case .challenge(let status):
            let page = "<!DOCTYPE html><html><title>Just a moment...</title><body>Checking your browser.</body></html>"
            return response(.text(page, type: "text/html; charset=UTF-8", status: .init(code: status)), to: request)
        case .delay(let duration):
            try await clock.sleep(for: duration)
            return response(await simulator.respond(to: request), to: request)
        case .silence, .disconnect(nil):
            if fault != .silence { channel.close(promise: nil) }
            try await channel.closeFuture.get()
            return Response(status: .serviceUnavailable)
        case .disconnect(let bytes?):
            return broken(await simulator.respond(to: request), after: bytes, channel)
        case .truncate(let bytes, full: true):
            return broken(await simulator.respond(to: request), after: bytes, channel)
        case .truncate(let bytes, full: false):
            var reply = await simulator.respond(to: request)
            reply.body = Array(reply.body.prefix(bytes))
            return response(reply, to: request)
        case .body(let bytes):
            var reply = await simulator.respond(to: request)
            reply.body = bytes
            return response(reply, to: request)
        }
    }

    private func rateLimited(_ wait: Fault.RetryAfter) -> SimulatedReply {
        var reply = SimulatedReply.text("Too many requests", status: .tooManyRequests)
        switch wait {
        case .none: break
        case .seconds(let seconds): reply.headerFields[.retryAfter] = String(seconds)
        case .date(let seconds):
            reply.headerFields[.retryAfter] = HTTPDate.format(clock.now.addingTimeInterval(Double(seconds)))
        }
        return reply
    }

    private func response(_ reply: SimulatedReply, to request: SimulatedRequest) -> Response {
        let hasBody = request.method != .head && reply.status != .notModified && reply.status != .noContent
        var fields = reply.headerFields
        if reply.status != .notModified, reply.status != .noContent {
            fields[.contentLength] = String(reply.body.count)
        }
        let body = hasBody ? ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)) : ResponseBody()
        return Response(status: reply.status, headers: fields, body: body)
    }

    /// The head declares the whole body; the connection is closed after `count` bytes of it.
    private func broken(_ reply: SimulatedReply, after count: Int, _ channel: any Channel) -> Response {
        var fields = reply.headerFields
        fields[.contentLength] = String(max(reply.body.count, count + 1))
        let part = ByteBuffer(bytes: reply.body.prefix(count))
        let body = ResponseBody { writer in
            if part.readableBytes > 0 { try await writer.write(part) }
            try await channel.close()
        }
        return Response(status: reply.status, headers: fields, body: body)
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
