// SPDX-License-Identifier: Apache-2.0

/// How the pages for visitors without an account behave.
public struct PublicSettings: Sendable, Hashable {
    /// Files of more than so many bytes are shown with a warning first: about 100 MB.
    public var scanLimit: Int64 = 100 << 20
    /// Whether downloads carry a strong ETag; else Last-Modified alone.
    public var sendsETag = true
    /// Whether the warning's form has the `at` field that it sometimes has.
    public var sendsAt = false
    /// Whether a confirmed download must bring back the cookie that the warning came with, as browsers do.
    public var requiresCookie = false
    /// When a connection is cut though the client reads: after about an hour, by the service's clock.
    public var longestDownload: Duration = .seconds(3600)
    /// Where clients believe the service to be, as `https://drive.test:8443`; `nil`: by each request's Host.
    public var base: String?

    /// As the service does.
    public init() {}
}
