/* The small parts of which the builder's sections are made. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element;
  var api = casebook.builder = casebook.builder || {};

  function label(key, values) { return api.label(key, values); }

  function button(text, act, className) {
    var made = element('button', className || 'cb-button', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  /* A button that has no use before there is an item, and until then says so. */
  function needing(text, act) {
    var made = button(text, function () { if (api.session().items.length) act(); else api.say(label('carry_empty')); });
    api.follow(function () { idle(made); });
    return made;
  }

  /* Shows whether a control has a use: it stays where the focus may be, and says why it does nothing. */
  function idle(made) {
    if (api.session().items.length) ['aria-disabled', 'title'].forEach(function (name) { made.removeAttribute(name); });
    else {
      made.setAttribute('aria-disabled', 'true');
      made.title = label('carry_empty');
    }
  }

  function field(text, control, className) {
    var made = element('label', 'cb-field' + (className ? ' ' + className : ''));
    made.appendChild(element('span', '', text));
    made.appendChild(control);
    return made;
  }

  function group(title, className) {
    var made = element('section', 'cb-builder__' + className), heading = element('h2', '', title);
    heading.id = 'cb-' + className;
    heading.tabIndex = -1; // a place to go to
    made.setAttribute('aria-labelledby', heading.id);
    made.appendChild(heading);
    return made;
  }

  /* A way past a long section for those who press Tab, to the section that `name` names. */
  function skip(name) {
    return button(label('builder_skip', { name: label('builder_' + name) }), function () { goTo(name); }, 'cb-button cb-skip');
  }

  function goTo(name) { document.getElementById('cb-' + name).focus(); }

  function alert(name) {
    var made = element('div', 'cb-builder__' + name);
    made.setAttribute('role', 'alert');
    made.tabIndex = 0; // it may scroll
    made.hidden = true;
    return made;
  }

  function list(texts) {
    var made = element('ul');
    texts.slice(0, 20).forEach(function (text) { made.appendChild(element('li', '', text)); });
    if (texts.length > 20) made.appendChild(element('li', '', '…'));
    return made;
  }

  /* From when to when something lasts. */
  function span(time) { return label('deck_span', { first: time.from, last: time.to }); }

  Object.assign(api, {
    button: button, needing: needing, idle: idle, field: field, group: group, skip: skip, goTo: goTo, alert: alert, list: list, span: span
  });
})();
