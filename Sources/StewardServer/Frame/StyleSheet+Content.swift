// SPDX-License-Identifier: Apache-2.0

/// What shows data: tables, cards, badges, notices.
extension StyleSheet {
    /// A table scrolls inside its box, never the page, and its first column stays; on a phone `table.stack` becomes a
    /// list instead.
    static let tables = """
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { font-weight: 600; color: var(--quiet); font-size: var(--size-small); }
        thead th { white-space: nowrap; vertical-align: bottom; }
        thead th::first-letter { text-transform: uppercase; }
        tbody th { color: var(--text); font-size: inherit; font-weight: 400; }
        tbody tr:last-child > * { border-bottom: 0; }
        caption { text-align: left; font-weight: 600; padding: var(--gap-2) var(--gap-4) 0; }
        td.n, th.n { text-align: right; white-space: nowrap; }
        table:not(.stack) td code { overflow-wrap: break-word; }
        td.small { padding-top: 8px; }
        .scroll { overflow-x: auto; }
        .card > table tr, .scroll > table tr { background: var(--raised); }
        .card > table:not(.stack) tr > :first-child, .scroll > table:not(.stack) tr > :first-child { position: sticky;
            left: 0; background: inherit; max-width: 48vw; z-index: 1; }
        tr.differs, .card > table tr.differs { background: var(--medium-soft); }
        tr.below, .card > table tr.below { background: var(--high-soft); }
        .card.scroll, .card:has(> table:only-child) { padding: 0; }
        .card.scroll tr > :first-child, .card:has(> table:only-child) tr > :first-child { padding-left: var(--gap-4); }
        .card.scroll tr > :last-child, .card:has(> table:only-child) tr > :last-child { padding-right: var(--gap-4); }

        """

    static let cards = """
        .card { background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius);
            padding: var(--gap-3) var(--gap-4); margin: 0 0 var(--gap-3); overflow-x: auto; }
        .card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
        .card h2, .card h3 { margin-top: 0; }
        .card table + h3, .card table + p { margin-top: var(--gap-4); }
        .card > header { display: flex; flex-wrap: wrap; gap: var(--gap-1) var(--gap-3); align-items: baseline;
            justify-content: space-between; margin-bottom: var(--gap-2); }
        .card > header > * { margin: 0; }
        .card > footer { margin-top: var(--gap-3); padding-top: var(--gap-3); border-top: 1px solid var(--line); }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
            gap: var(--gap-3); }
        .cards .card, .cards p:last-child { margin: 0; }
        .cards dl.pairs { grid-template-columns: 108px 1fr; }
        .cards + p { margin-top: var(--gap-3); }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 20px; }
        .columns > * { min-width: 0; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: var(--gap-3);
            margin: var(--gap-4) 0 var(--gap-3); padding: 0; list-style: none; }
        .figures li { background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius);
            padding: 10px 14px; }
        .figures b { display: block; font-size: var(--size-figure); line-height: var(--tight);
            font-variant-numeric: tabular-nums; }
        .figures span { color: var(--quiet); font-size: var(--size-small); }
        dl.pairs { display: grid; grid-template-columns: max-content 1fr; gap: var(--gap-1) var(--gap-4);
            margin: 0 0 var(--gap-3); }
        dl.pairs dt { color: var(--quiet); } dl.pairs dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
        dl.pairs + .links { margin-top: var(--gap-3); }
        ul.plain { list-style: none; padding-left: 0; } ul.plain.card { padding-left: var(--gap-4); }
        ul.plain li + li { margin-top: var(--gap-2); }
        ol.plan { margin: 0; padding-left: var(--gap-5); }

        """

    /// The colours by meaning. Text says the same as the colour, always.
    static let badges = """
        .tag { display: inline-block; border-radius: 999px; padding: 1px 10px; font-size: var(--size-tag);
            font-weight: 600; white-space: nowrap; border: 1px solid transparent; margin: 1px 0; }
        .good { color: var(--good); background: var(--good-soft); }
        .info { color: var(--info); background: var(--info-soft); }
        .hint { color: var(--hint); background: var(--hint-soft); }
        .low { color: var(--low); background: var(--low-soft); }
        .medium { color: var(--medium); background: var(--medium-soft); }
        .high { color: var(--high); background: var(--high-soft); }
        .critical { color: var(--on-high); background: var(--high); }
        .missing { color: var(--quiet); background: var(--missing-soft); }

        """

    static let notices = """
        .notice { border: 1px solid var(--line); border-left: 4px solid var(--edge); padding: var(--gap-2) \
        var(--gap-3); margin: 0 0 var(--gap-3); background: var(--raised); color: var(--text);
            overflow-wrap: anywhere; border-radius: var(--radius-small); max-width: 80ch; }
        .notice > :last-child { margin-bottom: 0; } .notice ul { margin: var(--gap-1) 0 0; }
        .notice strong:first-child { display: block; }
        .notice.bad { border-left-color: var(--high); background: var(--high-soft); }
        .notice.warn { border-left-color: var(--medium); background: var(--medium-soft); }
        .notice.good { border-left-color: var(--good); background: var(--good-soft); color: var(--text); }
        .notice.info { border-left-color: var(--info); background: var(--info-soft); color: var(--text); }
        .empty { border: 1px dashed var(--edge); border-radius: var(--radius); padding: var(--gap-5) var(--gap-4);
            margin: var(--gap-3) 0; text-align: center; color: var(--quiet); }
        .empty > * { margin-left: auto; margin-right: auto; }
        .empty h2, .empty h3 { margin-top: 0; color: var(--text); font-size: var(--size-3); }
        .empty > :last-child { margin-bottom: 0; }
        .loading { color: var(--quiet); display: flex; gap: var(--gap-2); align-items: center; max-width: 72ch; }
        .loading::before { content: ""; width: 1.1em; height: 1.1em; border-radius: 50%; flex: none;
            border: 3px solid var(--line); border-top-color: var(--link); }
        @media (prefers-reduced-motion: no-preference) {
          .loading::before { animation: turn 1s linear infinite; }
          @keyframes turn { to { transform: rotate(1turn); } }
        }

        """
}
