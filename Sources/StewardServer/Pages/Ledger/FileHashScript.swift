// SPDX-License-Identifier: Apache-2.0

/// The script that computes the SHA-256 of a file in the browser, so that the file need not be sent. Without it, or
/// where the browser does not offer it (pages over plain HTTP from another machine), the field for it stays hidden.
enum FileHashScript {
    static let text = """
        // SPDX-License-Identifier: Apache-2.0
        // Puts the SHA-256 of a chosen file into the form's field; the file stays where it is.
        const part = document.querySelector("[data-file-hash]");
        const target = document.querySelector("[name=sha256]");
        const largest = 1073741824;

        async function compute(file, said) {
          if (file.size > largest) {
            said.textContent = part.dataset.large;
            return;
          }
          said.textContent = part.dataset.busy;
          try {
            const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
            target.value = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
            said.textContent = target.value;
          } catch {
            said.textContent = part.dataset.large;
          }
        }

        if (part && target && globalThis.crypto?.subtle) {
          const chosen = part.querySelector("input");
          part.hidden = false;
          chosen.addEventListener("change", () => {
            if (chosen.files.length > 0) compute(chosen.files[0], part.querySelector("[role=status]"));
          });
        }

        """
}
