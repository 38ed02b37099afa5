// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// The code that speaks one outside service's protocol.
///
/// An integration also conforms to one protocol for each capability its manifest names, as ``DatasetReading``.
public protocol Integration: Sendable {
    /// What this integration is, reaches, needs and can do. The single source: settings, pages and the host list derive
    /// from it.
    static var manifest: Manifest { get }

    /// Makes a connection. Does no I/O: no request, no file.
    ///
    /// - Throws: `invalidRequest` naming the setting that is missing or cannot be used.
    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError)

    /// Asks the service, with the smallest call there is, whether this connection works now.
    ///
    /// Never throws: what went wrong is the answer. Ends soon after its task is cancelled.
    func health() async -> Health
}
