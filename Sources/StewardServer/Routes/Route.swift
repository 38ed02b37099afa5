// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// One address of the server. The list of all of them is the server: the router, `/openapi.json` and the test that
/// walks every route are made from it.
struct Route: Sendable {
    typealias Answer = @Sendable (Request, PageContext, Site) async throws -> Response

    let method: HTTPRequest.Method
    let path: String
    let summary: String
    /// What a caller needs. There is no default: nothing is open by accident.
    let scope: Scope
    /// Whether it gives JSON, and so stands in `/openapi.json`.
    let isData: Bool
    /// What may stand behind the `?`.
    let queries: [Query]
    /// What the JSON that it gives looks like. Every address that gives JSON says so; a test holds the two together.
    let gives: Schema?
    /// The fields of the form that is posted to it, as members of an object.
    let takes: Schema?
    /// Statuses of problems that it may answer with besides those that every address may.
    let problems: [HTTPResponse.Status]
    let answer: Answer
    /// How long the body may be that is sent to it.
    private(set) var body = BodySize.form
    /// What the JSON looks like that is sent to it.
    private(set) var takesJSON: Schema?
    /// Whether devices may ask, with tokens of their own, besides people and programs with an account.
    private(set) var isForDevices = false

    /// Whether its answer takes less than a millisecond whatever is asked, so that the thread of its connection gives
    /// it.
    private(set) var isShort = false

    /// Whether its page may ask the browser where it is, and may be put on a phone's home screen. No other page may.
    private(set) var usesPosition = false

    /// Whether devices name themselves in the body, and so show their token there.
    private(set) var namesDeviceInBody = false

    /// How long a body may be.
    enum BodySize: Sendable {
        /// As the fields of a form are.
        case form
        /// As the server's limit for files says, and the fields of a form beside it.
        case file
        /// So many bytes.
        case bytes(Int)
    }

    /// The same address, to which a file is posted.
    func takingFile() -> Route { with { $0.body = .file } }

    /// The same address, to which a body of up to so many bytes is sent.
    func takingBody(upTo bytes: Int) -> Route { with { $0.body = .bytes(bytes) } }

    /// The same address, to which JSON is sent.
    func takingJSON(_ schema: Schema) -> Route { with { $0.takesJSON = schema } }

    /// The same address, open to devices too.
    /// - Parameter inBody: whether they may show their token in the body.
    func forDevices(inBody: Bool = false) -> Route {
        with {
            $0.isForDevices = true
            $0.namesDeviceInBody = inBody
        }
    }

    /// The same address, whose answer is given at once from what is in memory.
    func short() -> Route { with { $0.isShort = true } }

    /// The same address, whose page records trips.
    func usingPosition() -> Route { with { $0.usesPosition = true } }

    private func with(_ change: (inout Route) -> Void) -> Route {
        var route = self
        change(&route)
        return route
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, isData: Bool = false, scope: Scope,
        queries: [Query] = [], gives: Schema? = nil, takes: Schema? = nil, problems: [HTTPResponse.Status] = [],
        answer: @escaping Answer
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.isData = isData
        self.queries = queries
        self.scope = scope
        self.gives = gives
        self.takes = takes
        self.problems = problems
        self.answer = answer
    }

    /// An address that is asked with GET.
    init(
        _ path: String, _ summary: String, isData: Bool = false, scope: Scope, queries: [Query] = [],
        gives: Schema? = nil, problems: [HTTPResponse.Status] = [], answer: @escaping Answer
    ) {
        self.init(
            .get, path, summary, isData: isData, scope: scope, queries: queries, gives: gives, problems: problems,
            answer: answer)
    }

    /// An address whose queries are any texts.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, isData: Bool = false, scope: Scope,
        queries: [(name: String, purpose: String)], gives: Schema? = nil, takes: Schema? = nil,
        problems: [HTTPResponse.Status] = [], answer: @escaping Answer
    ) {
        self.init(
            method, path, summary, isData: isData, scope: scope, queries: queries.map { Query($0.name, $0.purpose) },
            gives: gives, takes: takes, problems: problems, answer: answer)
    }

    /// An address that is asked with GET and whose queries are any texts.
    init(
        _ path: String, _ summary: String, isData: Bool = false, scope: Scope,
        queries: [(name: String, purpose: String)], gives: Schema? = nil, problems: [HTTPResponse.Status] = [],
        answer: @escaping Answer
    ) {
        self.init(
            .get, path, summary, isData: isData, scope: scope, queries: queries, gives: gives, problems: problems,
            answer: answer)
    }

    /// The names in the path, in order.
    var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
            .map { String($0.dropFirst().dropLast()) }
    }

    private static func hasNUL(_ address: String) -> Bool {
        guard address.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == 0 }) else { return false }
        // The digits of “%00” that were seen already.
        var seen = 0
        for byte in address.utf8 {
            if byte == 0 { return true }
            switch (byte, seen) {
            case (UInt8(ascii: "%"), _): seen = 1
            case (UInt8(ascii: "0"), 1): seen = 2
            case (UInt8(ascii: "0"), 2): return true
            default: seen = 0
            }
        }
        return false
    }

    /// Refuses what no address can hold, and for programs, what the route does not take. Pages are lenient: an old
    /// bookmark still shows something.
    /// - Throws: 400 with one sentence.
    func check(_ request: Request) throws {
        let address = request.uri.description
        guard !Self.hasNUL(address) else {
            throw HTTPError(.badRequest, message: "An address cannot contain the character NUL.")
        }
        guard isData, !queries.isEmpty else { return }
        for query in queries {
            for value in request.uri.queryParameters[values: query.name[...]] {
                guard let complaint = query.complaint(about: String(value)) else { continue }
                throw HTTPError(.badRequest, message: complaint)
            }
        }
    }
}
