#include "report/change_html_page.hpp"

namespace cbds::report {

std::string_view change_style() noexcept {
    return R"css(
:root { --plus: #14532d; --plus-soft: #e5f3ea; --minus: #8c1d18; --minus-soft: #fdecea; --funds: #5b2a86; --funds-soft: #f2eaf8; }
.verdict.differs { background: #0b4a7d; }
@media screen and (min-width: 40.01rem) { .totals { grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); } }
.totals .plus { background: var(--plus-soft); color: var(--plus); }
.totals .minus { background: var(--minus-soft); color: var(--minus); }
.totals .changes { background: var(--info-soft); color: var(--info); }
.totals .funds { background: var(--funds-soft); color: var(--funds); }
.totals span { display: block; line-height: 1.3; }
.hint { margin: 0 0 0.5rem; color: var(--soft); max-width: 48rem; }
.in, .of, .none, .label { color: var(--soft); font-weight: 400; font-size: 0.9375rem; }
.in { display: block; font-size: 0.875rem; }
.fund { display: inline-block; border: 1px solid var(--funds); border-radius: 4px; color: var(--funds); font-size: 0.75rem; font-weight: 600;
  line-height: 1.125rem; padding: 0 0.3125rem; }

.jump { margin: 1rem 0 0; }
.counts th, .counts td { padding-top: 0.25rem; padding-bottom: 0.25rem; vertical-align: middle; }
.counts, .reconciled { table-layout: fixed; }
.counts thead .number, .counts thead td:last-child { width: 6rem; }
.reconciled thead .number { width: 7.5rem; }
.schools a { white-space: normal; }
.part, .apart { margin-top: 1.5rem; }
.part > h3, .apart > h3 { font-size: 1.125rem; margin-bottom: 0.5rem; }
.count { font-weight: 400; font-size: 1rem; }
.pair > .documents { margin-bottom: 0.5rem; }
.documents { table-layout: fixed; }
.documents thead td { width: 9rem; }
h4 .name, h4 .year { font-weight: 400; margin-left: 0.375rem; }
h4 .year { color: var(--soft); }
h4 .mark { margin-left: 0.375rem; }
.mark { display: inline-block; white-space: nowrap; font-size: 0.875rem; font-weight: 600; }
.mark::before { display: inline-block; min-width: 1.125em; font-weight: 700; }
.mark.plus { color: var(--plus); } .mark.minus { color: var(--minus); }
.mark.moves, .mark.keys { color: #6b4300; } .mark.changes { color: var(--info); }
.mark.plus::before { content: "+"; content: "+" / ""; }
.mark.minus::before { content: "−"; content: "−" / ""; }
.mark.moves::before { content: "⇄"; content: "⇄" / ""; }
.mark.keys::before { content: "↻"; content: "↻" / ""; }
.mark.changes::before { content: "≠"; content: "≠" / ""; }
.value { display: inline-block; max-width: 100%; white-space: break-spaces; border-radius: 4px; padding: 0 0.375rem; background: #edf0f3; }
.old .value { background: var(--minus-soft); }
.new .value { background: var(--plus-soft); }

.changes { table-layout: fixed; }
.changes thead :nth-child(1) { width: 34%; }
.changes thead :nth-child(2) { width: 8rem; }
.changes th, .changes td { padding-top: 0.375rem; padding-bottom: 0.375rem; vertical-align: top; }
.group > table { margin: 0 1rem; width: calc(100% - 2rem); border-top: 1px solid var(--line); }
.group > .place, .group > .about { margin: 0; padding: 0.375rem 1rem 0.625rem 1.75rem; color: var(--soft); font-size: 0.875rem;
  border-top: 1px solid var(--line); }
.many .group { content-visibility: auto; contain-intrinsic-size: auto 12rem; }
.selects > .only { flex: 0 0 auto; align-self: end; padding: 0.5rem 0; }
.filters .only label { font-weight: 400; }

.verdict-word { font-weight: 600; white-space: nowrap; }
.verdict-word.complete { color: var(--plus); } .verdict-word.altered { color: #6b4300; } .verdict-word.incomplete { color: var(--minus); }
.verdict-word.empty { color: var(--soft); }
.verdict-word::before { display: inline-block; min-width: 1.25em; }
.verdict-word.complete::before { content: "✓"; content: "✓" / ""; }
.verdict-word.altered::before { content: "≠"; content: "≠" / ""; }
.verdict-word.incomplete::before { content: "✗"; content: "✗" / ""; }
.group.complete { border-left-color: var(--plus); } .group.altered { border-left-color: #b87a00; }
.group.incomplete { border-left-color: var(--minus); }
tbody + tbody { border-top: 1px solid var(--line); }
.behind > td { padding-top: 0; }
.behind summary { cursor: pointer; color: var(--link); width: fit-content; }
.behind dl, .behind dd { margin: 0; }
.behind dt { font-weight: 600; margin-top: 0.25rem; }
tr:has(+ .behind) > * { border-bottom: 0; }
.pupils { columns: 11rem; list-style: none; margin: 0.25rem 0; padding: 0; }

@media screen and (max-width: 52rem) {
  .changes tbody tr { display: grid; grid-template-columns: 1fr 1fr; }
  .changes th, .changes .kind { padding: 0; }
  .changes tbody th { grid-column: 1; }
  .changes .kind { grid-column: 2; }
  .changes .old::before, .changes .new::before, .documents td::before {
    content: attr(data-column); display: block; color: var(--soft); font-size: 0.875rem; }
  .documents tbody tr { display: grid; grid-template-columns: 1fr 1fr; }
  .documents tbody th { grid-column: 1 / -1; }
  td.told::before { content: attr(data-column) " "; color: var(--soft); font-size: 0.875rem; }
  .reconciled tbody tr { column-gap: 0.625rem; }
  tr.behind { padding-top: 0; }
  tr:has(+ .behind) { border-bottom: 0; }
}
@media (max-width: 40rem) {
  .group > table { margin: 0 0.75rem; width: calc(100% - 1.5rem); }
  .group > .place, .group > .about { padding: 0.375rem 0.75rem 0.5rem; }
  .totals dd span { font-size: 0.875rem; }
}
@media print {
  .totals { grid-template-columns: repeat(5, 1fr); }
  .group { break-inside: avoid; content-visibility: visible !important; }
  .value { background: none !important; padding: 0; }
  .mark, .fund, .verdict-word { color: var(--ink) !important; }
}
)css";
}

}  // namespace cbds::report
