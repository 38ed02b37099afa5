// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
import StewardIntegration

/// What every integration that reads what is shared with everyone promises on top of ``IntegrationContract``.
///
/// The subject needs ``IntegrationSubject/places``.
public enum FolderPublicContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [
            foldersAreComplete, foldersNest, links, filesAreRead, confirmation, document, quota, privacy, missing,
            unknownPage, cutPage, cutContent, resume, changedContent, pageOnResume,
        ]
    }

    static func rule(
        _ name: String, _ summary: String,
        exemption: @escaping @Sendable (IntegrationSubject) -> String? = { _ in nil },
        _ body: @escaping @Sendable (PublicBench) async throws -> Void
    ) -> Rule<IntegrationSubject> {
        Rule(name, summary, exemption: exemption) { subject in try await body(try PublicBench(subject)) }
    }
}

/// A reader under test and what it must find.
struct PublicBench: Sendable {
    let subject: IntegrationSubject
    let places: PublicPlaces
    let reader: any FolderPublic

    init(_ subject: IntegrationSubject) throws {
        guard let places = subject.places else {
            throw RuleViolation("The subject does not describe what is shared with everyone (places: …).")
        }
        self.subject = subject
        self.places = places
        reader = try Self.reader(of: subject, over: subject.transport)
    }

    /// The reader over a line that is interfered with.
    func reader(_ interference: InterferingTransport.Interference) throws -> any FolderPublic {
        try Self.reader(of: subject, over: InterferingTransport(subject.transport, interference))
    }

    private static func reader(
        of subject: IntegrationSubject, over transport: any HTTPTransport
    ) throws -> any FolderPublic {
        guard let reader = try subject.make(over: transport) as? any FolderPublic else {
            throw RuleViolation("\(subject.type) does not conform to FolderPublic.")
        }
        return reader
    }

    /// What reading a file from its beginning gives.
    func read(_ id: String) async throws -> (content: PublicContent, bytes: [UInt8]) {
        let content = try await reader.readPublic(id, from: 0, validator: nil)
        return (content, try await content.body.collect(upTo: 256 << 20))
    }

    /// Checks that a file is read whole.
    func expectWhole(_ file: PublicPlaces.File) async throws {
        let (content, bytes) = try await read(file.id)
        try expect(bytes == file.bytes, "\(file.name) came as \(bytes.count) bytes, or as other bytes.")
        try expect(content.start == 0, "\(file.name), read from 0, begins at \(content.start).")
        let size = content.size ?? Int64(bytes.count)
        try expect(size == Int64(bytes.count), "\(file.name) has \(bytes.count) bytes, but its size is \(size).")
        try expect(
            Array(content.name.utf8) == Array(file.name.utf8),
            "\(file.name.debugDescription) is called \(content.name.debugDescription).")
    }

    /// Checks that reading this id, as a file and where asked as a folder, fails with this code.
    func expectFailure(
        _ wanted: IntegrationError.Code, fileWith id: String? = nil, folderWith folder: String? = nil
    ) async throws {
        if let id {
            let code = try await code { _ = try await read(id) }
            try expect(code == wanted, "A file: expected \(wanted), found \(code.shown).")
        }
        if let folder {
            let code = try await code { _ = try await reader.publicFolder(folder) }
            try expect(code == wanted, "A folder: expected \(wanted), found \(code.shown).")
        }
    }
}
