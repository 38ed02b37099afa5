// SPDX-License-Identifier: Apache-2.0

/// What the contracts of stored files need to know of one integration besides its ``IntegrationSubject``.
///
/// Keep the numbers small through the subject's settings, so that a few bytes go through every branch.
public struct FileStoringSubject: Sendable {
    /// How many bytes of content go up in one piece.
    public let chunk: Int
    /// Other sizes at which the integration takes another way, as the largest content that goes up in one call.
    public let edges: [Int]
    /// How many files one page of a list holds at most, with the subject's settings.
    public let pageSize: Int
    /// Names that the service cannot keep; each must be refused as `invalidRequest`.
    public let refusedNames: [String]
    /// Whether the service gives ids before files are made.
    public let givesIDs: Bool
    /// Whether the service gives digests of what it stores.
    public let givesChecksums: Bool
    /// The id of a document in the simulator that can be exported; `nil` when there are none.
    public let document: String?

    /// Describes a store. `chunk` is at least 16 bytes, `pageSize` at least 2.
    public init(
        chunk: Int, edges: [Int] = [], pageSize: Int, refusedNames: [String] = [], givesIDs: Bool = true,
        givesChecksums: Bool = true, document: String? = nil
    ) {
        self.chunk = chunk
        self.edges = edges
        self.pageSize = pageSize
        self.refusedNames = refusedNames
        self.givesIDs = givesIDs
        self.givesChecksums = givesChecksums
        self.document = document
    }
}
