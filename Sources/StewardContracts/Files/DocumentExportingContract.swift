// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What every store with documents that have no bytes of their own promises.
public enum DocumentExportingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [exports, plainFiles] }

    private static func exporter(of bench: FileBench) throws -> any DocumentExporting {
        guard let exporter = bench.store as? any DocumentExporting else {
            throw RuleViolation("\(bench.subject.type) does not conform to DocumentExporting.")
        }
        return exporter
    }

    static let exports = FileStoringContract.rule(
        "documents-are-exported", "A document says what it can be exported as, and each of these gives content."
    ) { bench in
        guard let id = bench.traits.document else { throw RuleViolation("The subject names no document.") }
        let document = try await bench.store.file(id)
        try expect(document.kind == .document, "The document is of the kind \(document.kind).")
        let types = try await exporter(of: bench).exportTypes(of: document)
        try expect(!types.isEmpty, "The document cannot be exported as anything.")
        for type in types {
            let bytes = try await exporter(of: bench).export(document, as: type).collect(upTo: 64 << 20)
            try expect(!bytes.isEmpty, "The document exported as \(type) is empty.")
        }
        let code = try await code { _ = try await exporter(of: bench).export(document, as: "text/x-unknown") }
        try expect(
            code == .unsupported || code == .invalidRequest,
            "A document as text/x-unknown: expected unsupported or invalidRequest, found \(code.shown).")
    }

    static let plainFiles = FileStoringContract.rule(
        "plain-files-are-not-exported", "A file with bytes of its own can be exported as nothing."
    ) { bench in
        let file = try await bench.write([1])
        let types = try await exporter(of: bench).exportTypes(of: file)
        try expect(types.isEmpty, "A plain file claims to be exportable as \(types).")
    }
}
