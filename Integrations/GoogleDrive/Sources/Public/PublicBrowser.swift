// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Gets pages and files as a browser without an account does: it keeps cookies while one thing is read, and follows
/// redirects itself, among the three hosts of public pages and to no other.
struct PublicBrowser {
    let configuration: GoogleDriveConfiguration
    let context: IntegrationContext
    private var cookies = CookieJar()

    static let redirectLimit = 10
    /// The longest page that is read in place of a file.
    static let pageLimit = 4 << 20

    init(configuration: GoogleDriveConfiguration, context: IntegrationContext) {
        self.configuration = configuration
        self.context = context
    }

    /// What came, and from where.
    struct Answer {
        let reply: HTTPReply
        let place: PublicPlace
        var status: Int { reply.response.status.code }
        /// Whether this is content, and no page about it.
        var isContent: Bool {
            reply.response.headerFields[.contentDisposition] != nil && (status == 200 || status == 206)
        }
    }

    /// Gets a place and follows redirects to the end.
    ///
    /// - Throws: `forbidden` when a redirect asks for an account, `rateLimited` when one asks to prove being human,
    ///   `malformedReply` for any other redirect that is not followed.
    mutating func get(
        _ place: PublicPlace, fields: HTTPFields = [:], timing: HTTPCall.Timing = .transfer, isRepeatable: Bool = true
    ) async throws(IntegrationError) -> Answer {
        var place = place
        for _ in 0...Self.redirectLimit {
            let reply = try await step(place, fields, timing, isRepeatable: isRepeatable)
            guard let next = try redirect(reply, from: place) else { return Answer(reply: reply, place: place) }
            place = next
        }
        throw IntegrationError(
            .malformedReply, "\(place.host.rawValue) redirects more than \(Self.redirectLimit) times in a row.")
    }

    /// Gets a place once; a redirect is an answer.
    mutating func step(
        _ place: PublicPlace, _ fields: HTTPFields = [:], _ timing: HTTPCall.Timing = .standard,
        isRepeatable: Bool = true
    ) async throws(IntegrationError) -> HTTPReply {
        var request = configuration.address(of: place.host).request(.get, place.path, fields: fields)
        request.headerFields[.userAgent] = configuration.publicAgent
        request.headerFields[.acceptEncoding] = "identity"
        request.headerFields[.acceptLanguage] = "en"
        request.headerFields[.cookie] = cookies.field(for: place.host.rawValue, path: place.path)
        var call = HTTPCall(request, timing: timing, isRepeatable: isRepeatable)
        call.followsRedirects = false
        let reply = try await context.transport.send(call)
        for field in reply.response.headerFields[values: .setCookie] {
            cookies.take(field, from: place.host.rawValue, path: place.path, now: context.clock.now)
        }
        return reply
    }

    /// Where a reply redirects to; `nil` when it is none.
    func redirect(_ reply: HTTPReply, from place: PublicPlace) throws(IntegrationError) -> PublicPlace? {
        guard [301, 302, 303, 307, 308].contains(reply.response.status.code) else { return nil }
        guard let location = reply.response.headerFields[.location] else {
            throw IntegrationError(.malformedReply, "\(place.host.rawValue) redirects without saying where to.")
        }
        return try follow(location, from: place)
    }

    /// The place that an address in a page or in a redirect names.
    func follow(_ address: String, from place: PublicPlace) throws(IntegrationError) -> PublicPlace {
        switch PublicPlace.target(address, at: place, configuration) {
        case .place(let next): return next
        case .signIn: throw PublicReading.notShared
        case .challenge:
            throw IntegrationError(
                .rateLimited, "Google asks the visitor to prove being human; wait some hours, or use an account.")
        case .elsewhere(let host):
            throw IntegrationError(
                .malformedReply, "\(place.host.rawValue) leads to \(host), which is not followed; update Steward.")
        case .unreadable:
            throw IntegrationError(
                .malformedReply, "\(place.host.rawValue) leads to an address that cannot be read; update Steward.")
        }
    }

    /// A reply's body, when it is a page.
    static func page(_ answer: Answer, upTo limit: Int = pageLimit) async throws(IntegrationError) -> [UInt8] {
        do { return try await answer.reply.body.collect(upTo: limit) } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Reading a page of \(answer.place.host.rawValue) was cancelled.")
        } catch {
            throw IntegrationError(
                .unavailable, "A page of \(answer.place.host.rawValue) broke off; try again later.", cause: error)
        }
    }
}
