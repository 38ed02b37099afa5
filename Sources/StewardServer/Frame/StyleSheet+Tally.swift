// SPDX-License-Identifier: Apache-2.0

/// Maps, charts and comparisons of elections.
extension StyleSheet {
    /// Squares say their state by shape too, for those who see colours differently: dashed where there is nothing,
    /// thicker edges the graver it is, filled for the gravest.
    static let maps = """
        .atlas { display: grid; gap: var(--gap-4) var(--gap-6); margin: 0 0 var(--gap-5); }
        @media (min-width: 900px) {
          .atlas { grid-template-columns: 290px minmax(0, 1fr); grid-template-rows: auto 1fr; }
          .atlas > .map-box { grid-column: 2; grid-row: 1 / 3; }
        }
        .map-box { margin: 0; min-width: 0; }
        .map-box > button { margin-bottom: var(--gap-2); }
        .map { display: block; width: 100%; height: auto; max-width: 700px; }
        .map a { text-decoration: none; }
        .map rect { stroke-width: 1; fill: var(--missing-soft); stroke: transparent; }
        .map text { font-size: 12px; text-anchor: middle; dominant-baseline: central; fill: var(--text);
            pointer-events: none; font-variant-numeric: tabular-nums; }
        .map text.key { font-size: 9.5px; font-weight: 700; letter-spacing: -.02em; }
        .map text.place { text-anchor: start; dominant-baseline: auto; fill: var(--quiet); font-size: 13px; }
        .map .border { stroke: var(--quiet); stroke-width: 2; fill: none; pointer-events: none;
            stroke-linecap: round; }
        .map .good rect { fill: var(--good-soft); } .map .good text { fill: var(--good); }
        .map .low rect { fill: var(--low-soft); stroke: var(--low); stroke-width: .75; }
        .map .low text { fill: var(--low); }
        .map .medium rect { fill: var(--medium-soft); stroke: var(--medium); stroke-width: 1.5; }
        .map .medium text { fill: var(--medium); }
        .map .high rect { fill: var(--high-soft); stroke: var(--high); stroke-width: 2.5; }
        .map .high text { fill: var(--high); font-weight: 700; }
        .map .critical rect { fill: var(--high); stroke: var(--high); }
        .map .critical text { fill: var(--on-high); font-weight: 700; }
        .map .missing rect { fill: none; stroke: var(--missing); stroke-dasharray: 3 2.5; }
        .map .missing text { fill: var(--quiet); }
        .map .off { opacity: .22; }
        .map a:hover rect, .map a:focus-visible rect { stroke: var(--focus); stroke-width: 3; stroke-dasharray: none; }
        .map-box figcaption { margin-top: var(--gap-2); max-width: 60ch; }
        .skip-map { position: absolute; left: -999px; }
        .skip-map:focus { position: static; display: inline-block; min-height: var(--target); }
        .zoom-map { height: min(80vh, 900px); max-width: 700px; border: 1px solid var(--line);
            background: var(--ground); border-radius: var(--radius); position: relative; z-index: 0; }
        .leaflet-container.zoom-map { background: var(--ground); font: inherit; font-size: var(--size-small); }
        .map-key ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); background: var(--raised);
            border-radius: var(--radius); overflow: hidden; }
        .map-key li { max-width: none; } .map-key li + li { border-top: 1px solid var(--line); }
        .map-key a { display: flex; align-items: center; gap: var(--gap-2); padding: 5px var(--gap-3);
            min-height: 34px; text-decoration: none; color: inherit; }
        .map-key a > b { margin-left: auto; font-variant-numeric: tabular-nums; }
        .map-key a > span:not(.swatch)::first-letter { text-transform: uppercase; }
        .map-key a:hover { background: var(--sunken); } .map-key a[aria-current] { background: var(--info-soft); }
        .map-key a[aria-current] > span { font-weight: 700; }
        .map-key.flat { margin-bottom: var(--gap-4); }
        .map-key.flat ul { display: flex; flex-wrap: wrap; gap: var(--gap-2); border: 0; background: none;
            overflow: visible; }
        .map-key.flat li { border: 1px solid var(--edge); border-radius: 999px; background: var(--raised); }
        .map-key.flat a { border-radius: 999px; }
        .swatch { display: inline-block; width: 18px; height: 18px; border-radius: 4px; flex: none;
            border: 1px solid transparent; vertical-align: -3px; }
        .swatch.low { border-color: var(--low); } .swatch.medium { border: 2px solid var(--medium); }
        .swatch.high { border: 3px solid var(--high); }
        .swatch.missing { border: 1px dashed var(--missing); background: none; }

        """

