// SPDX-License-Identifier: Apache-2.0

/// The page in a bundle that tells how to verify it without Steward.
enum BundleReadme {
    static func text(_ checkpoint: Checkpoint, _ key: NoteVerifier) -> String {
        """
        This folder is a sealed book: \(checkpoint.origin)
        \(checkpoint.size) entries, signed by \(key)

        It shows, without any network, that no entry was changed, removed, added or moved since it was signed, and who
        signed it if you have the signer's key from somewhere else than this folder: compare it with key.pub.

        With Steward
            steward ledger verify FOLDER [--key 'THE KEY YOU TRUST']

        What is in the folder
            book.jsonl   one entry a line, JSON in the form of RFC 8785; "previous" is the hash of the entry before
            hashes.txt   one hash a line: SHA-256 of a zero byte and the entry's line without its line end
            checkpoint   origin, size and root of the Merkle tree (RFC 6962) over the entries, signed
                         (C2SP tlog-checkpoint, signed note, Ed25519)
            key.pub      the signer's public key: name, id, and the key in base64 behind a byte 1
            blobs/       the evidence that entries name by its SHA-256, listed in blobs.txt
            manifest     the SHA-256 of the small files, signed by the same key

        With standard tools (in this folder)
        1. The small files and the evidence. "Lines are improperly formatted" means the manifest's signature: expected.
            sha256sum --check manifest
            sha256sum --check blobs.txt          (nothing to check when blobs.txt is empty)

        2. The entries: chain, list of hashes, and root.
        \(indented(entries))

        3. The signatures.
        \(indented(signatures))

        """
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
    }

    private static let entries = #"""
        cat > /tmp/entries.py <<'END'
        import base64, hashlib, json
        sha = lambda data: hashlib.sha256(data).digest()
        size, last, peaks = 0, bytes(32), []
        for line, listed in zip(open("book.jsonl", "rb"), open("hashes.txt")):
            entry, leaf = json.loads(line), sha(b"\0" + line.rstrip(b"\n"))
            assert entry["sequence"] == size and entry["previous"] == last.hex(), f"entry {size}: chain broken"
            assert listed == leaf.hex() + "\n", f"entry {size}: not the hash in hashes.txt"
            last, node, height = leaf, leaf, size
            while height & 1:
                node, height = sha(b"\1" + peaks.pop() + node), height >> 1
            peaks.append(node)
            size += 1
        root = peaks.pop() if peaks else sha(b"")
        while peaks:
            root = sha(b"\1" + peaks.pop() + root)
        origin, signed_size, signed_root = open("checkpoint").read().split("\n")[:3]
        assert (int(signed_size), base64.b64decode(signed_root)) == (size, root), "not what was signed"
        print("good:", size, "entries, root", root.hex())
        END
        python3 /tmp/entries.py
        """#

    private static let signatures = #"""
        cat > /tmp/signatures.py <<'END'
        import base64, subprocess
        key = base64.b64decode(open("key.pub").read().split("+", 2)[2])[1:]
        open("/tmp/key.der", "wb").write(bytes.fromhex("302a300506032b6570032100") + key)
        for name in ["checkpoint", "manifest"]:
            text, signatures = open(name).read().rsplit("\n\n", 1)
            open("/tmp/text", "w").write(text + "\n")
            open("/tmp/signature", "wb").write(base64.b64decode(signatures.split()[2])[4:])
            print(name, flush=True)
            subprocess.run("openssl pkeyutl -verify -pubin -keyform DER -inkey /tmp/key.der -rawin "
                           "-in /tmp/text -sigfile /tmp/signature", shell=True, check=True)
        END
        python3 /tmp/signatures.py
        """#
}
