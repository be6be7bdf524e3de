/* Leads from an address whose page has moved to the new one, at the same place of the page: what a browser does without
   scripts loses the place. */
(function () {
  'use strict';
  location.replace(document.querySelector('a').href + location.search + location.hash);
})();
