/* What a clicker and the keyboard ask for while slides are shown, in both windows. */
(function () {
  'use strict';

  function full() {
    var root = document.documentElement;
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(function () { /* not allowed here: stays as it is */ });
  }

  /* What a key asks for; null for keys that are none of ours. */
  function command(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
    var typing = /^(INPUT|SELECT)$/.test(event.target.tagName) && !/^Page/.test(event.key), pressing = /^(BUTTON|A)$/.test(event.target.tagName);
    if (typing || pressing && (event.key === ' ' || event.key === 'Enter')) return null;
    return {
      ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next',
      ArrowLeft: 'back', ArrowUp: 'back', PageUp: 'back', Home: 'first', End: 'last',
      f: 'full', F: 'full', t: 'timer', T: 'timer', v: 'alone', V: 'alone', b: 'black', B: 'black', '.': 'black', Escape: 'close'
    }[event.key] || null;
  }

  window.casebook.keys = { command: command, full: full };
})();
