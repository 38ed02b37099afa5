// SPDX-License-Identifier: Apache-2.0

/// What only some pages have: tiles of constituencies, charts.
extension StyleSheet {
    /// Tiles say their state by shape too, for those who see colours differently.
    static let tally = tiles + maps + tallyPages + tallySmall

    private static let tiles = """
        .tiles { display: grid; gap: 10px 18px; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr));
            margin: 0; padding: 0; list-style: none; }
        .tiles h3 { margin: 0; font-size: var(--size-tag); font-weight: 500; color: var(--quiet); }
        .tiles .row { display: flex; flex-wrap: wrap; gap: 3px; }
        .tile { width: 28px; height: 26px; border-radius: var(--radius-small); font-size: .75rem; text-align: center;
            line-height: 24px; text-decoration: none; font-variant-numeric: tabular-nums;
            border: 1px solid transparent; }
        .tile:hover { text-decoration: underline; }
        .legend { display: flex; flex-wrap: wrap; gap: 6px 12px; margin: var(--gap-2) 0 var(--gap-4); padding: 0;
            list-style: none; font-size: var(--size-small); }
        .legend .tag { border-radius: var(--radius-small); white-space: normal; }
        .tile.missing, .legend .missing { border: 1px dashed var(--missing); }
        .tile.low, .legend .low { border-bottom: 1px solid var(--low); }
        .tile.medium, .legend .medium { border-bottom: 3px solid var(--medium); line-height: 22px; }
        .tile.high, .legend .high { border: 2px solid var(--high); line-height: 22px; font-weight: 600; }
        .tile.critical { font-weight: 700; }
        .legend .tag { line-height: inherit; }
        .bar { display: block; height: 6px; border-radius: 3px; background: var(--line); overflow: hidden;
            min-width: 60px; }
        .bar i { display: block; height: 100%; background: var(--good); }

        """

    static let files = """
        figure { margin: 0 0 var(--gap-3); }
        figcaption { color: var(--quiet); font-size: var(--size-small); }
        figure.plot { padding-bottom: 0; }
        .chart { display: block; width: 100%; height: auto; }
        .chart.narrow { display: none; }
        .chart text { fill: var(--quiet); font-size: 12px; }
        .chart .grid { stroke: var(--line); } .chart .axis { stroke: var(--quiet); }
        .chart .used { stroke: var(--link); fill: none; } .chart .area { fill: var(--link); opacity: .14; }
        .chart .trash { fill: var(--missing); opacity: .55; } .chart .dot { fill: var(--link); }
        .chart .threshold { stroke: var(--medium); } .chart .limit { stroke: var(--high); }
        .chart text.threshold { stroke: none; fill: var(--medium); }
        .chart text.limit { stroke: none; fill: var(--high); }
        .key i { display: inline-block; width: 14px; height: 10px; border-radius: 2px; margin-right: 6px; }
        .chart .proved, .key .proved { fill: var(--good); background: var(--good); }
        .chart .bad { fill: var(--high); }
        .key .used { background: var(--link); } .key .trash { background: var(--missing); }
        .key .threshold { background: var(--medium); } .key .limit { background: var(--high); }
        .swatches { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
            gap: var(--gap-3); list-style: none; padding: 0; }
        .swatches li { display: flex; gap: var(--gap-3); align-items: center; }
        .swatches svg { flex: none; border: 1px solid var(--edge); border-radius: var(--radius-small); }
        .example { border: 1px solid var(--line); border-radius: var(--radius); padding: var(--gap-4);
            margin: 0 0 var(--gap-3); }
        .example > :last-child { margin-bottom: 0; }

        """

    static let small = """
        @media (max-width: 640px) {
          :root { --size-1: 1.375rem; --size-2: 1.1875rem; }
          header.site > div, main, footer.site { padding-left: 14px; padding-right: 14px; }
          th, td { padding: 5px 8px; } thead th { white-space: normal; }
          dl.pairs, .cards dl.pairs { grid-template-columns: 1fr; gap: 0; } dl.pairs dd { margin-bottom: var(--gap-2); }
          header.site nav { order: 3; flex: 1 0 100%; }
          header.site strong { flex: 1; }
          table.stack thead { position: absolute; left: -999px; }
          table.stack, table.stack tbody, table.stack caption { display: block; }
          table.stack caption { padding-left: 0; } .scroll caption { max-width: calc(100vw - 60px); }
          table.stack tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); }
          table.stack tbody tr:last-child { border-bottom: 0; }
          table.stack td, table.stack tbody th { display: block; border: 0; padding: 2px 0; overflow-wrap: anywhere; }
          .card:has(> table.stack) { padding: 0 var(--gap-4); overflow-x: visible; }
          .card > table.stack tr > :first-child, .card > table.stack tr > :last-child { padding-left: 0;
              padding-right: 0; max-width: none; }
          table.stack td.n { text-align: left; white-space: normal; }
          table.stack td:empty { display: none; }
          table.stack td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
          .chart.wide { display: none; } .chart.narrow { display: block; }
          .actions > *, .actions form > button { flex: 1 1 auto; } .actions > form { display: flex; }
          .row-form .field { flex: 1 1 100%; }
          dialog { padding: var(--gap-4); }
        }

        """

    /// What the reader asked their system for.
    static let preferences = """
        @media (prefers-reduced-motion: reduce) {
          *, ::before, ::after { animation: none !important; transition: none !important;
              scroll-behavior: auto !important; }
        }
        @media (prefers-contrast: more) { :root { --line: var(--edge); --quiet: var(--text); } }
        @media (forced-colors: active) {
          .tag, .tile, .notice, .card, progress { border: 1px solid CanvasText; }
          nav a[aria-current] { border-bottom: 2px solid Highlight; }
        }

        """

    static let print = """
        @media print {
          header.site nav, header.site .small, footer.site, .skip, .filters, nav.sub, nav.pages, .actions,
          button { display: none; }
          :root { color-scheme: light; } html { font-size: 11pt; }
          body { background: none; display: block; }
          main, header.site > div { max-width: none; padding-left: 0; padding-right: 0; }
          .card, .scroll { overflow: visible; } .card, .figures li, tr, .notice { break-inside: avoid; }
          .card:has(> table) { break-inside: auto; }
          h2, h3 { break-after: avoid; } thead { display: table-header-group; }
          .card > table tr > :first-child { position: static; }
          .tag, .tile, progress, .key i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          a { color: inherit; }
          details:not([open]) > summary { list-style: none; }
        }

        """
}
