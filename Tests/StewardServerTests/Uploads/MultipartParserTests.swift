// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Forms with files")
struct MultipartParserTests {
    private static let type = "multipart/form-data; boundary=----WebKitFormBoundaryABC"
    private static let mark = "------WebKitFormBoundaryABC"

    /// A part as it was read: its name, its file's name, its bytes.
    struct Part: Equatable {
        let name: String
        let file: String?
        var bytes: [UInt8] = []
        var isOver = false
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    static func read(_ pieces: [[UInt8]], type: String = type) throws(UploadError) -> (parts: [Part], isComplete: Bool)
    {
        var parser = try MultipartParser(contentType: type)
        var parts: [Part] = []
        for piece in pieces {
            for event in try parser.read(piece) {
                switch event {
                case .part(let head): parts.append(Part(name: head.name, file: head.fileName))
                case .bytes(let bytes): parts[parts.count - 1].bytes += bytes
                case .endOfPart: parts[parts.count - 1].isOver = true
                }
            }
        }
        return (parts, parser.isComplete)
    }

    static func part(_ head: String, _ body: String) -> String { "\(mark)\r\n\(head)\r\n\r\n\(body)\r\n" }
    static func field(_ name: String, _ value: String) -> String {
        part("Content-Disposition: form-data; name=\"\(name)\"", value)
    }
    static func file(_ name: String, _ content: String) -> String {
        part(
            "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
                + "Content-Type: application/octet-stream", content)
    }
    private static var form: String {
        field("_form", "token") + field("empty", "") + file("a b.txt", "line\r\n--not the mark\r\n\r\nend")
            + "\(mark)--\r\n"
    }

    @Test("fields and the file come out the same, wherever the pieces are cut")
    func cuts() throws {
        let bytes = Array(Self.form.utf8)
        let whole = try Self.read([bytes])
        #expect(whole.isComplete)
        #expect(whole.parts.map(\.name) == ["_form", "empty", "file"])
        #expect(whole.parts.map(\.text) == ["token", "", "line\r\n--not the mark\r\n\r\nend"])
        #expect(whole.parts.map(\.file) == [nil, nil, "a b.txt"])
        let single = try Self.read(bytes.map { [$0] })
        #expect(single.parts == whole.parts && single.isComplete)
        for cut in 0...bytes.count {
            let two = try Self.read([Array(bytes[..<cut]), Array(bytes[cut...])])
            #expect(two.parts == whole.parts && two.isComplete, "\(cut)")
        }
    }

    @Test("a file of bytes that look like boundaries comes out the same", arguments: 0..<60)
    func lookalikes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["\r\n--", "\r\n", "-", "--", "\r", Self.mark, "\r\n\(Self.mark.dropLast())", "x", "\r\n\r\n"]
        // The boundary itself after a line break is what no sender lets stand in a file.
        var content = "x"
        for _ in 0..<40 {
            let next = pieces.randomElement(using: &generator) ?? "x"
            if !(content + next).contains("\r\n\(Self.mark)") { content += next }
        }
        let bytes = Array((Self.field("_form", "t") + Self.file("f", content) + "\(Self.mark)--").utf8)
        var cuts: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...9, using: &generator)
            cuts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let read = try Self.read(cuts)
        #expect(read.parts.last?.text == content && read.isComplete)
    }

    @Test(
        "whatever comes is read or refused, never trapped, and never says it is whole without its end", arguments: 0..<8
    )
    func fuzz(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let form = Array(Self.form.utf8)
        for _ in 0..<400 {
            var bytes = form
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                guard !bytes.isEmpty else { break }
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: form.shuffled(using: &generator).prefix(5), at: place)
                default: bytes.removeLast(min(place, bytes.count - 1))
                }
            }
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            guard let read = try? Self.read([Array(bytes[..<cut]), Array(bytes[cut...])]) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!read.isComplete || text.contains("\(Self.mark)--"))
            #expect(read.parts.count <= MultipartParser.mostParts)
        }
    }

    @Test("a form that ends early is not whole")
    func early() throws {
        let bytes = Array(Self.form.utf8)
        for end in 0..<(bytes.count - 2) {
            #expect(try !Self.read([Array(bytes[..<end])]).isComplete || end == bytes.count - 2, "\(end)")
        }
    }

    @Test("what no browser sends is refused, and what it is about is said")
    func refused() {
        func refusal(_ text: String, type: String = Self.type) -> String {
            do throws(UploadError) {
                _ = try Self.read([Array(text.utf8)], type: type)
                return "none"
            } catch { return error.description }
        }
        let cases: [(String, String)] = [
            ("x" + Self.form, "does not begin with its boundary"),
            (Self.part("Content-Type: text/plain", "x"), "has no name"),
            (Self.part("Content-Disposition: attachment; name=\"x\"", "x"), "what field it is"),
            (Self.part("Content-Disposition: form-data; name=\"\"", "x"), "has no name"),
            (Self.part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "x"), "what field it is"),
            (Self.part("Content-Disposition: form-data; name=\"a\0b\"", "x"), "has no name"),
            (Self.part("Content-Disposition: form-data; name=\"open", "x"), "what field it is"),
            (Self.part("no colon here", "x"), "has no colon"),
            (
                Self.part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "x"),
                "encoded as base64"
            ),
            (Self.file(String(repeating: "n", count: 2000), "x"), "name is too long"),
            (Self.part("X: \(String(repeating: "y", count: 5000))", "x"), "head is too long"),
            ("\(Self.mark)\r\nX: \(String(repeating: "y", count: 5000))", "head is too long"),
            ("\(Self.mark)xx", "does not end with its line"),
            (String(repeating: Self.field("a", "b"), count: 40), "more than 32 parts"),
        ]
        for (text, what) in cases { #expect(refusal(text).contains(what), "\(refusal(text)) for \(text.prefix(80))") }
        #expect(refusal("", type: "text/plain").contains("multipart/form-data"))
        #expect(refusal("", type: "multipart/form-data").contains("boundary"))
        #expect(refusal("", type: "multipart/form-data; boundary=\"a\"; boundary=b").contains("boundary"))
        #expect(refusal("", type: "multipart/form-data; boundary=a%b").contains("boundary"))
        #expect(
            refusal("", type: "multipart/form-data; boundary=" + String(repeating: "a", count: 71)).contains("bound"))
    }

    @Test("the names of files are read as browsers write them")
    func names() throws(UploadError) {
        let cases = [
            ("a.txt", "a.txt"), ("วัด.pdf", "วัด.pdf"), ("a%22b.txt", "a\"b.txt"), ("a%0D%0Ab", "a  b"),
            ("C:\\dir\\a.txt", "C:\\dir\\a.txt"), ("a\\\"b", "a\"b"), ("", ""), ("a;b=c", "a;b=c"),
        ]
        for (written, name) in cases {
            let read = try Self.read([Array((Self.file(written, "x") + "\(Self.mark)--").utf8)])
            #expect(read.parts.first?.file == name)
        }
    }
}
