// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Tells a service outside that something regular goes on, so that the service raises the alarm when it hears nothing.
public protocol Pinging: Sendable {
    /// Sends one ping. Returns when the service has taken it.
    ///
    /// Whoever pings from within work must not let a failure of it end the work: see ``report(_:)``.
    /// - Throws: `IntegrationError`; `unavailable` also when it may have arrived after all.
    func ping(_ ping: Ping) async throws
}

extension Pinging {
    /// Sends one ping and never throws, for those who have other work to finish.
    /// - Returns: why it was not taken; `nil` when it was.
    @discardableResult
    public func report(_ ping: Ping) async -> IntegrationError? {
        do {
            try await self.ping(ping)
            return nil
        } catch let error as IntegrationError {
            return error
        } catch is CancellationError {
            return IntegrationError(.cancelled, "The ping was cancelled.")
        } catch {
            return IntegrationError(.unavailable, "The ping could not be sent.", cause: error)
        }
    }

    /// Does a piece of work between a ping that it starts and one that it ended, well or not. No failure of a ping
    /// changes what the work gives or throws.
    ///
    /// - Parameters:
    ///   - run: tells this run from others of the same work; see ``Ping/run``.
    ///   - work: is called once, whether the first ping was taken or not.
    /// - Throws: what `work` throws.
    public func around<Value: Sendable>(
        run: String? = nil, _ work: @Sendable () async throws -> Value
    ) async rethrows -> Value {
        await report(Ping(.start, run: run))
        do {
            let value = try await work()
            await report(Ping(.success, run: run))
            return value
        } catch {
            await report(Ping(.failure(nil), run: run, text: (error as? IntegrationError)?.message ?? ""))
            throw error
        }
    }
}

/// One sign of life.
public struct Ping: Sendable, Hashable {
    /// What a ping says.
    public enum Signal: Sendable, Hashable {
        /// A run begins.
        case start
        /// A run went well; also the only ping of what has no beginning.
        case success
        /// A run went wrong, with its exit status from 1 to 255 where it has one.
        case failure(Int?)
        /// Something to remember that changes no state.
        case log
    }

    /// What it says.
    public let signal: Signal
    /// Tells runs of the same work apart, so that a service measures how long each took: a UUID in lower case, or
    /// `nil` when there is one run at a time.
    public let run: String?
    /// What a person may want to read, as the end of a program's output. A service keeps as much as it takes.
    public let text: String

    /// Makes a ping.
    public init(_ signal: Signal, run: String? = nil, text: String = "") {
        self.signal = signal
        self.run = run
        self.text = text
    }
}
