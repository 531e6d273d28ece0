// Keeps a copy of the guide in the browser, for when there is no network. With a network the server decides, so that
// nobody reads a page that has been replaced. The build writes the list of files in front of this script.
//
// FILES   what is kept from the first visit on: address within the site -> hash of the content
// LATER   what is kept once a page has asked for it
//
// One cache holds contents, each under its address and hash. What did not change is not fetched again, the bytes are
// compared with the hash when they arrive, and an update takes effect at one stroke: when this list replaces the last.

const STORE = `transition-guide ${registration.scope} `; // other guides of this host have stores of their own
const PATIENCE = 4000; // milliseconds until a server that does not answer counts as away
const NAMED = /^engine\/|\.[0-9a-f]{8}\.(min\.|mjs$)/; // the address changes with the content: never ask again
const ELSEWHERE = /^downloads\//; // never kept: workbooks with names, rates and clients

const LISTED = { ...FILES, ...LATER };
const isListed = (address) => Object.hasOwn(LISTED, address);
const key = (address) => `${registration.scope}${address}?${LISTED[address]}`;
const keptPages = new Set(); // pages open now that came from the store; what they load comes from there as well

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = url.origin + url.pathname;
  if (request.method !== "GET" || request.headers.has("Range") || !path.startsWith(registration.scope)) return;
  const address = path.slice(registration.scope.length).replace(/(^|\/)index\.html$/, "$1");
  if (request.mode === "navigate" && !ELSEWHERE.test(address)) event.respondWith(page(event, address));
  else if (isListed(address)) event.respondWith(file(event, address));
});

async function fill() {
  const store = await caches.open(STORE);
  const there = new Set((await store.keys()).map(({ url }) => url));
  const missing = Object.keys(FILES).filter((address) => !there.has(key(address)));
  await Promise.all(missing.map(async (address) => store.put(key(address), await checked(address))));
}

async function tidy() {
  const store = await caches.open(STORE);
  const wanted = new Set(Object.keys(LISTED).map(key));
  for (const request of await store.keys()) if (!wanted.has(request.url)) await store.delete(request);
}

// Fails when the server sends anything but what the list says, such as a sign-in page or half of an update.
async function checked(address) {
  const from = registration.scope + address;
  return plain(await fetch(from, { cache: "no-cache", integrity: LISTED[address] }));
}

// Keeps what is the very content that the list says.
async function keep(store, address, answer) {
  const hash = await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer());
  if (`sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}` === LISTED[address]) await store.put(key(address), plain(answer));
}

// The answer as a page may have it: not redirected, or a browser refuses it in place of a page; and not to be taken from
// the memory of another tab without asking here again, or a page mixes with styles and scripts of another version.
function plain({ body, status, headers }) {
  const ours = new Headers(headers);
  ours.set("Cache-Control", "no-cache");
  for (const name of ["Content-Encoding", "Content-Length"]) ours.delete(name); // true of what traveled, not of this
  return new Response(body, { status, headers: ours });
}

async function page(event, address) {
  let late;
  const patience = new Promise((resolve) => (late = setTimeout(resolve, PATIENCE)));
  const asked = fetch(event.request, { cache: "no-cache" });
  const answer = await Promise.race([asked, patience]).catch(() => undefined);
  clearTimeout(late);
  if (answer && answer.status < 500) return answer;
  const kept = await keptPage(address);
  if (!kept) return answer ?? asked;
  keptPages.add(event.resultingClientId);
  return kept;
}

async function keptPage(address) {
  const store = await caches.open(STORE);
  if (Object.hasOwn(FILES, address)) return store.match(key(address));
  if (Object.hasOwn(FILES, `${address}/`)) return Response.redirect(`${registration.scope}${address}/`);
  const notFound = await store.match(key("404.html"));
  return notFound && new Response(notFound.body, { status: 404, headers: notFound.headers });
}

async function file(event, address) {
  const store = await caches.open(STORE);
  const kept = await store.match(key(address));
  if (kept && (NAMED.test(address) || keptPages.has(event.clientId))) return kept;
  if (Object.hasOwn(LATER, address)) {
    // It is large: the page gets it as it comes, and says itself when it is not what it should be.
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep(store, address, answer.clone()).catch(() => {})); // no room left: ask again next time
    return plain(answer);
  }
  const answer = await fetch(event.request, { cache: "no-cache" }).catch((error) => kept ?? Promise.reject(error));
  return plain(answer.status < 500 ? answer : (kept ?? answer));
}
