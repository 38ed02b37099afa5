// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Reads one public file: from its page, past a confirmation, to its content.
struct PublicReading {
    private var browser: PublicBrowser
    private let link: PublicLink
    private let start: Int64
    private let validator: String?

    /// How many pages may stand between a file's address and its content.
    private static let pageCount = 3

    /// Prepares to read from a byte on; from 0 without a validator, because then nobody knows what the bytes before
    /// were.
    init(_ browser: PublicBrowser, _ link: PublicLink, from start: Int64, validator: String?) {
        self.browser = browser
        self.link = link
        self.start = validator == nil ? 0 : max(0, start)
        self.validator = validator
    }

    /// Gets the content's beginning.
    mutating func content() async throws(IntegrationError) -> PublicContent {
        if case .document(let kind) = link.kind { return try await document(kind) }
        var answer = try await first()
        // Documents of Google's own have no bytes, and the service answers 500.
        if answer.status == 500, let kind = try await documentKind() { return try await document(kind) }
        for _ in 0..<Self.pageCount {
            if answer.isContent { return try PublicBody.content(answer, from: start, validator: validator) }
            answer = try await get(try await next(after: answer))
        }
        if answer.isContent { return try PublicBody.content(answer, from: start, validator: validator) }
        throw IntegrationError(
            .malformedReply, "Google Drive asks for a confirmation again and again; update Steward.")
    }

    /// Gets the file's own address. Documents are answered with 500, which trying again does not change; what else can
    /// go wrong, it can.
    private mutating func first() async throws(IntegrationError) -> PublicBrowser.Answer {
        let path = DrivePath("/uc").query("id", link.id).query("resourcekey", link.resourceKey)
        let place = PublicPlace(.pages, path)
        do throws(IntegrationError) {
            let answer = try await get(place, isRepeatable: false)
            if ![429, 502, 503, 504].contains(answer.status) { return answer }
        } catch {
            guard error.code.isTransient else { throw error }
        }
        return try await get(place)
    }

    /// Gets a place, asking for the wanted part only. A page that comes as a part is got whole.
    private mutating func get(
        _ place: PublicPlace, isRepeatable: Bool = true
    ) async throws(IntegrationError) -> PublicBrowser.Answer {
        var fields: HTTPFields = [:]
        if start > 0, let validator { fields = [.range: "bytes=\(start)-", .ifRange: validator] }
        let answer = try await browser.get(place, fields: fields, isRepeatable: isRepeatable)
        guard start > 0, answer.status == 416 || answer.status == 206 else { return answer }
        if answer.isContent, PublicBody.goesOn(answer, from: start, validator: validator) { return answer }
        return try await browser.get(answer.place)
    }

    /// Where a page in place of the content leads.
    private mutating func next(after answer: PublicBrowser.Answer) async throws(IntegrationError) -> PublicPlace {
        let response = answer.reply.response
        let service = answer.place.host.rawValue
        switch answer.status {
        case 500...599, 408, 425: throw Self.failure(response, service, browser)
        default: break
        }
        let bytes = try await PublicBrowser.page(answer)
        let page = try FilePage(parsing: bytes)
        switch page.answer {
        case .refusal(let refusal): throw Self.error(refusal)
        case .signIn: throw Self.notShared
        case .follow(let address) where answer.status == 200: return try browser.follow(address, from: answer.place)
        case .warning where answer.status == 200:
            let path = DrivePath("/download").query("id", link.id).query("export", "download").query("confirm", "t")
            return PublicPlace(.downloads, path.query("resourcekey", link.resourceKey))
        default:
            // Not shared, whatever the page says: a program without an account has nothing to be refused for else.
            if answer.status == 401 || answer.status == 403 { throw Self.notShared }
            guard (200...299).contains(answer.status) else { throw Self.failure(response, service, browser) }
            throw PageExcerpt(bytes).error("Google Drive sent a page of no known form in place of a file")
        }
    }

    /// Which of Google's own kinds of documents this is, by where `/open` leads; `nil` when it is none.
    private mutating func documentKind() async throws(IntegrationError) -> PublicLink.Document? {
        if case .document(let kind) = try await browser.kind(of: link) { return kind }
        return nil
    }

    private mutating func document(_ kind: PublicLink.Document) async throws(IntegrationError) -> PublicContent {
        guard let format = kind.format else {
            throw IntegrationError(
                .unsupported, "Google gives \(kind.rawValue) as files to accounts only; connect a Google account.")
        }
        let path = DrivePath("/\(kind.rawValue)/d").part(link.id).fixed("/export").query("format", format)
        let answer = try await get(PublicPlace(.documents, path.query("resourcekey", link.resourceKey)))
        if answer.isContent { return try PublicBody.content(answer, from: start, validator: validator) }
        _ = try await next(after: answer)
        throw IntegrationError(.malformedReply, "Google Drive sent a page in place of a document; update Steward.")
    }

    static let notShared = IntegrationError(
        .forbidden, "This is not shared with everyone: ask its owner to share it, or connect a Google account.")

    private static func failure(
        _ response: HTTPResponse, _ service: String, _ browser: PublicBrowser
    ) -> IntegrationError {
        IntegrationError(status: response, from: service, now: browser.context.clock.now)
            ?? IntegrationError(.malformedReply, "\(service) answered with status \(response.status.code).")
    }

    private static func error(_ refusal: FilePage.Refusal) -> IntegrationError {
        switch refusal {
        case .quota:
            IntegrationError(
                .downloadQuota,
                "Too many people have read this file lately: try again tomorrow, or copy it to a drive of your own.")
        case .abuse:
            IntegrationError(.flaggedAsAbuse, "Google takes this file for malware or abuse; only its owner can get it.")
        case .permission:
            IntegrationError(.forbidden, "The owner of this file does not let others download it; ask the owner.")
        case .missing: IntegrationError(.notFound, "There is no such file in Google Drive, or not any more.")
        }
    }
}

extension PublicBrowser {
    /// What an id is, by where `/open` leads; `nil` when it does not say.
    /// - Throws: `forbidden` when it asks for an account; `notFound`; what the transport throws.
    mutating func kind(of link: PublicLink) async throws(IntegrationError) -> PublicLink.Kind? {
        let path = DrivePath("/open").query("id", link.id).query("resourcekey", link.resourceKey)
        var place = PublicPlace(.pages, path)
        for _ in 0...Self.redirectLimit {
            let reply = try await step(place)
            guard let next = try redirect(reply, from: place) else {
                return try await kind(Answer(reply: reply, place: place))
            }
            if let kind = PublicLink(next)?.kind { return kind }
            place = next
        }
        return nil
    }

    /// What a page that does not redirect says.
    private func kind(_ answer: Answer) async throws(IntegrationError) -> PublicLink.Kind? {
        let service = answer.place.host.rawValue
        if answer.status == 401 || answer.status == 403 { throw PublicReading.notShared }
        if let error = IntegrationError(status: answer.reply.response, from: service, now: context.clock.now) {
            throw error
        }
        let page = try FilePage(parsing: try await Self.page(answer))
        if page.answer == .signIn { throw PublicReading.notShared }
        return nil
    }
}
