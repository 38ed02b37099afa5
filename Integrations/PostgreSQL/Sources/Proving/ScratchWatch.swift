// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Uses a scratch server, and ends it when it takes more than it may.
struct ScratchWatch: Sendable {
    let server: ScratchServer
    let process: KeptProcess

    private var clock: any Timekeeping { server.base.clock }

    /// What `body` gives or throws; a limit that was reached counts before what `body` then throws.
    func run<Value: Sendable>(
        _ body: @Sendable (any DatabaseRestoring) async throws -> Value
    ) async -> Result<Value, any Error> {
        await withoutActuallyEscaping(body) { body in
            await withTaskGroup(of: Outcome<Value>.self) { group in
                group.addTask { await timeLimit() }
                group.addTask { await diskLimit() }
                group.addTask {
                    do { return .ended(.success(try await body(server.target))) } catch {
                        return .ended(.failure(error))
                    }
                }
                return await first(of: &group)
            }
        }
    }

    private enum Outcome<Value: Sendable>: Sendable {
        case ended(Result<Value, any Error>)
        case limit(IntegrationError)
        case quiet
    }

    private func first<Value: Sendable>(
        of group: inout TaskGroup<Outcome<Value>>
    ) async -> Result<Value, any Error> {
        var limit: IntegrationError?
        var result: Result<Value, any Error> = .failure(CancellationError())
        for await outcome in group {
            switch outcome {
            case .quiet: continue
            case .limit(let error):
                limit = limit ?? error
                // What waits for the server fails now.
                process.send(SIGQUIT)
            case .ended(let ended): result = ended
            }
            group.cancelAll()
        }
        if let limit, case .failure = result { return .failure(limit) }
        return result
    }

    private func timeLimit<Value: Sendable>() async -> Outcome<Value> {
        do { try await clock.sleep(for: server.limits.time) } catch { return .quiet }
        let time = server.limits.time
        return .limit(IntegrationError(.unavailable, "The scratch server lived longer than the allowed \(time)."))
    }

    private func diskLimit<Value: Sendable>() async -> Outcome<Value> {
        guard let most = server.limits.disk else { return .quiet }
        let folder = server.folder
        while !Task.isCancelled {
            let size = await ScratchServer.beside { folder.size }
            guard size <= most else {
                return .limit(
                    IntegrationError(.storageFull, "The scratch server took more than the allowed \(most) bytes."))
            }
            do { try await clock.sleep(for: .seconds(1)) } catch { return .quiet }
        }
        return .quiet
    }
}
