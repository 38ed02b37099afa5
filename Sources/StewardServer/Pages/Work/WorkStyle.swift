// SPDX-License-Identifier: Apache-2.0

/// The style that only the pages of jobs and schedules need; colours come from the style sheet of all pages.
enum WorkStyle {
    static let text = """
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
            white-space: nowrap; }
        td.actions, td.actions form { margin: 0; } td.actions { white-space: nowrap; }
        td.actions form { display: inline-block; }
        td .progress { margin: 0; min-width: 14rem; } .progress .message { overflow-wrap: anywhere; }
        #job-state { margin-bottom: 16px; }
        ol.log { list-style: none; font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .8125rem;
            max-height: 32rem; overflow: auto; }
        ol.log li { display: flex; gap: 10px; padding: 1px 0; } ol.log time { color: var(--quiet); flex: none; }
        ol.log span:last-child { overflow-wrap: anywhere; white-space: pre-wrap; }
        table.calendar { table-layout: fixed; }
        .calendar td { height: 5.5rem; border: 1px solid var(--line); overflow-wrap: anywhere; }
        .calendar td.blank { background: var(--sunken); }
        .calendar td.today { box-shadow: inset 0 0 0 2px var(--focus); }
        .calendar ul { list-style: none; margin: 0; padding: 0; font-size: .8125rem; }
        .calendar li { margin: 3px 0; } .calendar .weekday { display: none; }
        .calendar abbr { text-decoration: none; }
        .calendar .tag { white-space: normal; padding: 0 7px; }
        .when { margin: 0; }
        form.timing:has(input[value=hourly]:checked) .when:not(.hourly),
        form.timing:has(input[value=daily]:checked) .when:not(.daily),
        form.timing:has(input[value=weekly]:checked) .when:not(.weekly),
        form.timing:has(input[value=monthly]:checked) .when:not(.monthly),
        form.timing:has(input[value=other]:checked) .when:not(.other) { display: none; }
        @media (max-width: 640px) {
          td.actions { white-space: normal; } td .progress { min-width: 0; }
          td.actions form { margin: 4px 8px 4px 0; }
          table.calendar caption { display: block; padding: 8px 0; }
          table.calendar tr { padding: 0; border: 0; } table.calendar td { padding: 5px 0; }
          .calendar td { height: auto; border: 0; } .calendar .weekday { display: inline; }
          .calendar td.free:not(.today), .calendar td.blank { display: none; }
          .calendar td.today { padding-left: 8px; }
          ol.log li { flex-wrap: wrap; gap: 0 10px; }
        }

        """
}
