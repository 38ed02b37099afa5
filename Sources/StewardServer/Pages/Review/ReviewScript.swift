// SPDX-License-Identifier: Apache-2.0

/// The script of the review pages: one key for each thing that a button or link of the page does. Without it the same
/// buttons and links are there.
///
/// A key belongs to the element whose `aria-keyshortcuts` names it. `3` puts the cursor into the field, `?` opens the
/// list of keys. Keys are left alone while something is typed, and can be switched off (WCAG 2.2, 2.1.4). What was
/// typed is kept in the tab until it is sent, so that a reload loses nothing.
enum ReviewScript {
    static let text = """
        // SPDX-License-Identifier: Apache-2.0
        // One key for each thing that a button or link of a review page does.
        const help = document.querySelector("#review-keys");
        const onOff = document.querySelector("#review-keys-on");
        const setting = "steward.review.keys";
        const stored = (area, key) => { try { return area.getItem(key); } catch { return null; } };
        const store = (area, key, value) => {
          try { if (value === null) area.removeItem(key); else area.setItem(key, value); } catch { /* not allowed */ }
        };

        function isTyping(target) {
          if (!(target instanceof HTMLElement)) return false;
          if (target.isContentEditable || target.matches("textarea, select")) return true;
          return target instanceof HTMLInputElement && !["checkbox", "radio", "submit", "button"].includes(target.type);
        }

        function press(key) {
          if (key === "?" && help) {
            help.open = !help.open;
            if (help.open) help.querySelector("summary").focus();
            return true;
          }
          const field = document.querySelector("#field-value");
          if (key === "3" && field) {
            field.focus();
            field.select();
            return true;
          }
          const element = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
          if (!element || element.disabled) return false;
          element.click();
          return true;
        }

        document.addEventListener("keydown", (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
          if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
          if (isTyping(event.target) || (onOff && !onOff.checked)) return;
          if (event.key.length === 1 && press(event.key)) event.preventDefault();
        });

        if (onOff) {
          onOff.closest("[hidden]")?.removeAttribute("hidden");
          onOff.checked = stored(localStorage, setting) !== "off";
          onOff.addEventListener("change", () => store(localStorage, setting, onOff.checked ? null : "off"));
        }

        const draft = (name) => "steward.review:" + location.pathname + ":" + name;
        const fields = [...document.querySelectorAll("#field-value, #field-reason")];
        for (const field of fields) {
          const kept = stored(sessionStorage, draft(field.name));
          if (kept && !field.value) field.value = kept;
          field.addEventListener("input", () => store(sessionStorage, draft(field.name), field.value || null));
        }

        let isSent = false;
        for (const form of document.querySelectorAll("form[method=post]")) {
          form.addEventListener("submit", (event) => {
            if (isSent) return event.preventDefault();
            isSent = true;
            if (!form.querySelector("#field-reason")) return;
            for (const field of fields) store(sessionStorage, draft(field.name), null);
          });
        }
        addEventListener("pageshow", () => { isSent = false; });
        document.querySelector("[aria-invalid=true]")?.focus();

        """
}
