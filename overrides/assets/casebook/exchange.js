/* Keeping and handing on what the builder makes: as an address that holds all of it, as a small file, on paper. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element, sessions = casebook.session;
  var api = casebook.builder = casebook.builder || {};

  function label(key, values) { return api.label(key, values); }

  api.exchange = function () {
    var box = api.group(label('builder_share'), 'share'), row = element('div', 'cb-row');
    var address = element('input'), file = element('input');
    box.appendChild(element('p', '', label('builder_share_help')));
    address.type = 'text';
    address.readOnly = true;
    address.addEventListener('focus', function () { address.select(); });
    file.type = 'file';
    file.accept = '.json,application/json';
    file.className = 'cb-builder__file';
    file.addEventListener('change', function () { if (file.files[0]) open(file); });
    row.appendChild(api.needing(label('builder_copy'), function () { copy(address); }));
    row.appendChild(api.needing(label('builder_download'), download));
    row.appendChild(api.field(label('builder_open'), file, 'cb-button'));
    row.appendChild(api.needing(label('builder_print'), function () { window.print(); }));
    row.appendChild(api.button(label('builder_new'), api.restart));
    box.appendChild(row);
    box.appendChild(api.field(label('builder_address'), address, 'cb-field--wide'));
    box.appendChild(element('div')).id = 'cb-export';
    api.follow(function () {
      address.value = api.session().items.length ? location.href.split('#')[0] + '#s=' + sessions.encode(api.session()) : '';
    });
    return box;
  };

  function copy(address) {
    address.select();
    var done = false;
    try { done = document.execCommand('copy'); } catch (e) { /* said below */ }
    api.say(label(done ? 'builder_copied' : 'builder_copy_by_hand') + (location.protocol === 'file:' ? label('builder_copied_local') : ''));
  }

  function download() {
    var link = element('a'), url = URL.createObjectURL(new Blob([sessions.file(api.session())], { type: 'application/json' }));
    link.href = url;
    link.download = label('builder_file_name') + '-' + casebook.ui.fileName(api.session().title || label('builder_untitled')) + '.json';
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  }

  /* Looks at the size before reading: a wrong file may be a film. */
  function open(input) {
    var file = input.files[0], reader = new FileReader();
    input.value = '';
    if (file.size > 4 * sessions.LIMIT) {
      return api.receive({ session: null, problems: [{ code: 'long', found: Math.round(file.size / 1000) + ' kB' }] });
    }
    reader.onload = function () { api.receive(sessions.parse(text(reader.result), 'file'), true); };
    reader.onerror = function () { api.receive({ session: null, problems: [{ code: 'file' }] }); };
    reader.readAsArrayBuffer(file);
  }

  /* A file that was edited and saved on a Chinese Windows may be in GBK. */
  function text(bytes) {
    try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch (e) { return new TextDecoder('gb18030').decode(bytes); }
  }
})();
