// SPDX-License-Identifier: Apache-2.0

/// The page that records trips: what is looked at and hit while one drives is large. No other page needs these rules,
/// so they are a sheet of their own.
extension StyleSheet {
    static let phone = """
        .phone { max-width: 34rem; }
        .phone-now { border: 2px solid var(--edge); border-radius: var(--radius); background: var(--raised);
            padding: var(--gap-3) var(--gap-4); margin: 0 0 var(--gap-3); }
        .phone[data-phase=driving] .phone-now { border-color: var(--good); background: var(--good-soft); }
        .phone[data-phase=asking] .phone-now { border-color: var(--medium); background: var(--medium-soft); }
        .phone-state { font-size: var(--size-1); font-weight: 700; margin: 0; line-height: var(--tight); }
        .phone[data-phase=driving] .phone-state { color: var(--good); }
        .phone-state::before { content: "○ "; content: "○ " / ""; }
        .phone[data-phase=driving] .phone-state::before { content: "● "; content: "● " / ""; }
        .phone-figures { display: grid; grid-template-columns: 1fr 1fr; gap: var(--gap-3); margin: var(--gap-2) 0 0; }
        .phone-figures dt { font-size: var(--size-small); }
        .phone-figures dd { margin: 0; font-size: 3rem; line-height: 1.15; font-weight: 700;
            font-variant-numeric: tabular-nums; }
        .phone-figures .phone-unit { display: block; font-size: var(--size-small); font-weight: 400; }
        .phone-now > p:last-child { margin: 0; }
        .phone-now > p:last-child:not(:empty) { margin-top: var(--gap-2); }
        .phone-problems { list-style: none; margin: 0 0 var(--gap-3); padding: 0; }
        .phone-problems li { border-left: 4px solid var(--medium); background: var(--medium-soft);
            padding: var(--gap-2) var(--gap-3); margin-bottom: var(--gap-1); max-width: none; }
        .phone-button { display: flex; width: 100%; min-height: 6rem; font-size: 1.75rem; border-radius: var(--radius);
            margin: 0 0 var(--gap-4); }
        body:has(.phone[data-phase=driving]) header.site { display: none; }
        .phone [data-part=none] a { white-space: nowrap; }

        """
}
