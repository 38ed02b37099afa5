// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import Testing

@testable import StewardHTTP

struct CachePolicyTests {
    private let policy = CachePolicy(staleIfError: .seconds(100))
    private let start = Date(timeIntervalSince1970: 1_000_000)

    private func entry(_ cacheControl: String, _ more: HTTPFields = [:], vary request: HTTPRequest? = nil) -> CacheEntry
    {
        var fields = more
        fields[.cacheControl] = cacheControl
        let request = request ?? Self.request()
        let response = HTTPResponse(status: .ok, headerFields: fields)
        return CacheEntry(response, to: request, receivedAt: start, length: 0, sha256: "")
    }

    private static func request(_ fields: HTTPFields = [:], _ method: HTTPRequest.Method = .get) -> HTTPRequest {
        HTTPRequest(method: method, scheme: "https", authority: "example.org", path: "/", headerFields: fields)
    }

    private func use(_ entry: CacheEntry?, after seconds: Double, _ fields: HTTPFields = [:]) -> CachePolicy.Use {
        policy.use(Self.request(fields), stored: entry, now: start.addingTimeInterval(seconds))
    }

    @Test("max-age decides how long a reply is fresh")
    func maxAge() {
        let stored = entry("max-age=60", [.eTag: "\"1\""])
        #expect(use(stored, after: 59) == .serve(age: .seconds(59)))
        #expect(use(stored, after: 60) == .revalidate)
        #expect(use(entry("max-age=60"), after: 60) == .fetch)
    }

    @Test("age that the reply had when it came counts")
    func age() {
        #expect(use(entry("max-age=60", [.age: "50"]), after: 5) == .serve(age: .seconds(55)))
        #expect(use(entry("max-age=60", [.age: "50"]), after: 10) == .fetch)
        let date = HTTPDate.format(start.addingTimeInterval(-58))
        #expect(use(entry("max-age=60", [.date: date]), after: 1) == .serve(age: .seconds(59)))
    }

    @Test("Expires counts where there is no max-age, and an unreadable one is past")
    func expires() {
        let date = HTTPDate.format(start)
        let later = HTTPDate.format(start.addingTimeInterval(30))
        #expect(use(entry("private", [.date: date, .expires: later]), after: 29) == .serve(age: .seconds(29)))
        #expect(use(entry("private", [.date: date, .expires: later]), after: 30) == .fetch)
        #expect(use(entry("max-age=0", [.date: date, .expires: later]), after: 1) == .fetch)
        #expect(use(entry("private", [.expires: "0"]), after: 0) == .fetch)
    }

    @Test("without a word about freshness each use asks")
    func noGuess() {
        let old = HTTPDate.format(start.addingTimeInterval(-1_000_000))
        #expect(use(entry("public", [.lastModified: old]), after: 0) == .revalidate)
    }

    @Test("no-cache asks each time, from either side")
    func noCache() {
        let tag: HTTPFields = [.eTag: "\"1\""]
        #expect(use(entry("no-cache, max-age=60", tag), after: 1) == .revalidate)
        #expect(use(entry("max-age=60", tag), after: 1, [.cacheControl: "no-cache"]) == .revalidate)
        #expect(use(entry("max-age=60", tag), after: 10, [.cacheControl: "max-age=5"]) == .revalidate)
    }

    @Test("what can't be answered from the store passes by it")
    func bypass() {
        let stored = entry("max-age=60")
        #expect(use(stored, after: 1, [.cacheControl: "no-store"]) == .bypass)
        for name in [HTTPField.Name.range, .ifNoneMatch, .ifModifiedSince, .ifMatch, .ifRange] {
            #expect(use(stored, after: 1, [name: "x"]) == .bypass)
        }
        #expect(policy.use(Self.request([:], .head), stored: stored, now: start) == .bypass)
    }

    @Test("a reply that varies answers only requests that say the same")
    func vary() {
        let asked = Self.request([.acceptLanguage: "th"])
        let stored = entry("max-age=60", [.vary: "Accept-Language, Accept"], vary: asked)
        #expect(use(stored, after: 1, [.acceptLanguage: "th"]) == .serve(age: .seconds(1)))
        #expect(use(stored, after: 1, [.acceptLanguage: "nl"]) == .fetch)
        #expect(use(stored, after: 1, [.acceptLanguage: "th", .accept: "text/plain"]) == .fetch)
    }

    @Test("only whole replies to GET with 200 are stored, and none that says no-store")
    func mayStore() {
        func may(_ status: Int, _ fields: HTTPFields = [:], _ method: HTTPRequest.Method = .get, marked: Bool = true)
            -> Bool
        {
            let head = HTTPResponse(status: .init(code: status), headerFields: fields)
            let reply = HTTPReply(head, body: ByteStream([]), hasMarkedEnd: marked)
            return policy.mayStore(reply, to: Self.request([:], method))
        }
        #expect(may(200))
        #expect(!may(200, marked: false))
        #expect(!may(200, [.cacheControl: "max-age=5, No-Store"]))
        #expect(!may(200, [.vary: "*"]))
        #expect(!may(206))
        #expect(!may(404))
        #expect(!may(200, [:], .post))
    }

    @Test("a stale reply stands in as long as allowed, and never when the service forbade it")
    func standIn() {
        func may(_ cacheControl: String, after seconds: Double) -> Bool {
            policy.mayServeStale(
                entry(cacheControl), to: Self.request(), now: start.addingTimeInterval(seconds))
        }
        #expect(may("max-age=60", after: 159))
        #expect(!may("max-age=60", after: 160))
        #expect(may("max-age=60, stale-if-error=500", after: 559))
        #expect(!may("max-age=60, stale-if-error=0", after: 61))
        #expect(!may("max-age=60, must-revalidate", after: 61))
        #expect(!may("no-cache", after: 1))
    }

    @Test("directives are read past unknown ones, quotes and odd case")
    func directives() {
        func read(_ value: String) -> CacheControl { CacheControl([.cacheControl: value]) }
        #expect(read("private, MAX-AGE = \"60\"").maxAge == .seconds(60))
        #expect(read("no-cache=\"set-cookie, max-age=5\"").maxAge == nil)
        #expect(read("no-cache=\"set-cookie\"").noCache)
        #expect(read("max-age=never").maxAge == .zero)
        #expect(read("max-age").maxAge == .zero)
        #expect(read("max-age=99999999999999999999").maxAge == .seconds(2_147_483_648))
        #expect(!read("x-no-store").noStore)
    }
}
