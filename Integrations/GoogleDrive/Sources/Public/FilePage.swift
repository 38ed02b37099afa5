// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A page that comes in place of a public file, and what to do about it.
///
/// The forms of 2014 to 2026 are looked for in the order in which the service took them up: a link with a confirmation,
/// a form with hidden fields, an address in a script, a sentence that says why not.
package struct FilePage: Sendable, Hashable {
    /// What the page asks for.
    package enum Answer: Sendable, Hashable {
        /// Go to this address, relative to the page.
        case follow(String)
        /// The page offers no way on, but is a warning about viruses that could not be looked for.
        case warning
        /// It wants an account.
        case signIn
        /// It says that this cannot be had.
        case refusal(Refusal)
        /// It is of no known form.
        case unknown
    }

    /// Why a page does not give the file.
    package enum Refusal: Sendable, Hashable {
        /// Too many people have read it lately.
        case quota
        /// It is taken for malware or abuse.
        case abuse
        /// Its owner does not let others download it.
        case permission
        /// It does not exist.
        case missing
    }

    /// What to do.
    package let answer: Answer

    /// Reads a page.
    /// - Throws: `malformedReply` when the page was cut within a tag.
    package init(parsing bytes: [UInt8]) throws(IntegrationError) {
        var tokens = try HTMLTokenizer(bytes)
        var parts = Parts()
        while let token = try tokens.next() { parts.read(token) }
        answer = parts.answer
    }
}

/// What stands in a page, as far as it matters.
private struct Parts {
    private var title = ""
    private var link: String?
    private var form: (action: String, fields: [(String, String)])?
    private var scripted: String?
    private var caption = ""
    private var asksToSignIn = false
    private var isInForm = false
    private var element = ""
    private var isCaption = false

    mutating func read(_ token: HTMLToken) {
        switch token {
        case .start(let name, let attributes):
            element = name
            if name == "p", token.isOf(class: "uc-error-subcaption") || token.isOf(class: "uc-error-caption") {
                isCaption = true
            }
            start(name, attributes)
        case .end(let name):
            element = ""
            if name == "form" { isInForm = false }
            if name == "p" { isCaption = false }
        case .text(let text):
            if element == "title" { title += text }
            if isCaption { caption += text + " " }
            if element == "script", scripted == nil { scripted = Self.address(inScript: text) }
        }
    }

    private mutating func start(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "a":
            let address = attributes["href"] ?? ""
            if link == nil, address.hasPrefix("/uc?export=download") { link = address }
            if address.contains("ServiceLogin") { asksToSignIn = true }
        case "form":
            let id = attributes["id"]
            let action = attributes["action"] ?? ""
            if form == nil, id == "download-form" || id == "downloadForm" {
                (form, isInForm) = ((action, []), true)
            }
            if action.contains("ServiceLogin") || action.contains("accounts.google.com") { asksToSignIn = true }
        case "input":
            guard isInForm, attributes["type"]?.lowercased() == "hidden", let key = attributes["name"] else { return }
            form?.fields.append((key, attributes["value"] ?? ""))
        default: break
        }
    }

    var answer: FilePage.Answer {
        if let link { return .follow(link) }
        if let form { return .follow(Self.address(of: form.action, form.fields)) }
        if let scripted { return .follow(scripted) }
        let words = (title + " " + caption).lowercased()
        if let refusal = Self.refusal(words) { return .refusal(refusal) }
        if asksToSignIn || words.contains("sign in") { return .signIn }
        return title.contains("Virus scan warning") ? .warning : .unknown
    }

    private static func refusal(_ words: String) -> FilePage.Refusal? {
        let meanings: [(String, FilePage.Refusal)] = [
            ("quota exceeded", .quota), ("too many users have viewed or downloaded", .quota),
            ("infected", .abuse), ("violates", .abuse), ("malware", .abuse),
            ("permission to download", .permission), ("access denied", .permission), ("you need access", .permission),
            ("does not exist", .missing), ("not found", .missing),
        ]
        return meanings.first { words.contains($0.0) }?.1
    }

    /// A form's address with its hidden fields as the query. A query of its own is replaced (HTML Living Standard,
    /// 4.10.22.3, "mutate action URL").
    private static func address(of action: String, _ fields: [(String, String)]) -> String {
        var path = DrivePath(String(action.prefix { $0 != "?" && $0 != "#" }))
        for (key, value) in fields { path = path.query(DrivePath("").escaped(key), value) }
        return path.text
    }

    /// The text after `"downloadUrl":`, its escapes undone.
    private static func address(inScript script: String) -> String? {
        let bytes = Array(script.utf8)
        guard let mark = bytes.firstRange(of: Array("\"downloadUrl\":".utf8)) else { return nil }
        let rest = bytes[mark.upperBound...].prefix(4_096).drop { $0 == 0x20 }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        var end = rest.index(after: rest.startIndex)
        while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
            end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < rest.endIndex else { return nil }
        return (try? JSON(parsing: Array(rest[rest.startIndex...end])))?.string
    }
}

extension DrivePath {
    /// A key of a query, escaped.
    fileprivate func escaped(_ key: String) -> String { String(DrivePath("").part(key).text.dropFirst()) }
}
