#include "report/change_html_page.hpp"

namespace cbds::report {

std::string_view change_script() noexcept {
    return R"js(
(function () {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  for (const button of all('button[hidden]')) button.hidden = false;
  const form = byId('filters');
  if (!form) return;
  form.hidden = false;
  const shown = byId('shown');
  const groups = all('.group');
  const blocks = groups.concat(all('.part'), all('.pair'));
  const number = (value) => value.toLocaleString('en-GB');
  const valueOf = (id) => (byId(id) ? byId(id).value : '');

  // Every entry with what it is filtered by. The page is never rebuilt, only hidden in parts.
  const entries = all('.entry').map((element) => {
    const group = element.closest('.group');
    const pair = element.closest('.pair');
    return {
      element: element, group: group, pair: pair ? pair.dataset.pair : '', item: element.dataset.item || '',
      kinds: element.dataset.kind.split(' '), funding: 'funding' in element.dataset,
      around: [group, element.closest('.part'), pair].filter(Boolean),
      pupil: element.classList.contains('pupil') ? element : (group && group.classList.contains('pupil') ? group : null), words: ''
    };
  });
  const total = new Map();
  for (const entry of entries) if (entry.group) total.set(entry.group, (total.get(entry.group) || 0) + 1);

  function wordsOf(entry) {
    if (!entry.words) {
      const heading = entry.group ? entry.group.querySelector('h3, h4').textContent : '';
      entry.words = (heading + ' ' + all('th, td', entry.element).map((cell) => cell.textContent).join(' ')).toLowerCase();
    }
    return entry.words;
  }

  function wanted() {
    return {
      kinds: new Set(all('[name=kind]:checked', form).map((box) => box.value)), item: valueOf('item'), pair: valueOf('pair'),
      funding: Boolean(byId('funding') && byId('funding').checked),
      words: byId('search').value.toLowerCase().split(/\s+/).filter(Boolean)
    };
  }

  function matches(entry, want) {
    return (!want.funding || entry.funding) && (!want.item || entry.item === want.item) && (!want.pair || entry.pair === want.pair) &&
      entry.kinds.some((kind) => want.kinds.has(kind)) && want.words.every((word) => wordsOf(entry).includes(word));
  }

  function apply() {
    const want = wanted();
    const inside = new Map();
    const pupils = new Set();
    let found = 0;
    for (const entry of entries) {
      const match = matches(entry, want);
      entry.element.hidden = !match;
      if (!match) continue;
      found += 1;
      if (entry.pupil) pupils.add(entry.pupil);
      for (const block of entry.around) inside.set(block, (inside.get(block) || 0) + 1);
    }
    const filtered = found !== entries.length;
    for (const block of blocks) block.hidden = filtered && !inside.has(block);
    for (const group of groups) showCount(group, inside.get(group) || 0);
    say(found, pupils.size);
  }

  function showCount(group, found) {
    const count = group.querySelector('.count');
    if (!count.dataset.all) count.dataset.all = count.textContent;
    count.textContent = found === (total.get(group) || 0) ? count.dataset.all : number(found) + ' of ' + count.dataset.all;
  }

  function say(found, pupils) {
    const words = found === 1 ? shown.dataset.one : shown.dataset.many;
    const about = pupils ? ', about ' + number(pupils) + (pupils === 1 ? ' pupil' : ' pupils') : '';
    const of = found === entries.length ? 'All ' + number(found) + ' ' + words + ' shown' : number(found) + ' of ' + number(entries.length) + ' ' +
      shown.dataset.many + ' shown';
    shown.textContent = found === 0 ? 'Nothing fits: try another word, or "Show all"' : of + about;
  }

  function fold() {
    const close = byId('fold').textContent === 'Close all';
    for (const group of groups) group.open = !close;
    byId('fold').textContent = close ? 'Open all' : 'Close all';
  }

  function showOnly(button) {
    form.reset();
    byId(button.dataset.filter).value = button.dataset.value;
    apply();
    byId('changes').scrollIntoView();
    byId('search').focus({ preventScroll: true });
  }

  let timer = 0;
  byId('search').addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  byId('fold').addEventListener('click', fold);
  byId('print').addEventListener('click', () => window.print());
  for (const button of all('.show')) button.addEventListener('click', () => showOnly(button));
  for (const link of all('a[href^="#pair-"], a[href^="#section-"]')) link.addEventListener('click', () => { form.reset(); apply(); });
  // What is folded is printed too, and folded again.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = groups.filter((group) => !group.open);
    for (const group of folded) group.open = true;
  });
  window.addEventListener('afterprint', () => { for (const group of folded) group.open = false; });
  apply();
}());
)js";
}

}  // namespace cbds::report
