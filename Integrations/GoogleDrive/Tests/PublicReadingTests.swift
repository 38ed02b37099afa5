// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

/// Pages as the service sends them, for scripts.
enum PublicScript {
    static let id = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
    static let etag = "\"v1\""
    static let content = Array("0123456789".utf8)

    static func page(_ body: String, status: Int = 200, _ fields: HTTPFields = [:]) -> ScriptedDrive.Answer {
        var fields = fields
        fields[.contentType] = "text/html; charset=utf-8"
        return .init(status: status, fields: fields, body: Array(body.utf8))
    }

    static func redirect(_ address: String, _ fields: HTTPFields = [:]) -> ScriptedDrive.Answer {
        var fields = fields
        fields[.location] = address
        return .init(status: 303, fields: fields)
    }

    static func file(
        _ body: [UInt8] = content, name: String = "attachment; filename=\"a.bin\"",
        _ more: [HTTPField.Name: String] = [:],
        status: Int = 200
    ) -> ScriptedDrive.Answer {
        var fields: HTTPFields = [
            .contentDisposition: name, .contentType: "application/pdf", .contentLength: String(body.count), .eTag: etag,
        ]
        for (key, value) in more { fields[key] = value.isEmpty ? nil : value }
        return .init(status: status, fields: fields, body: body)
    }

    static let warning = page(
        """
        <html><head><title>Google Drive - Virus scan warning</title></head><body><p class="uc-warning-caption">No.</p>\
        <form id="download-form" action="https://drive.usercontent.google.com/download" method="get">\
        <input type="submit" id="uc-download-link" value="Download anyway"/>\
        <input type="hidden" name="id" value="\(id)">\
        <input type="hidden" name="export" value="download"><input type="hidden" name="confirm" value="t">\
        <input type="hidden" name="uuid" value="0a1b2c3d-0000-4000-8000-000000000001"></form></body></html>
        """)

    static func error(_ title: String, _ caption: String) -> ScriptedDrive.Answer {
        page(
            "<html><head><title>\(title)</title></head><body><p class=\"uc-error-caption\">Sorry.</p>"
                + "<p class=\"uc-error-subcaption\">\(caption)</p></body></html>")
    }
}

@Suite("GoogleDrive reads public files")
struct PublicReadingTests {
    private func read(
        _ answers: [ScriptedDrive.Answer], from start: Int64 = 0, validator: String? = nil, id: String = PublicScript.id
    ) async throws -> (content: PublicContent, bytes: [UInt8], script: ScriptedDrive) {
        let script = ScriptedDrive(answers)
        let drive = try GoogleDrive.scripted(script, access: nil)
        let content = try await drive.readPublic(id, from: start, validator: validator)
        return (content, try await content.body.collect(upTo: 1 << 20), script)
    }

    private func code(_ answers: [ScriptedDrive.Answer], from start: Int64 = 0, validator: String? = nil) async
        -> IntegrationError?
    {
        do {
            _ = try await read(answers, from: start, validator: validator)
            return nil
        } catch { return error as? IntegrationError }
    }

    @Test("a small file: one redirect among the service's hosts, without an account, as a browser")
    func small() async throws {
        let there = "https://drive.usercontent.google.com/download?id=\(PublicScript.id)&export=download"
        let found = try await read([
            PublicScript.redirect(there, [.setCookie: "NID=1; Domain=.google.com; Path=/; Secure"]),
            PublicScript.file(),
        ])
        #expect(found.bytes == PublicScript.content)
        #expect(found.content.size == 10 && found.content.start == 0 && found.content.validator == PublicScript.etag)
        let seen = found.script.seen
        #expect(seen.map(\.path) == ["/uc?id=\(PublicScript.id)", "/download?id=\(PublicScript.id)&export=download"])
        #expect(seen.map { $0.request.authority } == ["drive.google.com", "drive.usercontent.google.com"])
        for call in seen {
            #expect(call.request.headerFields[.authorization] == nil)
            #expect(call.request.headerFields[.userAgent]?.hasPrefix("Mozilla/5.0") == true)
            #expect(call.request.headerFields[.acceptEncoding] == "identity")
            #expect(call.request.headerFields[.range] == nil)
        }
        #expect(seen[0].request.headerFields[.cookie] == nil)
        #expect(seen[1].request.headerFields[.cookie] == "NID=1")
    }

