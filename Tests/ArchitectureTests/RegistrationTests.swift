// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite("Registration: what is written down by hand")
struct RegistrationTests {
    @Test("every target folder has its line, every line its folder, every integration its place in the catalog")
    func realTree() {
        expectNone(Registration.violations(in: RepositoryTree.real.files))
    }

    @Test("a package whose lines and folders agree has no violation")
    func whole() {
        #expect(Registration.violations(in: Self.files()) == [])
    }

    @Test(
        "a folder without its line is named with the line to add",
        arguments: [
            (
                "Sources/StewardMagic/A.swift",
                "Package.swift: has no line for Sources/StewardMagic; add `module(\"StewardMagic\", [...])`."
            ),
            (
                "Tests/MagicTests/A.swift",
                "Package.swift: has no line for Tests/MagicTests; add `tests(\"MagicTests\", [...])`."
            ),
            (
                "Applications/Trips/Sources/A.swift",
                "Package.swift: has no line for Applications/Trips/Sources; add `targets += application(\"Trips\")`."
            ),
        ])
    func missingLine(path: String, sentence: String) {
        #expect(Self.found(Self.files() + [SourceFile(path, "")]) == [sentence])
    }

    @Test("an integration that is registered nowhere is missed in both places")
    func missingIntegration() {
        let tesla = SourceFile("Integrations/Tesla/Sources/Tesla.swift", #"let m = Manifest(id: "Tesla")"#)
        #expect(
            Self.found(Self.files() + [tesla]) == [
                "Package.swift: has no line for Integrations/Tesla/Sources; add `targets += integration(\"Tesla\")`.",
                "Sources/StewardCatalog/Catalog.swift: does not list Tesla; add `Tesla.self`.",
            ])
    }

    @Test("a comment in the catalog lists nothing")
    func commentInCatalog() {
        let found = Self.found(Self.files(catalog: "// Drive.self\n"))
        #expect(found == ["Sources/StewardCatalog/Catalog.swift: does not list Drive; add `Drive.self`."])
    }

    @Test("a line without its folder is named")
    func missingFolder() {
        let files = Self.files(manifest: Self.manifest + "targets += [program(\"gone\", [])]\n")
        #expect(Self.found(files) == ["Package.swift:6: declares Sources/gone, which holds no source file."])
    }

    @Test(
        "an integration whose id is not its folder's name is named",
        arguments: [
            (
                #"Manifest(id: "drive")"#,
                "has the id \"drive\"; an id is its folder's name, \"Drive\"."
            ),
            (#"Manifest(name: "x")"#, "holds no `Manifest(id: \"Drive\", …)`."),
        ])
    func wrongIdentifier(text: String, sentence: String) {
        #expect(Self.found(Self.files(drive: text)) == ["Integrations/Drive/Sources/Drive.swift: \(sentence)"])
    }

    private static func found(_ files: [SourceFile]) -> [String] {
        Registration.violations(in: files).map(\.description)
    }

    private static let manifest = """
        // swift-tools-version: 6.2
        targets += [module("StewardCore"), tests("CoreTests", [])]
        targets += [.systemLibrary(name: "CThing"), module("Kit", path: "Tests/Kit", [])]
        targets += [module("StewardCatalog", ["Drive"])]
        targets += integration("Drive")

        """

    private static func files(
        manifest: String = manifest, catalog: String = "let all = [Drive.self]\n",
        drive: String = "let manifest = Manifest(\n    id: \"Drive\", name: \"Drive\")"
    ) -> [SourceFile] {
        [
            SourceFile("Package.swift", manifest), SourceFile("Sources/StewardCatalog/Catalog.swift", catalog),
            SourceFile("Sources/StewardCore/A.swift", ""), SourceFile("Tests/CoreTests/A.swift", ""),
            SourceFile("Sources/CThing/shim.h", ""), SourceFile("Tests/Kit/A.swift", ""),
            SourceFile("Integrations/Drive/Sources/Drive.swift", drive),
            SourceFile("Integrations/Drive/Simulator/A.swift", ""), SourceFile("Integrations/Drive/Tests/A.swift", ""),
        ]
    }
}
