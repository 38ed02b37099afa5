// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardTestKit

@testable import StewardServer

/// One request that no page and no well-meaning program sends.
struct HostileRequest: Sendable, CustomStringConvertible {
    /// In whose name it comes.
    enum Sender: String, CaseIterable, Sendable { case nobody, viewer, reviewer, owner, viewerToken, reviewerToken }

    var sender: Sender
    var method: HTTPRequest.Method
    var path: String
    var authority: String? = "localhost"
    var headers = HTTPFields()
    var body: [UInt8]?
    /// Whether the headers that say who it is were spoiled, so that it comes from nobody after all.
    var isSpoiled = false

    var description: String {
        "\(sender.rawValue)\(isSpoiled ? " (spoiled)" : "") \(method.rawValue) \(path.prefix(160)) "
            + "[\(headers.map { "\($0.name): \($0.value.prefix(60))" }.joined(separator: "; "))] "
            + (body.map { String(decoding: $0.prefix(120), as: UTF8.self) } ?? "")
    }
}

/// Makes hostile requests, the same ones for the same seed.
struct HostileRequests {
    /// How each sender shows who it is, and what its forms bring along.
    let credentials: [HostileRequest.Sender: (headers: HTTPFields, form: String)]
    /// What there is, for the names in paths.
    let parameters: [String: [String]]
    /// Texts that must come back nowhere; some are sent along as if they were typed.
    let canaries: [String]
    var random: SeededGenerator

    init(
        seed: UInt64, credentials: [HostileRequest.Sender: (headers: HTTPFields, form: String)],
        parameters: [String: [String]], canaries: [String]
    ) {
        random = SeededGenerator(seed: seed)
        self.credentials = credentials
        self.parameters = parameters
        self.canaries = canaries
    }

    /// Addresses that would end the sessions which the others are sent with, or that stay open.
    private static let left: Set<String> = ["/sign-out", "/events"]
    private let routes = Routes.all.filter { !left.contains($0.path) && !$0.path.hasPrefix("/assets/vendor") }

    /// Every text in every place of every address that is asked with GET, by somebody who may ask.
    func everyPlace() -> [HostileRequest] {
        routes.filter { $0.method == .get }.flatMap { route -> [HostileRequest] in
            let known = parameters.mapValues { HTML.pathComponent($0.first ?? "") }
            func path(_ other: (name: String, value: String)?) -> String {
                route.parameters.reduce(route.path) { path, name in
                    let value = other?.name == name ? other?.value : known[name]
                    return path.replacingOccurrences(of: "{\(name)}", with: value ?? "x")
                }
            }
            let texts = HostileText.all.map { HTML.pathComponent($0) }
            let inPath = route.parameters.flatMap { name in texts.map { path((name, $0)) } }
            let inQuery = route.queries.flatMap { query in texts.map { "\(path(nil))?\(query.name)=\($0)" } }
            return (inPath + inQuery).map {
                HostileRequest(
                    sender: .owner, method: .get, path: $0, headers: credentials[.owner]?.headers ?? [:])
            }
        }
    }

    mutating func next() -> HostileRequest {
        let route = pick(routes)
        let sender = pick(HostileRequest.Sender.allCases)
        var request = HostileRequest(sender: sender, method: route.method, path: address(route))
        request.headers = credentials[sender]?.headers ?? [:]
        if chance(8) { request.method = method() }
        if chance(6) { spoilPath(&request) }
        if !route.queries.isEmpty || chance(3) { addQuery(route, &request) }
        if request.method == .post || chance(20) { addBody(&request) }
        if chance(3) { addHeader(&request) }
        if chance(10) { spoilCredential(&request) }
        if chance(25) { request.authority = pick(HostileText.hosts) }
        return request
    }

