// SPDX-License-Identifier: Apache-2.0

/// Trips, their ways, odometers: a sheet of its own, which only the pages of the logbook load.
extension StyleSheet {
    /// Ways say their use by the kind of the line too, for those who see colours differently.
    static let logbook = """
        .trail-map > svg { display: block; width: 100%; height: auto; border: 1px solid var(--line);
            border-radius: var(--radius); }
        .trail-map .ground { fill: var(--raised); }
        .trail-map text { fill: var(--text); font-size: 13px; paint-order: stroke; stroke: var(--raised);
            stroke-width: 4px; }
        .trail-map polyline { fill: none; stroke-linejoin: round; stroke-linecap: round; stroke-width: 3; }
        .trail-map .business { stroke: var(--info); } .trail-map .commute { stroke: var(--good); }
        .trail-map .private { stroke: var(--hint); } .trail-map .mixed { stroke: var(--medium); }
        .trail-map polyline.commute { stroke-dasharray: 10 5; } .trail-map polyline.private { stroke-dasharray: 2 6; }
        .trail-map polyline.mixed { stroke-dasharray: 12 4 2 4; }
        .trail-map .reach { fill: var(--sunken); stroke: var(--edge); stroke-dasharray: 3 3; }
        .trail-map .spot { fill: var(--raised); stroke: var(--text); stroke-width: 2; }
        .trail-map .spot.start { fill: var(--good); } .trail-map .spot.end { fill: var(--high); }
        .trail-map .spot.charger { fill: var(--info); }
        .trail-map .scale { fill: none; stroke: var(--quiet); stroke-width: 2; }
        .trail-map text.scale { fill: var(--quiet); stroke: none; }
        .trail-map .legend { margin: var(--gap-2) 0 0; }
        .trail-map i.way { display: inline-block; width: 28px; height: 0; margin-right: 6px; vertical-align: middle;
            border-top: 3px solid; }
        .trail-map i.business { color: var(--info); }
        .trail-map i.commute { color: var(--good); border-top-style: dashed; }
        .trail-map i.private { color: var(--hint); border-top-style: dotted; }
        .trail-map i.mixed { color: var(--medium); border-top-style: double; }
        .trail-map .zoom-map { max-width: none; height: min(70vh, 520px); }
        .trail-map > button { margin-bottom: var(--gap-2); }
        .live-trip .large { font-size: var(--size-1); margin: 0 0 var(--gap-1); font-variant-numeric: tabular-nums; }
        .live-trip { border-left: 4px solid var(--good); margin-bottom: var(--gap-4); }
        .live-trip .actions { margin: 0; }
        .matters > li[data-answer] { grid-template-columns: 8.5rem minmax(0, 1fr) auto; }
        .matters > li[data-answer]:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
        .matters.checks > li { grid-template-columns: 9rem minmax(0, 1fr); align-items: start; }
        .matters .actions input.short { width: 11rem; }
        .trip-ends { display: grid; gap: var(--gap-3) var(--gap-5);
            grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); margin-bottom: var(--gap-4); }
        .trip-ends > .card { margin: 0; }
        .fold { border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised);
            margin: 0 0 var(--gap-2); }
        .fold > summary { padding: var(--gap-2) var(--gap-4); font-weight: 600; min-height: var(--control);
            align-content: center; }
        .fold > :not(summary) { margin-left: var(--gap-4); margin-right: var(--gap-4); }
        .fold > form:last-child { margin-bottom: var(--gap-4); }
        .secret { font-family: var(--mono); font-size: var(--size-small); background: var(--sunken);
            padding: var(--gap-2) var(--gap-3); border-radius: var(--radius-small); overflow-wrap: anywhere;
            user-select: all; -webkit-user-select: all; }
        .chart .line { stroke: var(--link); fill: none; stroke-width: 2; }
        .chart .hole { stroke: var(--medium); fill: none; stroke-width: 4; }
        .chart .refused { stroke: var(--high); fill: none; stroke-width: 2; }
        ol.rules > li { margin-bottom: var(--gap-3); max-width: 80ch; }
        ol.rules .actions { margin: var(--gap-1) 0 0; } ol.rules .actions button { min-height: 32px; }
        .chart .of-trips { stroke-dasharray: 5 4; }
        .key .of-trips { background: var(--quiet); }
        .key .line { background: var(--link); } .key .hole { background: var(--medium); }
        .key .refused { background: var(--high); }
        @media (max-width: 640px) {
          .trail-map text { font-size: 26px; stroke-width: 8px; } .trail-map polyline { stroke-width: 6; }
          .trail-map .spot { transform: scale(2); transform-box: fill-box; transform-origin: center; }
          .trail-map text:not(.scale) { transform: translateX(8px); }
          .trail-map text[text-anchor="end"] { transform: translateX(-8px); }
          .card > table.stack tr.differs { margin: 0 calc(-1 * var(--gap-4)); padding-left: var(--gap-4);
              padding-right: var(--gap-4); }
          .matters > li[data-answer], .matters.checks > li { grid-template-columns: 1fr; }
          .matters .actions input.short { width: 100%; }
        }
        @media print {
          .trail-map > button, .zoom-map { display: none; } .trail-map > svg { max-height: 9cm; }
          .trail-map polyline, .chart .line { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .fold:not([open]) { display: none; }
        }

        """
}
