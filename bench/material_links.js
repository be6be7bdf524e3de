/* Types a query into Material's search field and waits until its list has not changed for a while; gives the links. */
async ([query]) => {
  const input = document.querySelector('.md-search__input');
  const shown = () => Array.from(document.querySelectorAll('.md-search-result__item'), item => item.querySelector('a').href);
  const type = async text => {
    input.focus();
    input.value = text;
    input.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
    let before, same = 0;
    while (same < 6) {
      await new Promise(resolve => setTimeout(resolve, 100));
      const now = document.querySelector('.md-search-result').textContent.length + shown().join();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  };
  const toggle = document.querySelector('#__search');
  if (!toggle.checked) {
    toggle.click();
    await type('a');
  }
  await type('');
  await type(query);
  return shown();
}
