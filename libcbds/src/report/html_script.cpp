#include "report/html_page.hpp"

namespace cbds::report {

std::string_view page_script() noexcept {
    return R"js(
(function () {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  for (const button of all('button[hidden]')) button.hidden = false;
  const form = byId('filters');
  const shown = byId('shown');
  if (!form) return;
  form.hidden = false;
  const byRule = byId('by-rule');
  const byPupil = byId('by-pupil');
  const pluralOf = (number, one, many) => number.toLocaleString('en-GB') + ' ' + (number === 1 ? one : many);

  // Every finding with what it is filtered by; the list is the one that the page has, only moved and hidden.
  const findings = [];
  for (const group of all('.group', byRule)) {
    const heading = group.querySelector('h3');
    const list = group.querySelector('.findings');
    for (const item of list.children) {
      findings.push({
        item: item, list: list, rule: group.dataset.rule, heading: heading, severity: item.dataset.severity,
        file: item.dataset.file, year: item.dataset.year || 'none', record: item.dataset.record,
        pupil: item.dataset.record === '0' ? '' : item.dataset.file + ':' + item.dataset.record, words: ''
      });
    }
  }

  // So many are drawn only where they are looked at.
  byRule.parentElement.classList.toggle('many', findings.length > 1000);

  function wordsOf(finding) {
    if (!finding.words) {
      const parts = all('.who, .what, .values, .where', finding.item).map((part) => part.textContent);
      finding.words = (finding.heading.textContent + ' ' + parts.join(' ')).toLowerCase();
    }
    return finding.words;
  }

  function wanted() {
    const severities = all('[name=severity]:checked', form).map((box) => box.value);
    return {
      severities: new Set(severities), rule: byId('rule').value, year: byId('year').value, file: byId('file').value,
      words: byId('search').value.toLowerCase().split(/\s+/).filter(Boolean)
    };
  }

  function matches(finding, want) {
    return want.severities.has(finding.severity) && (!want.rule || finding.rule === want.rule) &&
      (!want.year || finding.year === want.year) && (!want.file || finding.file === want.file) &&
      want.words.every((word) => wordsOf(finding).includes(word));
  }

  function apply() {
    const want = wanted();
    const pupils = new Set();
    let number = 0;
    for (const finding of findings) {
      const match = matches(finding, want);
      finding.item.hidden = !match;
      if (match) number += 1;
      if (match && finding.pupil) pupils.add(finding.pupil);
    }
    for (const group of all('.group', view() === 'rule' ? byRule : byPupil)) showCount(group);
    for (const section of all('.year-group', byPupil)) section.hidden = !section.querySelector('.group:not([hidden])');
    const of = number === findings.length ? 'All ' + pluralOf(number, 'finding is', 'findings are') + ' shown'
      : pluralOf(number, 'finding', 'findings') + ' of ' + findings.length.toLocaleString('en-GB') + ' shown';
    shown.textContent = number === 0 ? 'No finding fits: try another word, or "Show all"'
      : of + (pupils.size ? ', about ' + pluralOf(pupils.size, 'pupil', 'pupils') : '');
  }

  function showCount(group) {
    const items = group.querySelector('.findings').children;
    let number = 0;
    for (const item of items) if (!item.hidden) number += 1;
    const count = group.querySelector('.count');
    if (!count.dataset.all) count.dataset.all = count.textContent;
    group.hidden = number === 0;
    count.textContent = number === items.length ? count.dataset.all : number.toLocaleString('en-GB') + ' of ' + count.dataset.all;
  }

  const view = () => form.elements.view.value;

  // The rule in front of a finding, for the list by pupil.
  function nameRule(finding) {
    if (finding.item.querySelector('.of-rule')) return;
    const line = make('p', 'of-rule');
    line.append(...finding.heading.cloneNode(true).childNodes);
    line.querySelector('.badge').className = 'badge ' + finding.severity;
    line.querySelector('.badge').textContent = { error: 'Error', query: 'Query', info: 'Information' }[finding.severity];
    finding.item.prepend(line);
  }

  const order = (text) => (text === 'none' ? Number.MAX_SAFE_INTEGER : Number(text));

  function arrangeByPupil() {
    const sorted = findings.slice().sort((a, b) => order(a.year) - order(b.year) || a.file - b.file || a.record - b.record);
    let section = null;
    let list = null;
    let last = {};
    for (const finding of sorted) {
      if (finding.year !== last.year) {
        section = make('section', 'year-group');
        section.append(make('h3', 'year-heading', yearWords(finding.year)));
        byPupil.append(section);
      }
      const same = finding.year === last.year && finding.pupil === last.pupil && finding.file === last.file;
      if (!same) list = pupilGroup(section, finding);
      nameRule(finding);
      list.append(finding.item);
      last = finding;
    }
    for (const group of all('.group', byPupil)) {
      const worst = ['error', 'query', 'info'].find((severity) => group.querySelector('[data-severity=' + severity + ']'));
      group.classList.add(worst);
      const number = group.querySelectorAll('.finding').length;
      group.querySelector('.count').textContent = pluralOf(number, 'finding', 'findings');
    }
  }

  function yearWords(year) {
    const option = all('option', byId('year')).find((entry) => entry.value === year);
    return option ? option.textContent : '';
  }

  function pupilGroup(section, finding) {
    const group = make('details', 'group');
    group.open = true;
    const summary = make('summary');
    const pupil = finding.item.querySelector('.pupil');
    summary.append(make('h4', '', pupil ? pupil.textContent : fileWords(finding.file)), ' ', make('span', 'count'));
    const list = make('ul', 'findings');
    group.append(summary, list);
    section.append(group);
    return list;
  }

  function fileWords(file) {
    return byId('file').options[Number(file) + 1].textContent;
  }

  function arrange() {
    const rules = view() === 'rule';
    if (rules) {
      for (const finding of findings) finding.list.append(finding.item);
      byPupil.replaceChildren();
    } else if (!byPupil.firstChild) {
      arrangeByPupil();
    }
    byRule.hidden = !rules;
    byPupil.hidden = rules;
    apply();
  }

  function arrangeAs(value) {
    for (const radio of form.elements.view) radio.checked = radio.value === value;
    arrange();
  }

  function groupsShown() {
    return all('.group', view() === 'rule' ? byRule : byPupil);
  }

  function fold() {
    const close = byId('fold').textContent === 'Close all';
    for (const group of groupsShown()) group.open = !close;
    byId('fold').textContent = close ? 'Open all' : 'Close all';
  }

  function showOnly(button) {
    form.reset();
    byId(button.dataset.filter).value = button.dataset.value;
    arrangeAs(button.dataset.filter === 'year' ? 'pupil' : 'rule');
    byId('findings').scrollIntoView();
    byId('search').focus({ preventScroll: true });
  }

  async function copyNote(event) {
    const button = event.target.closest('.copy');
    if (!button) return;
    const box = button.parentElement.querySelector('textarea');
    box.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(box.value);
      copied = true;
    } catch (refused) {
      copied = document.execCommand('copy');
    }
    button.textContent = copied ? 'Copied' : 'Press Ctrl+C to copy';
    if (shown) shown.textContent = button.textContent;
    setTimeout(() => { button.textContent = 'Copy'; }, 2500);
  }

  let timer = 0;
  byId('search').addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  form.addEventListener('change', (event) => (event.target.name === 'view' ? arrange() : apply()));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(arrange));
  byId('fold').addEventListener('click', fold);
  byId('print').addEventListener('click', () => window.print());
  for (const button of all('.show')) button.addEventListener('click', () => showOnly(button));
  for (const link of all('a[href^="#rule-"]')) {
    link.addEventListener('click', () => { form.reset(); arrangeAs('rule'); byId(link.hash.slice(1)).open = true; });
  }
  // What is folded is printed too, and folded again.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = groupsShown().filter((group) => !group.open);
    for (const group of folded) group.open = true;
  });
  window.addEventListener('afterprint', () => { for (const group of folded) group.open = false; });
  document.addEventListener('click', copyNote);
  arrange();
}());
)js";
}

}  // namespace cbds::report