    @Test("the warning's form is sent back whole, with its cookie")
    func warning() async throws {
        var warning = PublicScript.warning
        warning.fields[.setCookie] = "download_warning=x; Path=/"
        let found = try await read([warning, PublicScript.file()])
        #expect(found.bytes == PublicScript.content)
        let call = found.script.seen[1]
        #expect(call.request.authority == "drive.usercontent.google.com")
        let uuid = "0a1b2c3d-0000-4000-8000-000000000001"
        #expect(call.path == "/download?id=\(PublicScript.id)&export=download&confirm=t&uuid=\(uuid)")
        // The cookie is of the host that sent the page alone.
        #expect(call.request.headerFields[.cookie] == nil)
    }

    static let ways: [(String, String)] = [
        (
            "<a href=\"/uc?export=download&amp;confirm=AbC&amp;id=X\">Download anyway</a>",
            "drive.google.com/uc?export=download&confirm=AbC&id=X"
        ),
        (
            #"<script>x = {"a":1,"downloadUrl":"https://docs.google.com/uc?id\u003dX\u0026export\u003ddownload"}"#
                + "</script>", "docs.google.com/uc?id=X&export=download"
        ),
        (
            "<form id='downloadForm' action='/uc?old=1'><input type=hidden name=confirm value='a b'></form>",
            "drive.google.com/uc?confirm=a%20b"
        ),
        (
            // A link with a confirmation comes before a form.
            "<form id=\"download-form\" action=\"/form\"></form><a href=\"/uc?export=download&id=X\">x</a>",
            "drive.google.com/uc?export=download&id=X"
        ),
    ]

    @Test("each known form of the page leads on", arguments: ways)
    func forms(page: String, place: String) async throws {
        let found = try await read([PublicScript.page("<title>x</title>" + page), PublicScript.file()])
        let call = found.script.seen[1].request
        #expect((call.authority ?? "") + (call.path ?? "") == place)
    }

    @Test("a warning of no known form is confirmed as a last resort")
    func lastResort() async throws {
        let found = try await read([
            PublicScript.page("<title>Google Drive - Virus scan warning</title>"), PublicScript.file(),
        ])
        #expect(found.script.seen[1].path == "/download?id=\(PublicScript.id)&export=download&confirm=t")
    }

    @Test("a page that asks again and again is given up")
    func endless() async {
        let error = await code([PublicScript.warning])
        #expect(error?.code == .malformedReply)
    }

    static let refusals: [(ScriptedDrive.Answer, IntegrationError.Code)] = [
        (
            PublicScript.error(
                "Google Drive - Quota exceeded",
                "Too many users have viewed or downloaded this file recently. Please try again later."), .downloadQuota
        ),
        (PublicScript.error("x", "Too many users have viewed or downloaded this file recently."), .downloadQuota),
        (PublicScript.error("x", "Only the owner is allowed to download infected files."), .flaggedAsAbuse),
        (PublicScript.error("x", "The owner hasn't given you permission to download this file."), .forbidden),
        (PublicScript.error("x", "Sorry, the file you have requested does not exist."), .notFound),
        (PublicScript.redirect("https://accounts.google.com/ServiceLogin?service=wise"), .forbidden),
        (PublicScript.redirect("https://accounts.google.com/v3/signin/identifier"), .forbidden),
        (PublicScript.page("<a href=\"https://accounts.google.com/ServiceLogin?x\">Sign in</a>"), .forbidden),
        (PublicScript.page("<title>Access denied</title>", status: 403), .forbidden),
        (PublicScript.page("", status: 401), .forbidden), (PublicScript.page("", status: 404), .notFound),
        (PublicScript.page("", status: 429), .rateLimited), (PublicScript.page("", status: 503), .unavailable),
        (PublicScript.page("<title>Google Drive - Quota exceeded</title>", status: 429), .downloadQuota),
        (PublicScript.redirect("https://www.google.com/sorry/index?x=1"), .rateLimited),
        (PublicScript.redirect("https://evil.example/download"), .malformedReply),
        (PublicScript.redirect("https://drive.google.com.evil.example/"), .malformedReply),
        (PublicScript.redirect("https://drive.google.com@evil.example/"), .malformedReply),
        (PublicScript.redirect("http://drive.google.com/uc?id=1"), .malformedReply),
        (PublicScript.redirect("https://drive.google.com:444/uc"), .malformedReply),
        (PublicScript.redirect("\u{1}"), .malformedReply), (PublicScript.redirect("/uc?again"), .malformedReply),
        (PublicScript.page("<title>Something new</title>"), .malformedReply), (PublicScript.page(""), .malformedReply),
        (
            PublicScript.page("<form id=\"download-form\" action=\"https://evil.example/\"></form>"), .malformedReply
        ),
    ]

