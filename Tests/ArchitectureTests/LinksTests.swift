// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("Links: between the pages of this repository")
struct LinksTests {
    @Test("every link of a page leads to a file of this repository")
    func realTree() {
        let root = RepositoryTree.real.root
        expectNone(
            Links.violations(in: RepositoryTree.real.files) { path in
                FileManager.default.fileExists(atPath: "\(root)/\(path)")
            })
    }

    @Test("a link that leads nowhere is named with its line; addresses and places in a page are left alone")
    func planted() {
        let page = SourceFile(
            "docs/guide.md",
            """
            [up](../README.md) and [beside](there.md#part)
            [gone](../gone.md) [address](https://example.org/x.md) [here](#part)
            """)
        let found = Links.violations(in: [page]) { ["README.md", "docs/there.md"].contains($0) }
        #expect(found.map(\.description) == ["docs/guide.md:2: links to ../gone.md, which is not there."])
    }
}
