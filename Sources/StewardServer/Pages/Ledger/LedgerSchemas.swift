// SPDX-License-Identifier: Apache-2.0

/// What the addresses of the ledger give.
enum LedgerSchemas {
    static let book = Schema.named(
        "Book",
        .object([
            .required("book", .text, "The book's name"), .required("size", .count, "Entries in the book"),
            .required("head", hash, "The hash of the newest entry"),
            .required("readable", .boolean, "Whether the caller may look into it"),
            .required("last_entry_at", .time.orNull, "When the newest entry was made"),
            .required("checkpoint", checkpoint.orNull, "The checkpoint over most entries"),
            .required("verified", verified.orNull, "What the last verification found"),
        ]))

    private static let checkpoint = Schema.named(
        "Checkpoint",
        .object([
            .required("size", .count, "Entries it is over"),
            .required("root", .text, "The root of the tree over them, in hexadecimal"),
            .required("key", .text, "The name and the id of the key that signed it"),
            .required(
                "signature", .one(of: ["good", "other", "bad"]),
                "Whether it is this installation's and good, another key's, or wrong"),
            .required("note", .text, "The signed note"),
        ]))

    private static let verified = Schema.named(
        "BookVerification",
        .object([
            .required("book", .text, "The book's name"), .required("at", .time, "When it ended"),
            .required("job", .text, "The job's id"), .required("actor", .text, "Who asked for it"),
            .required("sound", .boolean, "Whether nothing is wrong"),
            .required("entries", .count, "Entries that were read"),
            .required("root", .text, "The root of the tree over them, in hexadecimal"),
            .required("signed", .integer(min: 0).orNull, "Entries that a good signature vouches for"),
            .required("problems", .array(of: problem, most: BookVerification.problemLimit), "What is wrong"),
            .required("problem_count", .count, "How many problems there are"),
        ]))

    private static let problem = Schema.named(
        "BookProblem",
        .object([
            .required("place", .text, "The table"), .required("entry", .integer().orNull, "The entry's number"),
            .required("fault", .text, "What is wrong, in one sentence"),
            .required("cause", .text, "What most likely happened, in one sentence"),
        ]))

    static let verification = Schema.named(
        "BookVerificationState",
        .object([
            .required("last", verified.orNull, "What was found last"),
            .required("job", WorkSchemas.job.orNull, "The verification under way"),
        ]))

    private static let entry = Schema.named(
        "Entry",
        .object([
            .required("entry", .count, "Its number in the book, from 0"), .required("time", .time, "When it was made"),
            .required("hash", hash, "Its hash"),
            .required("hidden", .boolean, "Whether it belongs to a review that is still open"),
            .required("kind", .text.orNull, "What happened"), .required("actor", .text.orNull, "Who says so"),
            .required("payload", .anything, "The facts; each kind has a shape of its own"),
        ]))

    static let entries = Schema.named(
        "EntryPage",
        .object([
            .required("entries", .array(of: entry, most: Int(LedgerPages.limit)), "The newest first"),
            .required("next", .integer(min: 0).orNull, "What “before” takes for the entries before these"),
        ]))

    static let proof = Schema.named(
        "EntryWithProof",
        .object([
            .required("entry", entry.orNull, "The entry; null when what is stored is none"),
            .required("intact", .boolean, "Whether what is stored has the hash that is kept with it"),
            .required("line", .text.orNull, "The bytes that were hashed"),
            .required("proof", inclusion, "That it stands in the book"),
        ]))

    private static let inclusion = Schema.named(
        "InclusionProof",
        .object([
            .required("entry", .count, "The entry's number"), .required("size", .count, "Entries in the book"),
            .required("root", hash, "The root of the tree over them"),
            .required("path", .array(of: hash), "The hashes beside the way to the root, from the bottom (RFC 6962)"),
        ]))

    static let consistency = Schema.named(
        "ConsistencyProof",
        .object([
            .required("from", .count, "The smaller number of entries"), .required("to", .count, "The larger one"),
            .required("from_root", hash, "The root over the fewer entries"),
            .required("to_root", hash, "The root over the more"),
            .required("path", .array(of: hash), "The proof (RFC 6962)"),
        ]))

    static let check = Schema.named(
        "FileCheck",
        .object([
            .required("held", .boolean, "Whether an entry that the caller may read names the file"),
            .required("kept", .boolean, "Whether the file itself is kept"),
            .required("entries", .array(of: mention, most: LedgerCheck.limit), "The entries that name it"),
        ]))

    private static let mention = Schema.named(
        "Mention",
        .object([
            .required("book", .text, "The book's name"), .required("entry", .count, "The entry's number"),
            .required("kind", .text, "What happened"),
        ]))

    private static let hash = Schema.string(.sha256)
    /// A number of entries.
    static let size = Schema.integer(min: 0, max: 9_007_199_254_740_991)
}