    @Test("each way of not getting the file has its own code", arguments: refusals)
    func refusal(answer: ScriptedDrive.Answer, wanted: IntegrationError.Code) async {
        let error = await code([answer])
        #expect(error?.code == wanted)
        #expect((error?.message.utf8.count ?? 0) < 600)
    }

    @Test("no request ever leaves the service's hosts")
    func hosts() async {
        for (answer, _) in Self.refusals {
            let script = ScriptedDrive([answer])
            let drive = try? GoogleDrive.scripted(script, access: nil)
            _ = try? await drive?.readPublic(PublicScript.id, from: 0, validator: nil)
            for call in script.seen {
                let hosts = ["drive.google.com", "drive.usercontent.google.com", "docs.google.com"]
                #expect(hosts.contains(call.request.authority ?? "") && call.request.scheme == "https")
            }
        }
    }

    @Test("a document is exported in its office form")
    func documents() async throws {
        for (kind, format) in [("document", "docx"), ("spreadsheets", "xlsx"), ("presentation", "pptx")] {
            let found = try await read([
                PublicScript.page("<title>Error</title>", status: 500),
                PublicScript.redirect("https://docs.google.com/\(kind)/d/\(PublicScript.id)/edit?usp=drive_web"),
                PublicScript.file(name: "attachment; filename*=UTF-8''a.\(format)"),
            ])
            #expect(found.content.name == "a.\(format)")
            let paths = found.script.seen.map(\.path)
            #expect(paths[1] == "/open?id=\(PublicScript.id)")
            #expect(paths[2] == "/\(kind)/d/\(PublicScript.id)/export?format=\(format)")
        }
        let form = await code([
            PublicScript.page("", status: 500),
            PublicScript.redirect("https://docs.google.com/forms/d/\(PublicScript.id)/x"),
        ])
        #expect(form?.code == .unsupported)
        let failure = await code([
            PublicScript.page("", status: 500), PublicScript.redirect("/file/d/\(PublicScript.id)/view"),
        ])
        #expect(failure?.code == .unavailable)
    }

    @Test("names come from the extended form first, in Thai as in the service")
    func names() async throws {
        let thai = "attachment;filename=\"____.pdf\";filename*=UTF-8''%E0%B8%99%E0%B8%B3%2F1.pdf"
        let found = try await read([PublicScript.file(name: thai)])
        #expect(Array(found.content.name.utf8) == Array("นำ/1.pdf".utf8))
    }
}

@Suite("GoogleDrive goes on with public files")
struct PublicResumeTests {
    private static let part = Array("56789".utf8)

    private func read(_ answers: [ScriptedDrive.Answer], validator: String? = PublicScript.etag) async throws -> (
        content: PublicContent, bytes: [UInt8], script: ScriptedDrive
    ) {
        let script = ScriptedDrive(answers)
        let drive = try GoogleDrive.scripted(script, access: nil)
        let content = try await drive.readPublic(PublicScript.id, from: 5, validator: validator)
        return (content, try await content.body.collect(upTo: 1 << 20), script)
    }

