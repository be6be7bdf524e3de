/* Loaded first, in the head. The __md_* names are what the theme's own script asks for; the rest is ours.
   Classic script, ES2017: it must run from a folder and in Chromium 69. */
(function () {
  'use strict';

  var config = JSON.parse(document.getElementById('cb-config').textContent);
  var scope = new URL('/', location);

  window.__md_scope = scope;
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, c) { return (sum << 5) - sum + c.charCodeAt(0); }, 0);
  };
  window.__md_get = function (key, store, at) {
    try { return JSON.parse((store || localStorage).getItem((at || scope).pathname + '.' + key)); } catch (e) { return null; }
  };
  window.__md_set = function (key, value, store, at) {
    try { (store || localStorage).setItem((at || scope).pathname + '.' + key, JSON.stringify(value)); } catch (e) { /* no storage */ }
  };

  /* Data files are classic scripts that call casebook.receive; load() fetches one once and promises its value. */
  var waiting = {};
  var casebook = window.casebook = {
    base: config.base === '.' ? '' : config.base.replace(/\/?$/, '/'),
    lang: config.lang,
    values: {},
    receive: function (name, value) {
      casebook.values[name] = value;
      if (waiting[name]) waiting[name].resolve(value);
    },
    load: function (name) {
      if (name in casebook.values) return Promise.resolve(casebook.values[name]);
      if (waiting[name]) return waiting[name].promise;
      var task = waiting[name] = {};
      task.promise = new Promise(function (resolve, reject) {
        task.resolve = resolve;
        var script = document.createElement('script');
        script.src = casebook.base + 'search/' + name + '.js';
        script.onload = script.onerror = function () {
          script.remove();
          if (name in casebook.values) return;
          delete waiting[name];
          reject(new Error('casebook: cannot read ' + name));
        };
        document.head.appendChild(script);
      });
      return task.promise;
    },
    remember: function (key, value) { window.__md_set('cb.' + key, value); },
    recall: function (key) { return window.__md_get('cb.' + key); }
  };

  document.documentElement.classList.remove('no-js');
  document.documentElement.classList.add('js');
  if (casebook.recall('large')) document.documentElement.classList.add('cb-large');
})();
