// SPDX-License-Identifier: Apache-2.0
import StewardOAuth
import Testing

@Suite("Proof keys and Base64 for addresses")
struct ProofKeyTests {
    @Test("the challenge of RFC 7636, appendix B")
    func vector() {
        let key = ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("the octets of RFC 7636, appendix B, and their text")
    func octets() {
        let octets: [UInt8] = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
            240, 91, 88, 5, 88, 83, 132, 141, 121,
        ]
        #expect(Base64URL.encode(octets) == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(Base64URL.decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == octets)
    }

    @Test("decoding is strict", arguments: ["A", "AA==", "AB", "AAB", "A A", "+/8", "é", "AAAAA"])
    func strict(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test("what was encoded decodes to itself, sampled")
    func roundTrip() {
        var random = SeededGenerator(seed: 3)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test("the system's bytes are as many as asked for, and not always the same")
    func systemBytes() {
        #expect(RandomBytes.system(96).count == 96)
        #expect(Set((0..<50).map { _ in RandomBytes.system(16) }).count == 50)
    }
}
