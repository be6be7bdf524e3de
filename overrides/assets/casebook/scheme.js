/* Runs as soon as the body opens, so that a dark page never flashes white. */
(function () {
  'use strict';
  var dark = window.casebook.recall('dark');
  if (dark === null) dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.body.setAttribute('data-md-color-scheme', dark ? 'slate' : 'default');
})();
