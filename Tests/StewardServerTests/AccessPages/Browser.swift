// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import StewardServer

/// A browser without scripts: it keeps cookies, follows redirects when it is told to, and posts the forms that the open
/// page has, with what is hidden in them. Every page it is shown has to keep the rules of pages.
final class Browser {
    /// What came back.
    struct Page {
        let path: String
        let status: Int
        let headers: HTTPFields
        let text: String

        var location: String? { headers[.location] }
        /// Each cookie as it was set, with its attributes.
        var setCookies: [String] { headers[values: .setCookie] }
    }

    private let client: any TestClientProtocol
    private let agent: String
    private(set) var cookies: [String: String] = [:]
    private(set) var page = Page(path: "", status: 0, headers: [:], text: "")

    init(_ client: any TestClientProtocol, agent: String = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") {
        self.client = client
        self.agent = agent
    }

    /// Opens a page.
    @discardableResult
    func open(_ path: String, headers: HTTPFields = [:]) async throws -> Page {
        try await send(.get, path, headers, nil)
    }

    /// Goes to where the last answer sent the browser.
    @discardableResult
    func follow() async throws -> Page { try await open(try #require(page.location)) }

    /// Fills in a form of the open page and posts it; what is hidden in it goes along.
    /// - Parameter number: which one, where several have the same action.
    @discardableResult
    func submit(
        _ action: String, _ fields: [String: String] = [:], number: Int = 0, headers: HTTPFields = [:]
    ) async throws -> Page {
        let form = try #require(forms(action).dropFirst(number).first, "\(page.path) has no form \(action)")
        return try await post(action, Self.hidden(form).merging(fields) { $1 }, headers: headers)
    }

    /// Posts fields as they are, as a program would that does not open pages.
    @discardableResult
    func post(
        _ path: String, _ fields: [String: String], by method: HTTPRequest.Method = .post, headers: HTTPFields = [:]
    ) async throws -> Page {
        let pairs = fields.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }
        var all = headers
        all[.contentType] = "application/x-www-form-urlencoded"
        return try await send(method, path, all, Array(pairs.joined(separator: "&").utf8))
    }

    /// Chooses a file in the form of the open page that takes one, and sends it; what is hidden in it goes along.
    @discardableResult
    func submitFile(
        _ action: String, _ name: String, _ content: String, _ fields: [String: String] = [:]
    ) async throws -> Page {
        let form = try #require(forms(action).first { $0.contains("multipart/form-data") })
        var all = Self.hidden(form).merging(fields) { $1 }
        let token = all.removeValue(forKey: FormData.tokenField)
        let sent = MadeForm(
            token: token, fields: all.map { (name: $0.key, value: $0.value) }, name: name, content: Array(content.utf8))
        return try await send(.post, action, [.contentType: MadeForm.type], sent.bytes)
    }

    /// The actions of the forms of the open page that begin so.
    func actions(_ prefix: String) -> [String] {
        page.text.components(separatedBy: "action=\"").dropFirst().map { $0.components(separatedBy: "\"")[0] }
            .filter { $0.hasPrefix(prefix) }
    }

    /// Takes another browser's cookies, as a thief would.
    func take(_ cookies: [String: String]) { self.cookies = cookies }

    private func forms(_ action: String) -> [String] {
        page.text.components(separatedBy: "<form").dropFirst().map { $0.components(separatedBy: "</form>")[0] }
            .filter { $0.contains("action=\"\(action)\"") }
    }

    private static func hidden(_ form: String) -> [String: String] {
        var fields: [String: String] = [:]
        for tag in form.components(separatedBy: "<input").dropFirst() where tag.contains("type=\"hidden\"") {
            if let name = attribute("name", tag) { fields[name] = attribute("value", tag) ?? "" }
        }
        return fields
    }

    private static func attribute(_ name: String, _ tag: String) -> String? {
        let end = tag.components(separatedBy: ">")[0]
        let parts = end.components(separatedBy: " \(name)=\"")
        return parts.count > 1 ? unescaped(parts[1].components(separatedBy: "\"")[0]) : nil
    }

    /// What a browser reads from an attribute.
    private static func unescaped(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ more: HTTPFields, _ form: [UInt8]?
    ) async throws -> Page {
        var headers = more
        headers[.userAgent] = agent
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        page = try await client.execute(
            uri: path, method: method, headers: headers, body: form.map { ByteBuffer(bytes: $0) }
        ) { response in
            Page(
                path: path, status: response.status.code, headers: response.headers,
                text: String(buffer: response.body))
        }
        for cookie in page.setCookies { keep(cookie) }
        if page.headers[.contentType]?.hasPrefix("text/html") ?? false {
            let tree = MarkupTree(page.text)
            for rule in PageRule.all { #expect(rule.check(tree) == [], "\(path): \(rule.name)") }
        }
        return page
    }

    private func keep(_ cookie: String) {
        let pair = cookie.components(separatedBy: ";")[0].split(separator: "=", maxSplits: 1)
        let name = String(pair[0])
        if cookie.contains("Max-Age=0") || pair.count < 2 {
            cookies[name] = nil
        } else {
            cookies[name] = String(pair[1])
        }
    }
}
