// SPDX-License-Identifier: Apache-2.0

/// The one style sheet: system fonts, colours by meaning, light and dark, print, phone.
enum StyleSheet {
    static let text = tokens + base + frame + parts + tally + files + small

    private static let tokens = """
        :root {
          color-scheme: light dark;
          --ground: #fbfaf8; --raised: #ffffff; --line: #dedad2; --text: #1d1c1a; --quiet: #66625a; --link: #0b5c8f;
          --good: #1a7f5a; --good-soft: #e0f2ea; --hint: #5f6b7a; --hint-soft: #eceff3;
          --low: #8a6d00; --low-soft: #fbf3d3; --medium: #b25400; --medium-soft: #fdeadb;
          --high: #b3261e; --high-soft: #fbe4e2; --missing: #a8a399; --missing-soft: #efece6;
          --step: 4px; --radius: 8px;
          font: 16px/1.5 system-ui, "Noto Sans Thai", "Leelawadee UI", Thonburi, Loma, Garuda, sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #171614; --raised: #201f1c; --line: #3a3833; --text: #efece6; --quiet: #aaa69c; --link: #7fc4ef;
            --good: #5fcb9f; --good-soft: #17352a; --hint: #a9b4c2; --hint-soft: #262c34;
            --low: #e2c14b; --low-soft: #37300f; --medium: #f2a056; --medium-soft: #3b2611;
            --high: #f58a82; --high-soft: #40191a; --missing: #77736b; --missing-soft: #2a2825;
          }
        }

        """

    private static let base = """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); }
        a { color: var(--link); text-underline-offset: 2px; }
        a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px;
            border-radius: 2px; }
        h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 var(--step); }
        h2 { font-size: 1.2rem; margin: calc(var(--step) * 8) 0 calc(var(--step) * 2); }
        h3 { font-size: 1rem; margin: calc(var(--step) * 4) 0 var(--step); }
        p { margin: 0 0 calc(var(--step) * 3); max-width: 72ch; }
        code, .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .875em;
            overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { font-weight: 600; color: var(--quiet); font-size: .875rem; }
        td.n, th.n { text-align: right; white-space: nowrap; }
        .quiet { color: var(--quiet); } .small { font-size: .875rem; }

        """

    private static let frame = """
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: 8px; top: 8px; background: var(--raised); padding: 8px; z-index: 2; }
        header.site { background: var(--raised); border-bottom: 1px solid var(--line); }
        header.site > div, main, footer.site { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
        header.site > div { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center;
            padding-top: 10px; padding-bottom: 10px; }
        header.site strong a { color: inherit; text-decoration: none; font-size: 1.1rem; }
        header.site nav { display: flex; gap: 16px; flex-wrap: wrap; flex: 1; }
        header.site nav a { text-decoration: none; padding: 2px 0; }
        header.site nav a[aria-current] { color: var(--text); border-bottom: 2px solid var(--text); }
        main { padding-top: 24px; padding-bottom: 48px; }
        footer.site { padding-top: 16px; padding-bottom: 32px; color: var(--quiet); font-size: .875rem;
            border-top: 1px solid var(--line); }
        nav.trail { font-size: .875rem; margin-bottom: 8px; color: var(--quiet); }
        nav.trail a { color: inherit; }

        """

    private static let parts = """
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px;
            margin: 16px 0 8px; padding: 0; list-style: none; }
        .figures li { background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius);
            padding: 10px 14px; }
        .figures b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .figures span { color: var(--quiet); font-size: .875rem; }
        .card { background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius);
            padding: 12px 16px; margin: 0 0 12px; overflow-x: auto; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 20px; }
        .tag { display: inline-block; border-radius: 999px; padding: 1px 10px; font-size: .8125rem;
            font-weight: 600; white-space: nowrap; }
        .good { color: var(--good); background: var(--good-soft); } .hint { color: var(--hint);
            background: var(--hint-soft); }
        .low { color: var(--low); background: var(--low-soft); } .medium { color: var(--medium);
            background: var(--medium-soft); }
        .high, .critical { color: var(--high); background: var(--high-soft); } .missing { color: var(--quiet);
            background: var(--missing-soft); }
        .critical { outline: 1.5px solid var(--high); }
        dl.pairs { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
        dl.pairs dt { color: var(--quiet); } dl.pairs dd { margin: 0; overflow-wrap: anywhere; }

        """

