/* “Choose for me”: an agenda for an audience and a length, from the catalogue. The same wish and turn give the same agenda;
   the next turn gives another one. The minutes are those of the table in docs/training/how-to-build.md; of 30, a few go to culture and a quiz. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var LOOSENED = ['form', 'issue', 'priority', 'audience'];
  var EVERYONE = ['all-members', 'all-public-officials'];
  var PIECES = 6, FEW = 3;
  var ONE_CASE = 60, CASES = 8; // minutes of a long session for each case, and how many cases an agenda has room for
  var LONG = 15, GROUPS = 0.6;  // minutes above which a discussion is divided, and the groups' share of it

  /* Length → minutes of each kind of slot; of two cases, both together. Facts and outcome are one column of the table. Other
     lengths take the nearest row in proportion, very long ones with more cases. */
  var ROWS = [
    { total: 15, opening: 1, facts: 3, outcome: 1, discussion: 5, rule: 3, culture: 0, quiz: 0, closing: 2, rest: 0, cases: 1 },
    { total: 30, opening: 2, facts: 4, outcome: 1, discussion: 8, rule: 5, culture: 3, quiz: 3, closing: 4, rest: 0, cases: 1 },
    { total: 45, opening: 4, facts: 7, outcome: 1, discussion: 14, rule: 7, culture: 4, quiz: 3, closing: 5, rest: 0, cases: 1 },
    { total: 60, opening: 5, facts: 7, outcome: 2, discussion: 24, rule: 9, culture: 4, quiz: 3, closing: 6, rest: 0, cases: 1 },
    { total: 90, opening: 5, facts: 11, outcome: 3, discussion: 36, rule: 13, culture: 4, quiz: 3, closing: 10, rest: 5, cases: 2 },
    { total: 120, opening: 5, facts: 14, outcome: 4, discussion: 50, rule: 18, culture: 5, quiz: 4, closing: 10, rest: 10, cases: 2 }
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

  /* How much a case is for the audience of a wish: 2 where that is the first that it names, 1 where it names it. */
  function aimed(head, wish) {
    var named = wished(wish, 'audience').filter(function (slug) { return has(head, 'audience', slug); });
    return !named.length ? 0 : named.indexOf(head.audience[0]) >= 0 ? 2 : 1;
  }

  /* The cases for a wish: those that meet all of it, the ones aimed at the audience first, then newest first. Where they
     are fewer than a few, those follow that meet it without a form, without an issue, and so on. */
  function fitting(pages, wish) {
    var cases = pages.filter(function (head) { return head.kind === 'case'; }), found = [];
    for (var given = 0; given <= LOOSENED.length && found.length < FEW; given++) {
      var more = cases.filter(function (head) { return found.indexOf(head) < 0 && meets(head, wish, LOOSENED.slice(given)); });
      [2, 1, 0].forEach(function (much) {
        found = found.concat(more.filter(function (head) { return aimed(head, wish) === much; }));
      });
    }
    return found;
  }

  function forAudience(head, wish) { return meets(head, wish, ['audience']); }

  function missed(cases, wish) {
    return LOOSENED.filter(function (facet) { return cases.some(function (head) { return !meets(head, wish, [facet]); }); });
  }

  /* The same in the same order, those for the audience first. */
  function audienceFirst(heads, wish) {
    return heads.filter(function (head) { return forAudience(head, wish); }).concat(heads.filter(function (head) { return !forAudience(head, wish); }));
  }

  function turned(list, turn) { return list.length ? list[turn % list.length] : undefined; }

  /* Culture pieces for a case: of those for the audience the ones that it names or that share its issue, then the others. */
  function pieces(pages, head, wish) {
    function rank(page) {
      var named = (head.culture || []).indexOf(page.path) >= 0;
      var shared = (head.issue || []).some(function (slug) { return has(page, 'issue', slug); });
      return (forAudience(page, wish) ? 3 : 0) + (named ? 2 : shared ? 1 : 0);
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

  /* {title, items, cases, missed, unfit}; no items where there is no case at all. `missed` are the facets of the wish that not
     all cases meet, `unfit` the pages that are not for its audience. `own` names the trainer's items, as builder.js gives them. */
  function propose(catalogue, wish, turn, own) {
    var pages = catalogue.pages.filter(function (head) { return !head.lang; }); // those that are not translated can be added by hand
    var plan = row(wish.minutes), found = fitting(pages, wish), count = found.length;
    if (!count) return { title: '', items: [], cases: [], missed: [], unfit: [] };
    var rounds = Math.floor(turn / count), chosen = several(pages, found, turn % count, casesIn(wish.minutes, plan), wish);
    var byPath = new Map(pages.map(function (head) { return [head.path, head]; }));
    function known(path) { return byPath.get(path); }
    var slots = [mine('opening', plan.opening, own)];
    chosen.forEach(function (head, at) {
      if (at && plan.rest) slots.push(mine('break', plan.rest / (chosen.length - 1), own));
      slots.push(taken(head, part(head, ['facts']), plan.facts / chosen.length));
      slots.push(Object.assign({ talk: true }, taken(head, part(head, ['discussion', 'analysis']), plan.discussion / chosen.length)));
      if (part(head, ['outcome']) === 'outcome') slots.push(taken(head, 'outcome', plan.outcome / chosen.length));
      var rule = turned(audienceFirst((head.rules || []).map(known).filter(Boolean), wish), rounds);
      if (rule) slots.push(taken(rule, part(rule, ['points']), plan.rule / chosen.length));
    });
    var piece = turned(pieces(pages, chosen[0], wish), rounds);
    if (piece && plan.culture) slots.push(taken(piece, part(piece, ['whole']), plan.culture));
    if (plan.quiz) chosen.forEach(function (head) {
      slots.push(taken(head, part(head, ['quiz', 'self-check']), plan.quiz / chosen.length));
    });
    slots.push(mine('closing', plan.closing, own));
    var used = slots.map(function (slot) { return known(slot.item.path); });
    return {
      title: chosen[0].title, items: reported(slots, timed(slots, wish.minutes), own), cases: chosen, missed: missed(chosen, wish),
      unfit: used.filter(function (head, at) { return head && used.indexOf(head) === at && !forAudience(head, wish); })
    };
  }

  function casesIn(minutes, plan) { return Math.max(plan.cases, Math.min(CASES, Math.round(minutes / ONE_CASE))); }

  /* As many different cases as wanted, from the fitting ones first, then from all; after the first one those for the audience. */
  function several(pages, cases, first, wanted, wish) {
    var order = cases.slice(first).concat(cases.slice(0, first));
    var others = pages.filter(function (head) { return head.kind === 'case' && order.indexOf(head) < 0; });
    return order.slice(0, 1).concat(audienceFirst(order.slice(1).concat(others), wish)).slice(0, wanted);
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
