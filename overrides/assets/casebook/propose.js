/* “Choose for me”: an agenda for an audience and a length, from the catalogue. The same wish and turn give the same agenda;
   the next turn gives another one. The minutes are those of the table in docs/training/how-to-build.md; of 30, a few go to culture and a quiz. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var LOOSENED = ['form', 'issue', 'priority', 'audience'];
  var EVERYONE = ['all-members', 'all-public-officials'];
  var PIECES = 6, FEW = 3;
  var ONE_CASE = 60, CASES = 9; // minutes of a long session for each case, and how many cases an agenda has room for
  var LONG = 15, GROUPS = 0.6;  // minutes above which a discussion is divided, and the groups' share of it

  /* Length → minutes of each kind of slot; of two cases, both together. Other lengths take the nearest row in proportion,
     very long ones with more cases. */
  var ROWS = [
    { total: 15, opening: 1, facts: 4, discussion: 5, rule: 3, culture: 0, quiz: 0, closing: 2, rest: 0, cases: 1 },
    { total: 30, opening: 2, facts: 5, discussion: 8, rule: 5, culture: 3, quiz: 3, closing: 4, rest: 0, cases: 1 },
    { total: 45, opening: 4, facts: 8, discussion: 14, rule: 7, culture: 4, quiz: 3, closing: 5, rest: 0, cases: 1 },
    { total: 60, opening: 5, facts: 9, discussion: 24, rule: 9, culture: 4, quiz: 3, closing: 6, rest: 0, cases: 1 },
    { total: 90, opening: 5, facts: 14, discussion: 36, rule: 13, culture: 4, quiz: 3, closing: 10, rest: 5, cases: 2 },
    { total: 120, opening: 5, facts: 18, discussion: 50, rule: 18, culture: 5, quiz: 4, closing: 10, rest: 10, cases: 2 }
  ];

  function row(total) {
    return ROWS.reduce(function (best, next) { return Math.abs(next.total - total) < Math.abs(best.total - total) ? next : best; });
  }

  /* ---- what fits ---- */

  function has(head, facet, slug) { return [].concat(head[facet] || []).indexOf(slug) >= 0; }

  /* Whether a page has a tag; what is for all members or all officials is for every office audience too. */
  function fits(head, facet, slug) {
    return has(head, facet, slug) || (facet === 'audience' && slug !== 'families' && EVERYONE.some(function (all) { return has(head, facet, all); }));
  }

  /* What is wished of a facet: nothing, a slug, or several of which one is enough. */
  function wished(wish, facet) { return [].concat(wish[facet] || []); }

  function meets(head, wish, facets) {
    return (facets || LOOSENED).every(function (facet) {
      var slugs = wished(wish, facet);
      return !slugs.length || slugs.some(function (slug) { return fits(head, facet, slug); });
    });
  }

  /* Whether a page names an audience of the wish. */
  function addressed(head, wish) { return wished(wish, 'audience').some(function (slug) { return has(head, 'audience', slug); }); }

  /* The cases for a wish: those that meet all of it, the ones that name the audience first, then newest first. Where they
     are fewer than a few, those follow that meet it without a form, without an issue, and so on. */
  function fitting(pages, wish) {
    var cases = pages.filter(function (head) { return head.kind === 'case'; }), found = [];
    function named(head) { return !wished(wish, 'audience').length || addressed(head, wish); }
    for (var given = 0; given <= LOOSENED.length && found.length < FEW; given++) {
      var more = cases.filter(function (head) { return found.indexOf(head) < 0 && meets(head, wish, LOOSENED.slice(given)); });
      found = found.concat(more.filter(named), more.filter(function (head) { return !named(head); }));
    }
    return found;
  }

  function missed(head, wish) {
    return LOOSENED.filter(function (facet) { return !meets(head, wish, [facet]); });
  }

  function turned(list, turn) { return list.length ? list[turn % list.length] : undefined; }

  /* Culture pieces for a case: those it names, then those that share its issue or are for the audience. */
  function pieces(pages, head, wish) {
    function rank(page) {
      if ((head.culture || []).indexOf(page.path) >= 0) return 3;
      if ((head.issue || []).some(function (slug) { return has(page, 'issue', slug); })) return 2;
      return addressed(page, wish) ? 1 : 0;
    }
    return pages.filter(function (page) { return page.kind === 'culture'; })
      .map(function (page, at) { return { page: page, at: at, rank: rank(page) }; })
      .sort(function (a, b) { return b.rank - a.rank || a.at - b.at; })
      .slice(0, PIECES).map(function (entry) { return entry.page; });
  }

  function part(head, wanted) {
    var ids = head.parts.map(function (entry) { return entry[0]; });
    return wanted.find(function (name) { return ids.indexOf(name) >= 0; }) || ids[0];
  }

  /* ---- the agenda ---- */

  /* {title, items, cases, missed}; no items where there is no case at all. `own` names the trainer's items, as builder.js
     gives them. */
  function propose(catalogue, wish, turn, own) {
    var pages = catalogue.pages.filter(function (head) { return !head.lang; }); // those that are not translated can be added by hand
    var plan = row(wish.minutes), found = fitting(pages, wish), count = found.length;
    if (!count) return { title: '', items: [], cases: [], missed: [] };
    var rounds = Math.floor(turn / count), chosen = several(pages, found, turn % count, casesIn(wish.minutes, plan));
    var byPath = new Map(pages.map(function (head) { return [head.path, head]; }));
    var slots = [mine('opening', plan.opening, own)];
    chosen.forEach(function (head, at) {
      if (at && plan.rest) slots.push(mine('break', plan.rest / (chosen.length - 1), own));
      slots.push(taken(head, part(head, ['facts']), plan.facts / chosen.length));
      slots.push(Object.assign({ talk: true }, taken(head, part(head, ['discussion', 'analysis']), plan.discussion / chosen.length)));
      var rule = byPath.get(turned(head.rules || [], rounds));
      if (rule) slots.push(taken(rule, part(rule, ['points']), plan.rule / chosen.length));
    });
    var piece = turned(pieces(pages, chosen[0], wish), rounds);
    if (piece && plan.culture) slots.push(taken(piece, part(piece, ['whole']), plan.culture));
    if (plan.quiz) chosen.forEach(function (head) {
      slots.push(taken(head, part(head, ['quiz', 'self-check']), plan.quiz / chosen.length));
    });
    slots.push(mine('closing', plan.closing, own));
    return { title: chosen[0].title, items: reported(slots, timed(slots, wish.minutes), own), cases: chosen, missed: missed(chosen[0], wish) };
  }

  function casesIn(minutes, plan) { return Math.max(plan.cases, Math.min(CASES, Math.round(minutes / ONE_CASE))); }

  /* As many different cases as wanted, from the fitting ones first, then from all. */
  function several(pages, cases, first, wanted) {
    var order = cases.slice(first).concat(cases.slice(0, first));
    var others = pages.filter(function (head) { return head.kind === 'case' && order.indexOf(head) < 0; });
    return order.concat(others).slice(0, wanted);
  }

  function taken(head, name, weight) { return { weight: weight, item: casebook.session.page(head.path, name, 1) }; }

  function mine(kind, weight, own) {
    return { weight: weight, item: { minutes: 1, kind: own[kind].kind, title: own[kind].title, note: own[kind].note } };
  }

  /* Whole minutes in proportion to the weights, at least one each, that add up to the total: largest remainders first. */
  function timed(slots, total) {
    var sum = slots.reduce(function (all, slot) { return all + slot.weight; }, 0);
    var room = Math.max(total, slots.length) - slots.length;
    var wanted = slots.map(function (slot, at) { return { at: at, exact: Math.max(0, slot.weight / sum * Math.max(total, slots.length) - 1) }; });
    var scale = room / (wanted.reduce(function (all, each) { return all + each.exact; }, 0) || 1);
    wanted.forEach(function (each) { each.exact *= scale; each.whole = Math.floor(each.exact + 1e-9); });
    var left = room - wanted.reduce(function (all, each) { return all + each.whole; }, 0);
    wanted.slice().sort(function (a, b) { return (b.exact - b.whole) - (a.exact - a.whole) || a.at - b.at; })
      .slice(0, left).forEach(function (each) { each.whole++; });
    return slots.map(function (slot, at) { return Object.assign({}, slot.item, { minutes: wanted[at].whole + 1 }); });
  }

  /* The items, each long discussion followed by what its groups report back, in the time of both. */
  function reported(slots, items, own) {
    return [].concat.apply([], items.map(function (item, at) {
      if (!slots[at].talk || item.minutes <= LONG) return [item];
      var groups = Math.round(item.minutes * GROUPS);
      return [Object.assign({}, item, { minutes: groups }), Object.assign(mine('report', 0, own).item, { minutes: item.minutes - groups })];
    }));
  }

  casebook.propose = propose;
  casebook.propose.meets = meets;
})();
