// SPDX-License-Identifier: Apache-2.0

/// How much may be asked of the service.
///
/// Source: Drive API "Usage limits", as of 2026-05-01: quota units a minute for a project and for each user of it. What
/// one call costs is not published in the facts at hand: ``readUnits``, ``listUnits`` and ``writeUnits`` are settings.
public struct DriveRateLimit: Sendable, Hashable {
    /// Units a minute for everybody together.
    public var unitsPerMinute = 1_000_000
    /// Units a minute for one account.
    public var unitsPerMinutePerUser = 325_000
    /// What a call that reads one thing costs.
    public var readUnits = 5
    /// What a call that lists costs.
    public var listUnits = 100
    /// What a call that changes something costs.
    public var writeUnits = 50
    /// Calls a second that change something, for one account; `nil` for no limit. Short bursts of three seconds' worth
    /// pass.
    public var writesPerSecond: Double?
    /// Whether a call over the quota is answered 429 `rateLimitExceeded` instead of 403 `userRateLimitExceeded`.
    public var answersTooManyRequests = false
    /// Seconds for a Retry-After field; `nil` sends none.
    public var retryAfter: Int?

    /// The published quotas.
    public init() {}
}

/// What a call costs.
enum DriveCost: Sendable {
    case read, list, write

    func units(_ limit: DriveRateLimit) -> Int {
        switch self {
        case .read: limit.readUnits
        case .list: limit.listUnits
        case .write: limit.writeUnits
        }
    }
}

/// What was used of the quota in this minute.
struct DriveMeter: Sendable {
    private var minute: Int64 = -1
    private var total = 0
    private var users: [String: Int] = [:]
    private var buckets: [String: (tokens: Double, time: Int64)] = [:]

    /// Counts a call, or says why it is refused.
    mutating func take(_ cost: DriveCost, _ account: String, _ limit: DriveRateLimit, now: Int64) -> DriveError? {
        if now / 60_000 != minute {
            minute = now / 60_000
            total = 0
            users = [:]
        }
        let units = cost.units(limit)
        guard total + units <= limit.unitsPerMinute, users[account, default: 0] + units <= limit.unitsPerMinutePerUser,
            takeWrite(cost, account, limit, now: now)
        else { return limit.refusal }
        total += units
        users[account, default: 0] += units
        return nil
    }

    private mutating func takeWrite(
        _ cost: DriveCost, _ account: String, _ limit: DriveRateLimit, now: Int64
    ) -> Bool {
        guard cost == .write, let rate = limit.writesPerSecond else { return true }
        let full = max(rate * 3, 1)
        let last = buckets[account] ?? (full, now)
        let tokens = min(full, last.tokens + Double(now - last.time) / 1000 * rate)
        buckets[account] = (tokens >= 1 ? tokens - 1 : tokens, now)
        return tokens >= 1
    }
}

extension DriveRateLimit {
    fileprivate var refusal: DriveError {
        answersTooManyRequests
            ? DriveError(
                429, "rateLimitExceeded", "Rate Limit Exceeded", domain: "usageLimits", canonical: "RESOURCE_EXHAUSTED",
                retryAfter: retryAfter)
            : DriveError(
                403, "userRateLimitExceeded", "User Rate Limit Exceeded", domain: "usageLimits", retryAfter: retryAfter)
    }
}
