// SPDX-License-Identifier: Apache-2.0

/// The home page, and what the frame counts.
extension StyleSheet {
    static let home = """
        header.site .count { background: var(--sunken); color: var(--text); border-radius: 999px; padding: 0 7px;
            font-size: var(--size-tag); font-weight: 600; font-variant-numeric: tabular-nums; }
        form.languages { display: inline; } header.site button.link { padding: 0; }
        .matters { list-style: none; margin: 0 0 var(--gap-3); padding: 0; }
        .matters > li { display: grid; grid-template-columns: 7rem 1fr auto; gap: var(--gap-1) var(--gap-3);
            align-items: center; max-width: none; padding: var(--gap-2) 0; border-bottom: 1px solid var(--line); }
        .matters > li > .tag { justify-self: start; }
        .matters > li:last-child { border-bottom: 0; } .matters p { margin: 0; overflow-wrap: anywhere; }
        .matters .actions { margin: 0; justify-content: flex-end; }
        .matters.short > li { grid-template-columns: minmax(9rem, max-content) 1fr; align-items: baseline; }
        @media (max-width: 640px) {
          .matters > li, .matters.short > li { grid-template-columns: 1fr; justify-items: start; }
          .matters .actions { justify-content: flex-start; }
        }

        """
}
