// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import StewardServer

@Suite("Where one goes after signing in")
struct ReturnPathTests {
    @Test(
        "a path of this server is kept, with its query",
        arguments: ["/", "/jobs", "/findings?state=open&page=2", "/a//b"])
    func paths(path: String) {
        #expect(ReturnPath(path).text == path)
    }

    @Test(
        "anything that could lead elsewhere is the first page",
        arguments: [
            "", "jobs", "//evil.example", "///evil.example", "/\\evil.example", "/\\/evil.example", "\\\\evil.example",
            "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
            "/a\r\nSet-Cookie: a=b",
            " /jobs", "/ค้น", "/a b", "/" + String(repeating: "a", count: 2048),
        ])
    func elsewhere(path: String) {
        #expect(ReturnPath(path) == .home)
        #expect(ReturnPath(path).text == "/")
    }

    @Test(
        "one does not come back to signing in or out, nor to a link that is used up",
        arguments: ["/sign-in", "/sign-in?to=/jobs", "/sign-in/google", "/sign-out", "/setup/abc", "/sign-in#x"])
    func signing(path: String) {
        #expect(ReturnPath(path) == .home)
    }

    @Test("a path that only begins like those is one like any other")
    func likeThose() {
        #expect(ReturnPath("/sign-in-sheets").text == "/sign-in-sheets")
    }

    @Test("the form's address carries the path as one value")
    func form() {
        #expect(ReturnPath("/jobs?a=1&b=2").signIn == "/sign-in?to=%2Fjobs%3Fa%3D1%26b%3D2")
        #expect(ReturnPath.home.signIn == "/sign-in")
    }

    @Test("no path at all is the first page")
    func missing() {
        #expect(ReturnPath(nil as String?) == .home)
    }
}

@Suite("What a browser is called")
struct DeviceNameTests {
    @Test(
        "by the most telling of its names",
        arguments: [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 "
                    + "Safari/537.36 Edg/140.0", "Edge, Windows"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 "
                    + "Mobile/15E148 "
                    + "Safari/604.1", "Safari, iPhone"
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile "
                    + "Safari/537.36", "Chrome, Android"
            ),
            ("curl/8.5.0", "curl"),
        ])
    func known(agent: String, name: String) {
        #expect(DeviceName(userAgent: agent).text == name)
    }

    @Test("what says nothing has no name", arguments: ["", "…", "<script>"])
    func unknown(agent: String) {
        #expect(DeviceName(userAgent: agent).text == nil)
    }
}