    private func partial(_ range: String, _ more: [HTTPField.Name: String] = [:]) -> ScriptedDrive.Answer {
        PublicScript.file(Self.part, more.merging([.contentRange: range]) { $1 }, status: 206)
    }

    @Test("the rest is asked for under the validator, and comes as 206 with exactly that range")
    func goesOn() async throws {
        let found = try await read([partial("bytes 5-9/10")])
        #expect(found.content.start == 5 && found.content.size == 10 && found.bytes == Self.part)
        let fields = found.script.seen[0].request.headerFields
        #expect(fields[.range] == "bytes=5-" && fields[.ifRange] == PublicScript.etag)
    }

    @Test("a page on the way is got whole, and the range is asked of the content")
    func pageOnTheWay() async throws {
        var page = PublicScript.warning
        page.status = 206
        let found = try await read([page, PublicScript.warning, partial("bytes 5-9/10")])
        #expect(found.content.start == 5)
        let ranges = found.script.seen.map { $0.request.headerFields[.range] }
        #expect(ranges == ["bytes=5-", nil, "bytes=5-"])
    }

    static let restarts: [ScriptedDrive.Answer] = [
        PublicScript.file([], [.contentRange: "bytes */3"], status: 416),
        PublicScript.file(part, [.contentRange: "bytes 4-8/10"], status: 206),
        PublicScript.file(part, [.contentRange: "bytes 5-8/10"], status: 206),
        PublicScript.file(part, [.contentRange: "bytes 5-9/*"], status: 206),
        PublicScript.file(part, [.contentRange: ""], status: 206),
        PublicScript.file(part, [.contentRange: "bytes 5-9/10", .eTag: "\"v2\""], status: 206),
    ]

    @Test("a part that is not exactly what was asked for is not taken; the content comes from 0", arguments: restarts)
    func startsOver(answer: ScriptedDrive.Answer) async throws {
        let found = try await read([answer, PublicScript.file()])
        #expect(found.content.start == 0 && found.bytes == PublicScript.content)
        #expect(found.script.seen[1].request.headerFields[.range] == nil)
    }

    @Test("changed content comes from 0; without a validator nothing is asked for in part")
    func changed() async throws {
        let changed = try await read([PublicScript.file(Array("new".utf8), [.eTag: "\"v2\""])])
        #expect(changed.content.start == 0 && changed.bytes == Array("new".utf8))
        #expect(changed.content.validator == "\"v2\"")
        let unknown = try await read([PublicScript.file()], validator: nil)
        #expect(unknown.content.start == 0 && unknown.script.seen[0].request.headerFields[.range] == nil)
    }

    @Test("the validator is a strong entity tag, else the time of change, else nothing")
    func validators() async throws {
        let date = "Sun, 08 Feb 2026 10:00:00 GMT"
        let cases: [([HTTPField.Name: String], String?)] = [
            ([:], PublicScript.etag), ([.eTag: "W/\"1\"", .lastModified: date], date),
            ([.eTag: "", .lastModified: date], date), ([.eTag: ""], nil), ([.acceptRanges: "none"], nil),
            ([.eTag: "", .lastModified: "yesterday"], nil),
        ]
        for (fields, wanted) in cases {
            let found = try await read([PublicScript.file(PublicScript.content, fields)], validator: nil)
            #expect(found.content.validator == wanted)
        }
    }

    @Test("fewer bytes than were said are an error, more too, and encoded ones")
    func lengths() async throws {
        let cases: [([HTTPField.Name: String], IntegrationError.Code)] = [
            ([.contentLength: "11"], .unavailable), ([.contentLength: "9"], .malformedReply),
            ([.contentEncoding: "gzip"], .malformedReply),
        ]
        for (fields, wanted) in cases {
            let error = await #expect(throws: IntegrationError.self) {
                _ = try await read([PublicScript.file(PublicScript.content, fields)], validator: nil)
            }
            #expect(error?.code == wanted)
        }
    }
}
