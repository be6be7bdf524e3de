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

  /* Scripts run once, when something first needs them. Data files are scripts too, which call casebook.receive. */
  var asked = {}, reading = 0;

  /* Where the file of a name lies: kits/… under training, the index of the search under search. */
  function place(name) { return (name.slice(0, 5) === 'kits/' ? 'training/' : 'search/') + name + '.js'; }

  function run(path) {
    if (!asked[path]) asked[path] = new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = casebook.base + path;
      script.onload = script.onerror = function (event) {
        script.remove();
        if (event.type === 'load') return resolve();
        delete asked[path];
        reject(new Error('casebook: cannot read ' + path));
      };
      document.head.appendChild(script);
    });
    return asked[path];
  }

  /* A damaged data file is told to the reader where its data is missing; the console need not tell it again.
     Opened from a folder, an error does not name its file. */
  window.addEventListener('error', function (event) {
    var data = ['search/', 'training/kits/'].some(function (folder) {
      return event.filename.indexOf(new URL(casebook.base + folder, location).href) === 0;
    });
    if (event.filename ? data : reading) event.preventDefault();
  });

  var casebook = window.casebook = {
    base: config.base === '.' ? '' : config.base.replace(/\/?$/, '/'),
    lang: config.lang,
    values: {},
    receive: function (name, value) { casebook.values[name] = value; },
    run: run,
    load: function (name) {
      if (name in casebook.values) return Promise.resolve(casebook.values[name]);
      var path = place(name);
      function read() { reading--; }
      reading++;
      var done = run(path);
      done.then(read, read);
      return done.then(function () {
        if (name in casebook.values) return casebook.values[name];
        delete asked[path];
        throw new Error('casebook: cannot read ' + name);
      });
    },
    remember: function (key, value) { window.__md_set('cb.' + key, value); },
    recall: function (key) { return window.__md_get('cb.' + key); }
  };

  /* Making parts of a page. Text goes in as text, never as markup. */
  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  /* A title as the name of a file: without what Windows forbids or nobody sees, not long, and without half a word at its end. */
  function fileName(title) {
    var all = Array.from(title.replace(/[\\/:*?"<>|\s\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, '-').replace(/^[-.]+/, ''));
    var cut = all.slice(0, 40).join('');
    return (/[a-z0-9]{2}/i.test(all.slice(39, 41).join('')) && cut.replace(/-?[a-z0-9]+$/i, '') || cut).replace(/[-.]+$/, '');
  }

  function clear(node) { while (node.firstChild) node.removeChild(node.firstChild); }

  casebook.lists = {
    flat: function (lists) { return [].concat.apply([], lists); },
    /* Each value that is there, once. */
    unique: function (values) { return values.filter(function (value, at) { return value && values.indexOf(value) === at; }); }
  };
  casebook.ui = { one: function (selector) { return document.querySelector(selector); }, element: element, fill: fill, clear: clear, fileName: fileName };

  document.documentElement.classList.remove('no-js');
  document.documentElement.classList.add('js');
  if (casebook.recall('large')) document.documentElement.classList.add('cb-large');
})();
