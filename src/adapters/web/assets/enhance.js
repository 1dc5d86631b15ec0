// What the pages do beside what they do without scripts: forms are sent without leaving the page, fields are completed while
// somebody types, and what can be taken along can be copied. Where any of it fails, the page works as it does without.

const PAUSE_MS = 150;
const live = document.getElementById('live');
/** The page whose content is there. */
let shown = pageOf(location);

function pageOf({ pathname, search }) {
  return pathname + search;
}

function say(text) {
  if (live) live.textContent = text;
}

/** Puts the content of another page in the place of this one's. */
function show(text, address) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const main = page.querySelector('main');
  const own = document.querySelector('main');
  if (!main || !own) return false;
  own.replaceWith(document.adoptNode(main));
  document.title = page.title;
  if (address !== location.href) history.pushState(null, '', address);
  shown = pageOf(location);
  enhance();
  const heading = document.getElementById('question') ?? document.querySelector('main h1');
  heading?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  say(document.querySelector('.verdict')?.textContent?.replace(/\s+/g, ' ').trim() ?? page.title);
  return true;
}

async function send(form, submitter) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  // An empty field says nothing, and makes a long address.
  for (const [name, value] of [...fields]) if (value === '') fields.delete(name, value);
  const isPost = form.method === 'post';
  const address = new URL(form.action);
  if (!isPost) address.search = fields.toString();
  say('Looking through the articles…');
  const answer = await fetch(address, isPost ? { method: 'POST', body: fields } : {});
  const isPage = answer.headers.get('content-type')?.startsWith('text/html');
  // The page of a form that was sent has no address of its own.
  const shown = isPost && !answer.redirected ? location.href : answer.url;
  if (!isPage || !show(await answer.text(), shown)) throw new Error('not a page');
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !('enhance' in form.dataset)) return;
  event.preventDefault();
  const { submitter } = event;
  if (submitter) submitter.disabled = true;
  send(form, null)
    // Sent the plain way, without this script.
    .catch(() => form.submit())
    .finally(() => {
      if (submitter) submitter.disabled = false;
    });
});

// A step within the page, to a sentence, fires this too.
addEventListener('popstate', () => {
  if (pageOf(location) !== shown) location.reload();
});

/** What is being typed at the end of the question: `person:Zh`. */
const OPERATOR = /(?:^|\s)(publisher|topic|place|person):"?([^"\s]*)$/i;
const NAMES = ['since:', 'until:', 'on:', 'publisher:', 'topic:', 'place:', 'person:'];

async function fetchCompletions(field, prefix) {
  const query = new URLSearchParams({ field, prefix });
  const answer = await fetch(`/api/complete?${query}`);
  return answer.ok ? (await answer.json()).completions : [];
}

/** Whole texts of the box, since a browser completes the whole of it. */
async function completeText(text) {
  const [, field, prefix] = OPERATOR.exec(text) ?? [];
  if (field !== undefined) {
    const before = text.slice(0, text.length - prefix.length).replace(/"$/, '');
    const found = await fetchCompletions(field.toLowerCase(), prefix);
    return found.map(({ value }) => ({
      value: `${before}${/\s/.test(value) ? `"${value}"` : value} `,
      label: `${before}${value}`,
    }));
  }
  const [, word] = /(?:^|\s)([a-z]{2,})$/i.exec(text) ?? [];
  if (word === undefined) return [];
  const before = text.slice(0, text.length - word.length);
  return NAMES.filter((name) => name.startsWith(word.toLowerCase())).map((name) => ({
    value: before + name,
    label: before + name,
  }));
}

function complete(input) {
  let timer;
  let last;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = input.value;
      last = typed;
      const field = input.dataset.complete;
      const found = field === 'text' ? await completeText(typed) : await fetchCompletions(field, typed);
      // Somebody types faster than the answer comes.
      if (last !== typed) return;
      input.list?.replaceChildren(
        ...found
          .slice(0, 10)
          .map(({ value, label }) => Object.assign(document.createElement('option'), { value, label })),
      );
    }, PAUSE_MS);
  });
}

function addCopying(link) {
  if (!navigator.clipboard) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy as ${link.dataset.copy}`);
  button.addEventListener('click', async () => {
    try {
      const answer = await fetch(link.href);
      await navigator.clipboard.writeText(await answer.text());
      button.textContent = 'Copied';
      say(`Copied as ${link.dataset.copy}.`);
    } catch {
      say('It could not be copied. The link beside the button has it as a file.');
    }
  });
  link.after(' ', button);
}

/** Of the content that is there now. */
function enhance() {
  for (const input of document.querySelectorAll('main input[data-complete]')) complete(input);
  for (const link of document.querySelectorAll('main a[data-copy]')) addCopying(link);
}

enhance();
