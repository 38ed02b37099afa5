// SPDX-License-Identifier: Apache-2.0
public import StewardCore

extension HTTPTransport {
    /// This transport within the wrappers that every integration gets, in the order in which they make sense.
    ///
    /// From the outside in:
    /// 1. **redact**: outermost, so that an error of any layer loses its credentials on the way out.
    /// 2. **follow redirects**: each step is a call of its own for everything below.
    /// 3. **cache**: a fresh reply costs no try, no waiting and no quota; a stale one stands in only when all tries
    ///    have failed.
    /// 4. **retry**: outside of pacing, because each try counts against the service's limits.
    /// 5. **pace**: next to the service; a pause that the service asked for holds every later try.
    /// 6. **allow hosts**: the last gate. Whatever was built above, no other host is reached.
    /// 7. **record**: innermost, sees what goes over the wire, and only what was allowed.
    ///
    /// Call it once for each connection and keep the result: pace and cache are state.
    public func standard(
        _ options: TransportOptions, clock: any Timekeeping,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) -> any HTTPTransport {
        var transport: any HTTPTransport = self
        if let folder = options.recordingFolder {
            transport = RecordingTransport(transport, folder: folder, redactor: options.redactor, clock: clock)
        }
        transport = HostAllowingTransport(transport, hosts: options.hosts)
        if !options.pace.isEmpty { transport = PacingTransport(transport, limits: options.pace, clock: clock) }
        transport = RetryingTransport(transport, policy: options.retry, clock: clock, random: random)
        if let cache = options.cache {
            transport = CachingTransport(
                transport, folder: cache.folder, limits: cache.limits, staleIfError: cache.staleIfError,
                credentialFields: options.redactor.fields, clock: clock)
        }
        if let limit = options.redirects { transport = RedirectFollowingTransport(transport, limit: limit) }
        return RedactingTransport(transport, redactor: options.redactor, logger: options.logger)
    }
}
