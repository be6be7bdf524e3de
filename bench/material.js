/* Types a query into Material's search field and waits for the list that answers it. */
(query, lang) => new Promise(resolve => {
  const input = document.querySelector('.md-search__input');
  const list = document.querySelector('.md-search-result__list');
  const meta = document.querySelector('.md-search-result__meta');
  document.querySelector('#__search').checked = true;
  document.querySelector('#__search').dispatchEvent(new Event('change', {bubbles: true}));
  let armed = false;
  const seen = new MutationObserver(() => { if (armed) { seen.disconnect(); resolve(list.children.length); } });
  seen.observe(meta, {childList: true, characterData: true, subtree: true});
  input.focus();
  input.value = query;
  armed = true;
  input.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
})
