/* The audience's window, which shows the slide alone and follows, and the trainer's end of the line to it. The windows speak by
   postMessage, which works from a folder too; notes never leave the trainer's window. */
(function () {
  'use strict';

  var casebook = window.casebook, element = casebook.ui.element, keys = casebook.keys;
  var CALL = 1000;

  /* The audience's window in `place`. */
  function follow(place, label) {
    var stage = casebook.stage(), wait = element('p', 'cb-present__wait', label('presenter_waiting')), count = element('p', 'cb-present__count'), heard = 0;
    document.title = label('presenter_audience') + ' · ' + document.title;
    document.body.classList.add('cb-present--audience');
    count.setAttribute('role', 'timer');
    [stage.frame, count, wait].forEach(function (part) { place.appendChild(part); });
    function fit() { stage.fit(window.innerWidth, window.innerHeight); }
    window.addEventListener('resize', fit);
    fit();
    stage.frame.hidden = true;
    window.addEventListener('message', function (event) {
      var told = event.data;
      if (event.source !== window.opener || !told || told.casebook !== 'slide' || !told.slide) return;
      heard = Date.now();
      wait.hidden = true;
      stage.frame.hidden = told.black === true;
      stage.frame.lang = told.lang === 'en' ? 'en' : 'zh-Hans';
      if (told.fresh) stage.show(told.slide, String(told.footer), String(told.number));
      count.textContent = typeof told.timer === 'string' ? told.timer : '';
      count.hidden = !count.textContent;
      count.classList.toggle('cb-present__count--over', told.over === true);
    });
    document.addEventListener('keydown', function (event) {
      var asked = keys.command(event);
      if (!asked) return;
      event.preventDefault();
      if (asked === 'full') keys.full();
      else if (window.opener) window.opener.postMessage({ casebook: 'command', command: asked }, '*');
    });
    stage.frame.addEventListener('dblclick', keys.full);
    /* The trainer's window speaks all the time; when it is silent, it was loaded anew and does not know this one. */
    function call() {
      if (window.opener && Date.now() - heard > CALL) window.opener.postMessage({ casebook: 'hello' }, '*');
    }
    if (!window.opener) wait.textContent = label('presenter_no_opener');
    call();
    setInterval(call, CALL);
  }

  /* The trainer's end: `run` gets what is asked in the audience's window, `anew` is called when that one was loaded anew. */
  function lead(run, anew) {
    var follower = null, known = null;
    window.addEventListener('message', function (event) {
      var told = event.data, ours = false;
      try { ours = event.source.opener === window; } catch (e) { /* another site's window */ }
      if (!ours || !told) return;
      if (told.casebook === 'command' && typeof told.command === 'string') run(told.command);
      if (told.casebook === 'hello') {
        follower = event.source;
        known = null;
        anew();
      }
    });
    return {
      /* Whether the window could be opened. */
      open: function () {
        follower = window.open('present.html#audience', 'cb-audience', 'popup,width=960,height=560');
        known = null;
        return !!follower;
      },
      /* Sends a slide without its notes, and `more`: {footer, number, lang, black, timer, over}. */
      send: function (slide, more) {
        if (!follower || follower.closed) return;
        var bare = Object.assign({}, slide);
        delete bare.notes;
        follower.postMessage(Object.assign({ casebook: 'slide', fresh: known !== slide, slide: bare }, more), '*');
        known = slide;
      }
    };
  }

  casebook.audience = { follow: follow, lead: lead };
})();
