#include "report/html_page.hpp"

namespace cbds::report {

std::string_view page_style() noexcept {
    return R"css(
:root { color-scheme: light; --ink: #16191d; --soft: #48525c; --line: #cfd6dc; --paper: #fff; --ground: #f3f5f7;
  --link: #0b4a7d; --error: #8c1d18; --error-soft: #fdecea; --query: #6b4300; --query-soft: #fff3d6; --info: #0b4a7d;
  --info-soft: #e6f0f9; --good: #14532d; --radius: 8px; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
.page { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; }
h1 { font-size: 2.25rem; letter-spacing: -0.01em; }
h2 { font-size: 1.375rem; margin: 0 0 0.75rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid #1a73c8; outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; top: 0; background: var(--paper); padding: 0.75rem 1rem; z-index: 2; }
.skip:focus { left: 0; }

.verdict { color: #fff; padding: 2rem 0 2.25rem; margin-bottom: 2rem; }
.verdict p { margin: 0; }
.verdict .report { font-size: 0.9375rem; margin-bottom: 0.375rem; }
.verdict .rest { font-size: 1.1875rem; margin-top: 0.375rem; }
.verdict.no { background: var(--error); }
.verdict.explain { background: #7a4a00; }
.verdict.yes { background: var(--good); }

main > section { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.25rem;
  margin-bottom: 1.25rem; }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 0.75rem; margin: 0; }
.totals > div { border-radius: 6px; padding: 0.75rem 1rem; border-left: 5px solid; }
.totals .error { background: var(--error-soft); color: var(--error); }
.totals .query { background: var(--query-soft); color: var(--query); }
.totals .info { background: var(--info-soft); color: var(--info); }
.totals .plain { background: #edf0f3; color: var(--ink); border-color: #7a8590; }
.totals dt { font-weight: 600; }
.totals dd { margin: 0; }
.totals b { display: block; font-size: 2rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.totals span { font-size: 0.9375rem; }
.notice { margin: 0.75rem 0 0; padding: 0.625rem 0.875rem; background: var(--query-soft); border-left: 5px solid var(--query); }

table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-size: 0.875rem; white-space: nowrap; }
tbody th { font-weight: 600; }
th a { white-space: nowrap; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.zero, .times { color: var(--soft); }
td.shows { text-align: right; padding-top: 0.25rem; padding-bottom: 0.25rem; }
.folded > summary { cursor: pointer; color: var(--link); width: fit-content; }

.badge { display: inline-block; border-radius: 4px; padding: 0 0.5rem; font-size: 0.8125rem; line-height: 1.5rem; font-weight: 600;
  white-space: nowrap; }
.badge.error { background: var(--error); color: #fff; }
.badge.query { background: #ffd873; color: #3d2600; }
.badge.info { background: #cfe3f5; color: #083357; }

button, input, select, textarea { font: inherit; color: inherit; }
button { white-space: nowrap; min-height: 2.5rem; padding: 0.25rem 0.875rem; border: 1px solid #6b7680; border-radius: 5px; background: var(--paper);
  cursor: pointer; }
button:hover { background: #e9edf1; }
.show { min-height: 2rem; }
input[type="search"], select { width: 100%; min-height: 2.5rem; padding: 0.25rem 0.625rem; border: 1px solid #6b7680; border-radius: 5px;
  background: var(--paper); }
input[type="radio"], input[type="checkbox"] { width: 1.125rem; height: 1.125rem; margin: 0 0.25rem 0 0; accent-color: #0b4a7d;
  vertical-align: -0.15em; }
textarea { display: block; width: 100%; padding: 0.5rem 0.625rem; border: 1px solid #6b7680; border-radius: 5px; margin: 0.25rem 0 0.5rem;
  resize: vertical; field-sizing: content; min-height: 5rem; color: var(--ink); background: var(--paper); }
::placeholder { color: #5a646d; opacity: 1; }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; padding: 1rem; margin-bottom: 0.75rem; background: #edf0f3;
  border-radius: 6px; }
.filters .search, .filters .selects, .filters .buttons { flex: 1 0 100%; }
.filters .selects { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; }
.filters .selects > div { flex: 1 1 14rem; min-width: 0; }
.filters label, .filters legend { font-weight: 600; }
.filters fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.filters legend { padding: 0; margin-bottom: 0.125rem; }
.filters fieldset label { font-weight: 400; display: inline-block; margin-right: 1rem; padding: 0.375rem 0; }
.filters .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.shown { margin: 0 0 0.75rem; font-weight: 600; }

.group { border: 1px solid var(--line); border-left: 5px solid #7a8590; border-radius: 6px; margin-bottom: 0.75rem; background: var(--paper); }
.group.error { border-left-color: var(--error); }
.group.query { border-left-color: #b87a00; }
.group.info { border-left-color: var(--info); }
.group > summary { padding: 0.75rem 1rem; cursor: pointer; display: flex; gap: 0.75rem; align-items: baseline; }
.group > summary::-webkit-details-marker { display: none; }
.group > summary::before { content: "▸"; content: "▸" / ""; color: var(--soft); flex: none; }
.group[open] > summary::before { content: "▾"; content: "▾" / ""; }
.group > summary:hover { background: #f6f8fa; }
.group h3, .group h4 { font-size: 1.0625rem; flex: 1; min-width: 0; font-weight: 600; }
.code { font-family: ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9375em; white-space: nowrap; }
.count { color: var(--soft); white-space: nowrap; }
.about { padding: 0 1rem 0.75rem 2.5rem; color: var(--soft); }
.about p { margin: 0 0 0.375rem; max-width: 48rem; }
.about .notice { color: var(--ink); }
.findings { list-style: none; margin: 0; padding: 0; }
.finding { padding: 0.75rem 1rem 0.75rem 2.5rem; border-top: 1px solid var(--line); }
.many .finding { content-visibility: auto; contain-intrinsic-size: auto 5rem; }
.finding p { margin: 0; }
.finding .who { font-weight: 600; }
.finding .year { font-weight: 400; color: var(--soft); margin-left: 0.5rem; }
.finding .values { color: var(--ink); }
.finding .where { color: var(--soft); font-size: 0.875rem; }
.finding .of-rule { font-weight: 600; margin-bottom: 0.125rem; }
#by-pupil .finding .who { display: none; }
#by-rule .finding .of-rule { display: none; }
.year-heading { margin: 1.5rem 0 0.75rem; font-size: 1.25rem; }
.note { margin-top: 0.5rem; }
.note summary { cursor: pointer; color: var(--link); width: fit-content; padding: 0.125rem 0; }
.note label { font-size: 0.9375rem; color: var(--soft); }
footer { color: var(--soft); font-size: 0.9375rem; padding-bottom: 2rem !important; }
footer p { margin: 0 0 0.25rem; }

@media screen and (max-width: 52rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tbody tr, tbody th, tbody td { display: block; }
  tbody tr { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 1.125rem; padding: 0.625rem 0; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  tbody th, tbody td, td.shows { border: 0; padding: 0; }
  tbody th, td.frequent { flex: 1 0 100%; }
  td.number::before { content: attr(data-column) " "; color: var(--soft); font-size: 0.875rem; }
  td.shows { flex: 1 0 auto; }
  td:empty { display: none !important; }
}
@media (max-width: 40rem) {
  .page { padding: 0 0.75rem; }
  h1 { font-size: 1.75rem; }
  .verdict { padding: 1.25rem 0 1.5rem; margin-bottom: 1rem; }
  main > section { padding: 1rem 0.75rem; }
  .totals { grid-template-columns: 1fr 1fr; gap: 0.5rem; }
  .totals > div { padding: 0.5rem 0.75rem; }
  .totals b { font-size: 1.625rem; }
  .filters { padding: 0.75rem; gap: 0.75rem 1.5rem; }
  .group > summary { flex-wrap: wrap; padding: 0.75rem; gap: 0.25rem 0.5rem; }
  .group > summary .count { flex-basis: 100%; padding-left: 1.25rem; }
  .about, .finding { padding-left: 0.75rem; padding-right: 0.75rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  @page { margin: 15mm; }
  body { background: #fff; font-size: 10.5pt; }
  .page { max-width: none; padding: 0; }
  .skip, .filters, .show, .note, .group > summary::before { display: none !important; }
  .verdict { color: var(--ink); background: none !important; border-bottom: 3px solid var(--ink); padding: 0 0 0.5rem; margin-bottom: 1rem; }
  main > section { border: 0; padding: 0; margin-bottom: 1.25rem; }
  .totals { grid-template-columns: repeat(4, 1fr); }
  tr { break-inside: avoid; }
  .badge { border: 1px solid currentColor; color: var(--ink) !important; background: none !important; }
  .finding { content-visibility: visible !important; break-inside: avoid; padding: 0.375rem 0.75rem; }
  .about { padding-left: 0.75rem; }
  .group > summary, h2, h3, h4, thead { break-after: avoid; }
  .year-heading:not(:first-child) { break-before: page; }
  a { color: inherit; text-decoration: none; }
}
)css";
}

}  // namespace cbds::report
