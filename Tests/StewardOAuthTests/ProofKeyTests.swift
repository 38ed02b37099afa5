// SPDX-License-Identifier: Apache-2.0
import StewardOAuth
import Testing

@Suite("PKCE")
struct ProofKeyTests {
    @Test("the challenge of RFC 7636, appendix B")
    func vector() {
        let key = ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCMaHUcnJSStw-cM")
    }
}
