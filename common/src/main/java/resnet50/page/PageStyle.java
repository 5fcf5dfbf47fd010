package resnet50.page;

/** Style sheet of all pages. */
final class PageStyle {
    /** Uses the color variables of {@link ChartColor#css}. */
    static final String CSS =
            """
            html { color: var(--text); background: var(--background); -webkit-text-size-adjust: 100%; }
            body { margin: 0; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; }
            main { max-width: 860px; margin: 0 auto; padding: 24px 16px 48px; overflow-wrap: break-word; }
            h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 .4em; }
            h2 { font-size: 1.25em; margin: 2em 0 .5em; padding-top: .8em; border-top: 1px solid var(--grid); }
            p { margin: .5em 0; }
            .lead { font-size: 1.12em; }
            .remark, figcaption, small { color: var(--muted); font-size: .86em; }
            small { display: block; font-weight: normal; }
            .good { color: var(--good); } .bad { color: var(--bad); }
            figure { margin: 1em 0; } svg { display: block; max-width: 100%; height: auto; }
            .narrow { display: none; }
            .panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 12px; }
            .panels figure { margin: 0; } img { display: block; max-width: 100%; height: auto; }
            .scroll { overflow-x: auto; margin: 1em 0; }
            table { border-collapse: collapse; width: 100%; font-size: .92em; font-variant-numeric: tabular-nums; }
            th, td { padding: .4em .6em; border-bottom: 1px solid var(--grid); text-align: right; vertical-align: top; }
            td { white-space: nowrap; }
            th[scope=row] { white-space: nowrap; } th small { white-space: normal; }
            th { font-weight: 600; } thead th { color: var(--muted); vertical-align: bottom; }
            th:first-child { text-align: left; padding-left: 0; }
            tr.bad td, tr.bad th { color: var(--bad); } tr.peer th, tr.peer td { font-style: italic; }
            table.plain th[scope=row] { white-space: normal; width: 9em; font-weight: normal; color: var(--muted); }
            table.plain td { text-align: left; white-space: normal; }
            .layers tr > * { padding-block: .12em; } .layers tr > :nth-child(n+7) { text-align: left; }
            @media screen and (max-width: 640px) {
              .wide { display: none; } .narrow { display: block; }
              th, td { padding: .4em .25em; } .word { display: none; } table { font-size: .88em; }
              table.plain th[scope=row] { width: 6em; }
            }
            @media print {
              body { font-size: 11px; } main { max-width: none; padding: 0; }
              h2 { break-after: avoid; } tr, figure.short { break-inside: avoid; }
              .scroll { overflow: visible; } table { font-size: .72em; } th, td { padding: .25em .3em; }
            }
            """;

    private PageStyle() {}
}
