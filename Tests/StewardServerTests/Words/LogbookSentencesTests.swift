// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import Testing

import enum Tally.Language

@testable import StewardServer

/// What the logbook says of something that was not done, in every language of the pages.
@Suite("Sentences of the logbook")
struct LogbookSentencesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The forms that are known, with `{}` for each place.
    private static let known = Set(
        (Phrase.tripErrors + Phrase.setupErrors + Phrase.brokerErrors + Phrase.fileErrors).map { form($0.english) })
    private static let names = Set(Phrase.logbookNames.map { form($0.english) })

    private static func form(_ text: String) -> String { text.replacing(/[{\[][1-9][}\]]/, with: "{}") }

    private static func files(_ folder: String) -> [(path: String, text: String)] {
        let paths = FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            (try? String(contentsOfFile: "\(root)/\(folder)/\(path)", encoding: .utf8)).map { (path, $0) }
        }
    }

    /// What programs and devices send is told to them, in English; people send it with no form of a page.
    private static func isForPrograms(_ path: String) -> Bool {
        path.hasPrefix("Intake/") || path.hasPrefix("Observations/") || path.hasSuffix("+JSON.swift")
            || path.hasSuffix("EntryFields.swift") || path.hasSuffix("FleetVehicle.swift")
    }

    /// Sentences that a value makes; the test of each value stands below.
    private static let made: Set = [
        "\"A trip has no field \"{}\"; name one of {}.\"",
        "found.emptySentence", "summary.emptySentence", "\"Line \\(line), \\(first)\"", "first",
        "\"Observation \\(index + 1) cannot be recorded: \\(fault).\"",
    ]

    @Test("each that a page can show is in Thai and Dutch")
    func complete() {
        var seen = 0
        var missing: [String] = []
        for folder in ["Applications/Logbook/Sources", "Sources/StewardServer/Pages/Logbook"] {
            for (path, text) in Self.files(folder) where !Self.isForPrograms(path) {
                for call in PhraseScan.calls(of: "LogbookError", in: text) where call.arguments.count == 2 {
                    let code = call.arguments[0]
                    // What is damaged is a failure of the server's, and what is not there is a page of its own.
                    guard code != ".damaged", code != ".notFound" || path.hasPrefix("Import/") else { continue }
                    seen += 1
                    guard let form = WrittenText(call.arguments[1]).form else {
                        let isTold = call.arguments[1].contains("say(") || Self.made.contains(call.arguments[1])
                        if !isTold, code.hasPrefix(".") { missing.append("\(path):\(call.line): \(call.arguments[1])") }
                        continue
                    }
                    if !Self.isKnown(form) { missing.append("\(path):\(call.line): \(form)") }
                }
            }
        }
        #expect(seen > 100, "\(seen) places")
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    }

    /// Whether a form is known; of a place in a file, whether what follows is.
    private static func isKnown(_ form: String) -> Bool {
        if known.contains(form) || made.contains("\"\(form)\"") { return true }
        guard form.hasPrefix("Line {}: ") else {
            return form == "Line {}, {}" || form == "The file ends at line {}{}; it is cut, export it again."
        }
        return known.contains(String(form.dropFirst("Line {}: ".count)))
    }

    @Test("what they name is in Thai and Dutch too")
    func named() throws {
        var missing: [String] = []
        for (path, text) in Self.files("Applications/Logbook/Sources") {
            for name in ["SetupLimits.check", "Self.wasChanged"] {
                for call in PhraseScan.calls(of: name, in: text) {
                    guard let written = call.arguments.first(where: { $0.hasPrefix("\"") }),
                        let form = WrittenText(written).form
                    else { continue }
                    if !Self.isNamed(form) { missing.append("\(path):\(call.line): \(form)") }
                }
            }
            for call in PhraseScan.calls(of: "fault", in: text) where path.hasPrefix("Import/CSV") {
                guard let form = call.arguments.last.flatMap({ WrittenText($0).form }) else { continue }
                if !Self.known.contains(form) { missing.append("\(path):\(call.line): \(form)") }
            }
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
        let faults = Self.files("Applications/Logbook/Sources").first {
            $0.path.hasSuffix("Observation+Checking.swift")
        }
        let ends = WrittenText.all(in: try #require(faults).text).filter {
            $0.hasPrefix("its ") || $0.hasPrefix("the time ")
        }
        #expect(ends.count == 9)
        for end in ends { #expect(Self.names.contains(end.replacing(/\\\([^)]*\)/, with: "{}")), "\(end)") }
        let rules = Self.files("Applications/Logbook/Sources").first { $0.path.hasSuffix("RulesEntry.swift") }
        let wrong = WrittenText.all(in: try #require(rules).text).filter {
            $0.contains("; ") && $0.first?.isLowercase == true
        }
        #expect(wrong.count == 12)
        for end in wrong { #expect(Self.names.contains(end.replacing(/\\\([^)]*\)/, with: "{}")), "\(end)") }
        for field in TripField.allCases { #expect(Self.names.contains(field.rawValue), "\(field.rawValue)") }
    }

    /// Whether a name is known, also as a field of a trip.
    private static func isNamed(_ form: String) -> Bool {
        names.contains(form) || (form.hasPrefix("The trip's ") && names.contains(String(form.dropFirst(11))))
    }

    @Test("what is said of brokers is in Thai and Dutch too")
    func brokers() throws {
        let path = "\(Self.root)/Sources/StewardServer/Logbook/Broker/BrokerProgram.swift"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let sentences = WrittenText.all(in: text).filter { $0.first?.isUppercase == true && $0.hasSuffix(".") }
        #expect(sentences.count > 8)
        for sentence in sentences {
            let form = sentence.replacing("\\(place)", with: "{}, port {}").replacing(/\\\([^)]*\)/, with: "{}")
            #expect(Self.known.contains(form), "\(form)")
        }
    }

    @Test(
        "names stay as they are, and what is looked up is translated",
        arguments: [
            (
                "The trip's distance is not 0 to 10,000 km; correct it.",
                "De afstand van de rit is niet 0 tot 10.000 km; verbeter hem."
            ),
            (
                "The trip's start_odometer is outside 0 to 9,999,999 km; read it again.",
                "“beginstand” van de rit ligt buiten 0 tot 9.999.999 km; lees dit opnieuw af."
            ),
            (
                "The place's name has 900 characters; at most 200 are kept.",
                "De naam van de plaats heeft 900 tekens; hoogstens 200 worden bewaard."
            ),
            (
                "The trip 2026-a changed meanwhile: its purpose is now “Visit: {1}; look again.”; look again.",
                "De rit 2026-a is intussen gewijzigd: het veld “doel” is nu “Visit: {1}; look again.”; kijk opnieuw."
            ),
            (
                "Line 4, column Date: \"x/y\" is no date; write it as 2026-11-22.",
                "Regel 4, kolom Date: \"x/y\" is geen datum; schrijf het als 2026-11-22."
            ),
            (
                "Line 4: The trip has no distance; enter it, or the odometer at both ends.",
                "Regel 4: De rit heeft geen afstand; vul die in, of de kilometerstand aan beide einden."
            ),
            ("Rule work-1 names no role; name one.", "Regel work-1 noemt geen rol; noem er een."),
        ])
    func translated(english: String, dutch: String) {
        #expect(LogbookSentences.text(english, .dutch) == dutch)
        #expect(LogbookSentences.text(english, .thai)?.contains(/[ก-๙]/) == true)
        #expect(LogbookSentences.text(english, .english) == english)
    }

    @Test("a sentence that is not known stays English, also in part")
    func unknown() {
        for text in [
            "", "Something new.", "Line 4: something new.", "Something new is empty; enter at least one letter.",
        ] {
            #expect(LogbookSentences.text(text, .thai) == nil, "\(text)")
        }
        let words = Words(.thai, now: Date())
        #expect(words.sentence("Something <new>.").markup == "<span lang=\"en\">Something &lt;new&gt;.</span>")
    }
}

/// Text as Swift source writes it.
struct WrittenText {
    /// With `{}` for what is put in; `nil` when it is no literal, or joined of others.
    let form: String?

    init(_ source: String) {
        var rest = source[...]
        var whole = ""
        repeat {
            rest = rest.drop { $0.isWhitespace || $0 == "+" }
            guard let (text, end) = Self.literal(rest) else {
                form = nil
                return
            }
            whole += text
            rest = rest[end...].drop(while: \.isWhitespace)
        } while rest.first == "+"
        form = rest.isEmpty ? whole : nil
    }

    /// The literals of a source as they are written, without what joins their lines.
    static func all(in source: String) -> [String] {
        source.matches(of: /"""\n((?:.|\n)*?)\n *"""|"((?:[^"\\\n]|\\.)*)"/).map { match in
            if let long = match.1 {
                return long.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                    .joined(separator: " ").replacing("\\ ", with: "")
            }
            return String(match.2 ?? "")
        }
    }

    private static func literal(_ source: Substring) -> (String, Substring.Index)? {
        let isLong = source.hasPrefix("\"\"\"")
        let quote = isLong ? "\"\"\"" : "\""
        guard source.hasPrefix(quote) else { return nil }
        var place = source.index(source.startIndex, offsetBy: quote.count)
        var text = ""
        while place < source.endIndex, !source[place...].hasPrefix(quote) {
            guard source[place] == "\\" else {
                text.append(source[place])
                place = source.index(after: place)
                continue
            }
            place = source.index(after: place)
            switch source[place] {
            case "(":
                text += "{}"
                var depth = 0
                repeat {
                    if source[place] == "(" { depth += 1 }
                    if source[place] == ")" { depth -= 1 }
                    place = source.index(after: place)
                } while depth > 0
            case "\n":
                place = source[place...].firstIndex { !$0.isWhitespace } ?? source.endIndex
            default:
                text.append(source[place])
                place = source.index(after: place)
            }
        }
        guard place < source.endIndex else { return nil }
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return (
            isLong ? lines.joined(separator: " ").trimmingCharacters(in: .whitespaces) : text,
            source.index(place, offsetBy: quote.count)
        )
    }
}