    private static let tally = """
        .tiles { display: grid; gap: 10px 18px; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr));
            margin: 0; padding: 0; list-style: none; }
        .tiles h3 { margin: 0; font-size: .8125rem; font-weight: 500; color: var(--quiet); }
        .tiles .row { display: flex; flex-wrap: wrap; gap: 3px; }
        .tile { width: 26px; height: 24px; border-radius: 4px; font-size: .75rem; text-align: center;
            line-height: 24px; text-decoration: none; font-variant-numeric: tabular-nums; }
        .legend { display: flex; flex-wrap: wrap; gap: 6px 12px; margin: 8px 0 16px; padding: 0;
            list-style: none; font-size: .875rem; }
        tr.differs td { background: var(--medium-soft); } tr.below td { background: var(--high-soft); }
        .bar { display: block; height: 6px; border-radius: 3px; background: var(--line); overflow: hidden;
            min-width: 60px; }
        .bar i { display: block; height: 100%; background: var(--good); }
        .filters { display: flex; flex-wrap: wrap; gap: 6px 14px; margin: 0 0 12px; font-size: .875rem; }
        .filters a[aria-current] { font-weight: 700; color: var(--text); text-decoration: none; }

        """

    private static let files = """
        nav.sub { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 16px; padding-bottom: 8px;
            border-bottom: 1px solid var(--line); font-size: .9375rem; }
        nav.sub a { text-decoration: none; }
        nav.sub a[aria-current] { color: var(--text); font-weight: 600; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 12px; }
        .cards .card, .cards p:last-child { margin: 0; }
        .cards dl.pairs { grid-template-columns: 108px 1fr; }
        h1 + .card, h1 + .cards, h1 + p { margin-top: 12px; }
        .card h2, .card h3 { margin-top: 0; }
        dl.pairs + .links { margin-top: 12px; }
        ul.plain { list-style: none; } ul.plain li + li { margin-top: 8px; }
        th::first-letter { text-transform: uppercase; }
        td progress { margin: 8px 0; } progress + p { margin-top: 6px; }
        .cards + p { margin-top: 12px; } ol.plan { margin: 0; padding-left: 24px; }
        h1 .name { white-space: normal; } figure.plot { padding-bottom: 0; }
        .name { overflow-wrap: anywhere; white-space: break-spaces; }
        .time { white-space: nowrap; }
        progress { appearance: none; -webkit-appearance: none; display: block; width: 100%; min-width: 80px;
            height: 8px; border: 0; border-radius: 4px; background: var(--line); overflow: hidden; color: var(--good); }
        progress::-webkit-progress-bar { background: var(--line); }
        progress::-webkit-progress-value { background: var(--good); }
        progress::-moz-progress-bar { background: var(--good); }
        progress.above { color: var(--high); }
        progress.above::-webkit-progress-value { background: var(--high); }
        progress.above::-moz-progress-bar { background: var(--high); }
        .notice { border-left: 4px solid var(--line); padding: 8px 12px; margin: 0 0 12px; background: var(--raised);
            overflow-wrap: anywhere; }
        .notice.bad { border-color: var(--high); } .notice.warn { border-color: var(--medium); }
        .links { display: flex; flex-wrap: wrap; gap: 6px 18px; }
        .chart { display: block; width: 100%; height: auto; }
        .chart.narrow { display: none; }
        .chart text { fill: var(--quiet); font-size: 12px; }
        .chart .grid { stroke: var(--line); } .chart .axis { stroke: var(--quiet); }
        .chart .used { stroke: var(--link); fill: none; } .chart .area { fill: var(--link); opacity: .14; }
        .chart .trash { fill: var(--missing); opacity: .55; } .chart .dot { fill: var(--link); }
        .chart .threshold { stroke: var(--medium); } .chart .limit { stroke: var(--high); }
        .chart text.threshold { stroke: none; fill: var(--medium); } .chart text.limit { stroke: none;
            fill: var(--high); }
        .key i { display: inline-block; width: 14px; height: 10px; border-radius: 2px; margin-right: 6px; }
        .key .used { background: var(--link); } .key .trash { background: var(--missing); }
        .key .threshold { background: var(--medium); } .key .limit { background: var(--high); }

        """

    private static let small = """
        @media (max-width: 640px) {
          header.site > div, main, footer.site { padding-left: 14px; padding-right: 14px; }
          h1 { font-size: 1.375rem; } th, td { padding: 5px 6px; } dl.pairs { grid-template-columns: 1fr; gap: 0; }
          dl.pairs dd { margin-bottom: 8px; }
          header.site nav { order: 3; flex: 1 0 100%; }
          header.site strong { flex: 1; }
          table.stack thead { position: absolute; left: -999px; }
          table.stack tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); }
          table.stack td { display: block; border: 0; padding: 2px 0; overflow-wrap: anywhere; }
          .cards dl.pairs { grid-template-columns: 1fr; }
          table.stack td.n { text-align: left; white-space: normal; }
          table.stack td:empty { display: none; }
          table.stack td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
          .chart.wide { display: none; } .chart.narrow { display: block; }
        }
        @media print {
          header.site nav, footer.site, .skip, .filters { display: none; }
          body { background: #fff; color: #000; } .card, .figures li { break-inside: avoid; border-color: #bbb; }
        }

        """
}
