// SPDX-License-Identifier: Apache-2.0
package import Hummingbird
import Logging
import NIOCore
import StewardCore
package import Tally

/// What a page knows of its request: the language and the request's id.
package struct PageContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Chosen by `?lang=`, then the cookie, then what the browser prefers.
    package var language: Language = .english
    /// Chosen by `?theme=`, then the cookie; for whom is known, what their account says.
    package var theme = Theme.system
    /// Whether the answer goes to a program (`/api/…`), so that errors are JSON.
    package var isForProgram = false

    /// Who asks; `nil` for nobody who is known.
    var visitor: Visitor? { asker.visitor }
    /// The device that reports; `nil` when none does.
    var device: ReportingDevice? { asker.device }
    /// Where the request came from.
    var caller: Caller { asker.caller }
    /// Whether the browser speaks TLS, to us or to a trusted proxy.
    var isSecure = false
    /// The header `Cookie`.
    var cookies: String?
    /// What the forms of this browser have to bring along.
    var formToken = ""
    /// The other end of the connection.
    let peer: Peer
    private var asker = Asker.nobody

    /// What the answer, the page of an error and the log line of a request have in common.
    package let requestID = RequestNumber.make()

    package init(source: ApplicationRequestContextSource) {
        self.init(source: source, peer: Peer(source.channel))
    }

    init(source: some RequestContextSource, peer: Peer) {
        coreContext = CoreRequestContextStorage(source: source)
        self.peer = peer
    }

    /// The value of the first cookie of this name that a browser sent.
    func cookie(_ name: String) -> String? { cookies.flatMap { Cookies.value(name, in: $0) } }

    /// Sets who asks and from where.
    mutating func know(_ visitor: Visitor?, _ caller: Caller) {
        asker = Asker(visitor: visitor, device: nil, caller: caller)
    }

    /// Sets that a device asks.
    mutating func know(_ device: ReportingDevice) {
        asker = Asker(visitor: nil, device: device, caller: asker.caller)
    }

    /// The hidden field that every form has to have.
    func formField() -> HTML { FormData.field(formToken) }

    /// Who asks and from where. A context is handed on many times for each request; this is one reference in it, where
    /// the values would be a dozen.
    private final class Asker: Sendable {
        let visitor: Visitor?
        let device: ReportingDevice?
        let caller: Caller
        static let nobody = Asker(visitor: nil, device: nil, caller: Caller(address: "", userAgent: ""))

        init(visitor: Visitor?, device: ReportingDevice?, caller: Caller) {
            self.visitor = visitor
            self.device = device
            self.caller = caller
        }
    }
}
