// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardTestKit
import Testing

/// The examples of golang.org/x/mod/sumdb/note and of C2SP signed-note.
@Suite("Signed notes")
struct SignedNoteTests {
    private let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    private let peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private let peterLine =
        "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"
        + "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    private let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    private let enochLine =
        "\u{2014} EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ov"
        + "TG01oOTGwnWLox33WWd1RvMc+QQ=\n"

    private func note(_ text: String) throws -> SignedNote { try SignedNote(parsing: Array(text.utf8)) }

    @Test("The published key signs the published text as published")
    func publishedSignature() throws {
        let signer = try Fixture.signer
        #expect(signer.description == peterKey)
        #expect(signer.text.reveal() == Fixture.key.reveal())
        #expect(try signer.sign(text).description == text + "\n" + peterLine)
    }

    @Test("The published notes verify with the published keys")
    func publishedNotes() throws {
        let both = try note(text + "\n" + peterLine + enochLine)
        let (peter, enoch) = (try NoteVerifier(parsing: peterKey), try NoteVerifier(parsing: enochKey))
        #expect(both.text == text)
        #expect(try both.verify(by: [peter]) == [peter])
        #expect(try both.verify(by: [enoch, peter]) == [peter, enoch])
        #expect(both.description == text + "\n" + peterLine + enochLine)
        let spec = try note(
            "This is an example message.\n\n\u{2014} example.com/foo "
                + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n")
        let key = try NoteVerifier(parsing: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        #expect(try spec.verify(by: [key]) == [key])
        #expect(throws: LedgerError(.invalidNote, "")) { try spec.verify(by: [peter]) }
    }

    @Test("A changed byte of text or signature makes the note invalid")
    func changedBytes() throws {
        let peter = try NoteVerifier(parsing: peterKey)
        let bytes = Array((text + "\n" + peterLine).utf8)
        for place in bytes.indices {
            for mask in [UInt8(1), 2, 0x20, 0x80] {
                var changed = bytes
                changed[place] ^= mask
                #expect(throws: LedgerError(.invalidNote, ""), "byte \(place) ^ \(mask)") {
                    try SignedNote(parsing: changed).verify(by: [peter])
                }
            }
        }
    }

    @Test("Malformed notes are refused with a reason")
    func malformed() {
        let cases = [
            "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\(peterLine.dropLast())", "text\n\n- a AAAAAAA=\n",
            "text\n\n\u{2014} a+b AAAAAAAA\n", "text\n\n\u{2014} a AAAA\n", "text\n\n\u{2014} a !!!!\n",
            "text\n\n\u{2014}  AAAAAAAA\n", "te\u{1}xt\n\n" + peterLine, "text\r\n\n" + peterLine,
            "text\n\n" + String(repeating: peterLine, count: 101), "text\n\n\u{2014} a AAAAAAAA x\n",
            String(repeating: "x", count: 1_000_001),
        ]
        for text in cases {
            #expect(throws: LedgerError(.invalidNote, ""), "\(text.prefix(40))") { try note(text) }
        }
        #expect(throws: LedgerError(.invalidNote, "")) { try SignedNote(parsing: [0xFF, 0x0A, 0x0A]) }
    }

    @Test("Keys that are damaged, misnamed or of another kind are refused")
    func keys() {
        let verifiers = [
            "", "a", "a+b", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", peterKey + "\n",
        ]
        for text in verifiers {
            #expect(throws: LedgerError(.invalidKey, ""), "\(text)") { try NoteVerifier(parsing: text) }
        }
        for text in [
            "", "PRIVATE+KEY+a", peterKey, Fixture.key.reveal().replacingOccurrences(of: "c74f", with: "c74e"),
        ] {
            #expect(throws: LedgerError(.invalidKey, "")) { try NoteSigner(parsing: Secret(text)) }
        }
        #expect(throws: LedgerError(.invalidKey, "")) { try NoteSigner(newKeyNamed: "two words") }
    }

    @Test("A text that cannot be a note's is not signed")
    func unsignable() throws {
        let signer = try Fixture.signer
        for text in ["", "no line end", "a\tb\n"] {
            #expect(throws: LedgerError(.invalidNote, "")) { try signer.sign(text) }
        }
    }

    @Test("Random bytes and random changes of a note never crash and never verify")
    func fuzz() throws {
        var random = SplitMix(seed: 20_260_101)
        let peter = try NoteVerifier(parsing: peterKey)
        let good = Array((text + "\n" + peterLine + enochLine).utf8)
        let pieces: [[UInt8]] = [Array("\n\n".utf8), Array("\u{2014} ".utf8), Array("AAAA".utf8), [0], [0xFF], [0x0A]]
        for _ in 0..<5000 {
            var bytes = random.next() % 4 == 0 ? [] : good
            for _ in 0...(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count + 1))
                switch random.next() % 3 {
                case 0: bytes.insert(contentsOf: pieces[Int(random.next() % 6)], at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 20)))
                default: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
                }
            }
            if let note = try? SignedNote(parsing: bytes), (try? note.verify(by: [peter])) != nil {
                #expect(note.text == text)
            }
            if let checkpoint = try? Checkpoint(parsing: String(decoding: bytes, as: UTF8.self)) {
                #expect(checkpoint.text.utf8.elementsEqual(bytes))
            }
        }
    }

    @Test("A signing key is kept in a file that only its owner can read")
    func keyFile() throws {
        let folder = try TemporaryFolder("keys")
        let path = folder.path("ledger.key")
        let signer = try SigningKeyFile.create(at: path, name: "example.org/steward")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try SigningKeyFile.load(from: path).verifier == signer.verifier)
        #expect(throws: LedgerError(.exists, "")) { try SigningKeyFile.create(at: path, name: "example.org/steward") }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: LedgerError(.invalidKey, "")) { try SigningKeyFile.load(from: path) }
        #expect(throws: LedgerError(.notFound, "")) { try SigningKeyFile.load(from: folder.path("none")) }
        #expect(!"\(signer)".contains("PRIVATE"))
    }
}