    static let tallyPages = """
        .chooser .field { margin-bottom: var(--gap-3); } .chooser .actions { margin: 0; }
        .chooser.wide { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
            gap: 0 var(--gap-4); align-items: end; margin-bottom: var(--gap-4); }
        .chooser.wide .actions { margin-bottom: var(--gap-3); }
        .chooser select { text-overflow: ellipsis; }
        h2.count { margin-top: var(--gap-4); }
        h1 .tag { vertical-align: middle; }
        .province-map { list-style: none; display: flex; flex-wrap: wrap; gap: var(--gap-2); padding: 0;
            margin: 0 0 var(--gap-4); }
        .big-tile { display: flex; flex-direction: column; align-items: center; justify-content: center; width: 84px;
            min-height: 62px; border-radius: var(--radius); text-decoration: none; border: 1px solid transparent;
            font-size: var(--size-tag); text-align: center; line-height: var(--tight); padding: var(--gap-1); }
        .big-tile b { font-size: var(--size-2); }
        .big-tile:hover { text-decoration: underline; }
        .big-tile.missing { border: 1px dashed var(--missing); } .big-tile.medium { border: 2px solid var(--medium); }
        .big-tile.low { border-color: var(--low); } .big-tile.high { border: 3px solid var(--high); }
        .ballots table { font-size: .9375rem; } .ballots td .tag { margin: 0; padding: 0 6px; }
        .ballots th .tag { white-space: normal; border-radius: var(--radius-small); }
        .ballots table tr > :first-child { min-width: 9.5rem; }
        .provinces { list-style: none; padding: 0; margin: 0 0 var(--gap-3); display: grid; gap: 0 var(--gap-4);
            grid-template-columns: repeat(auto-fill, minmax(min(46%, 200px), 1fr)); }
        .provinces a { display: flex; gap: var(--gap-2); align-items: center; min-height: 38px; color: inherit;
            text-decoration: none; }
        .provinces a:hover { text-decoration: underline; }
        .dot-good { fill: var(--good); } .dot-low { fill: var(--low); } .dot-medium { fill: var(--medium); }
        .dot-high, .dot-critical { fill: var(--high); } .dot-missing, .dot-hint { fill: var(--missing); }
        .chart circle { fill-opacity: .6; } .chart .dot-critical { stroke: var(--text); stroke-width: 1.5; }
        .bar-mark { display: block; width: 100%; min-width: 90px; height: 10px; background: var(--sunken);
            border-radius: 2px; }
        .canvas-box { position: relative; height: 440px; }
        .copy { max-width: none; } .copy input { font-family: var(--mono); font-size: var(--size-tag); }
        .copy button { margin-top: var(--gap-2); }

        """

    static let tallySmall = """
        @media (max-width: 640px) {
          .map-key:not(.flat) ul { display: grid; grid-template-columns: 1fr 1fr; }
          .map-key:not(.flat) li:nth-child(2) { border-top: 0; }
          .map-key:not(.flat) li:nth-child(even) { border-left: 1px solid var(--line); }
          .map-key a { min-height: 44px; }
          .atlas .chooser { display: grid; grid-template-columns: 1fr 1fr; gap: 0 var(--gap-3); align-items: end; }
          .atlas .chooser > :first-child, .atlas .chooser > .actions, .atlas .chooser > .field:has(.choice) {
              grid-column: 1 / -1; }
          .canvas-box { height: 340px; }
          .ballots table { font-size: var(--size-tag); } .ballots table :is(th, td) { padding: 5px 5px; }
          .ballots table tr > :first-child { min-width: 7rem; max-width: 40vw; }
        }
        @media print {
          .chooser, .map-key.flat, .map-box > button, .zoom-map { display: none; } .map { max-width: 12cm; }
          .atlas { display: block; } .map[hidden] { display: block !important; }
          .map rect, .swatch, .big-tile, .chart circle, .bar-mark rect { print-color-adjust: exact;
              -webkit-print-color-adjust: exact; }
        }
        @media (forced-colors: active) {
          .map rect { stroke: CanvasText; } .swatch, .big-tile { border: 1px solid CanvasText; }
        }

        """
}