    /// One in so many.
    private mutating func chance(_ many: Int) -> Bool { random.below(many) == 0 }
    private mutating func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }

    private mutating func address(_ route: Route) -> String {
        route.parameters.reduce(route.path) { path, name in
            let known = parameters[name] ?? []
            let value = known.isEmpty || chance(3) ? escaped(pick(HostileText.all)) : HTML.pathComponent(pick(known))
            return path.replacingOccurrences(of: "{\(name)}", with: value)
        }
    }

    /// As a client would write it, or carelessly.
    private mutating func escaped(_ text: String) -> String {
        chance(4) ? text.filter { !$0.isNewline && $0 != "\0" } : HTML.pathComponent(text)
    }

    private mutating func method() -> HTTPRequest.Method {
        let odd = ["FOO", "GET2", "PROPFIND", "M-SEARCH"].compactMap { HTTPRequest.Method($0) }
        return pick([.put, .delete, .patch, .options, .trace, .connect, .head, .post, .get] + odd)
    }

    private mutating func spoilPath(_ request: inout HostileRequest) {
        let path = request.path
        switch random.below(8) {
        case 0: request.path = pick(HostileText.paths)
        case 1: request.path = path + pick(HostileText.endings)
        case 2: request.path = "/" + path
        case 3:
            request.path = path.replacingOccurrences(of: "/", with: pick(["//", "/./", "%2f", "/%2e/", "\\", "/../"]))
        case 4: request.path = path.uppercased()
        case 5: request.path = path + "/" + String(repeating: pick(["a", "%41", "../", "ก"]), count: 1500)
        case 6: request.path = String(path.dropLast(1 + random.below(3)))
        default: request.path = pick(["http://localhost", "https://elsewhere.example", "//elsewhere.example"]) + path
        }
    }

    private mutating func addQuery(_ route: Route, _ request: inout HostileRequest) {
        let own = route.queries.map(\.name)
        let others = ["lang", "theme", "next", "return", "after", "first", "severity", "x", ""]
        let pairs = (0..<(chance(40) ? 400 : 1 + random.below(3))).map { _ in
            let name = pick(own.isEmpty || chance(4) ? others : own)
            return "\(name)=\(escaped(pick(HostileText.all)))"
        }
        request.path += (request.path.contains("?") ? "&" : "?")
        request.path += pairs.joined(separator: pick(["&", "&", "&", "&&", ";", "?"]))
    }

    private mutating func addHeader(_ request: inout HostileRequest) {
        for _ in 0...random.below(3) {
            let (name, values) = pick(HostileText.headers)
            guard let name = HTTPField.Name(name) else { continue }
            if name == .cookie || name == .authorization { request.isSpoiled = true }
            request.headers.append(HTTPField(name: name, value: pick(values)))
        }
    }

    private mutating func spoilCredential(_ request: inout HostileRequest) {
        request.isSpoiled = true
        switch random.below(4) {
        case 0: request.headers[.authorization] = pick(HostileText.authorizations)
        case 1: request.headers[.cookie] = pick(HostileText.cookies)
        case 2:
            // One character is another.
            var text = request.headers[.cookie] ?? "steward=\(String(repeating: "A", count: 43))"
            let index = text.index(text.startIndex, offsetBy: random.below(text.count))
            text.replaceSubrange(index...index, with: pick(["A", "=", ";", "%", "Z"]))
            request.headers[.cookie] = text
        default:
            request.headers[.cookie] = (request.headers[.cookie] ?? "") + "; " + pick(HostileText.cookies)
        }
    }
}

// Bodies.
extension HostileRequests {
    fileprivate mutating func addBody(_ request: inout HostileRequest) {
        let token = credentials[request.sender]?.form ?? ""
        request.headers[.contentType] = "application/x-www-form-urlencoded"
        switch random.below(8) {
        case 0...3: request.body = Array(form(token).utf8)
        case 4:
            request.headers[.contentType] = pick(HostileText.mediaTypes)
            request.body = pick(HostileText.bodies)
        case 5: request.body = pick(HostileText.bodies)
        case 6: request.body = Array(("_form=\(token)&name=" + String(repeating: "x", count: 66_000)).utf8)
        default:
            request.headers[.contentType] = nil
            request.body = chance(2) ? [] : Array(form(token).utf8)
        }
        if chance(12) {
            request.headers[.contentLength] = pick(["-1", "0", "99999999999999999999", "abc", "12, 13", "1e3"])
        }
    }

    private mutating func form(_ token: String) -> String {
        var pairs = ["_form=\(chance(6) ? pick(HostileText.forms) : token)"]
        for _ in 0...random.below(6) {
            let value = chance(6) ? HTML.pathComponent(pick(canaries)) : escaped(pick(HostileText.all))
            pairs.append("\(pick(HostileText.fields))=\(value)")
        }
        if chance(40) { pairs += (0..<220).map { "field\($0)=1" } }
        return pairs.joined(separator: pick(["&", "&", "&&"]))
    }
}
