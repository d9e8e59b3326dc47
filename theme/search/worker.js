// Search by pagefind, in the messages of the theme's worker: 0 set up, 1 ready, 2 asked, 3 found. Texts are HTML there.
const MOST = 20;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
let engine, facets, asked;

// A page as the box shows it: itself, and its sections that were hit; what holds most of the words first.
function shown({ url, meta: { title }, content, locations, excerpt, plain_excerpt, sub_results: parts }, place, words) {
  const all = content.split(/\s+/), hit = plain(locations.map((at) => all[at]).join(" "));
  // pagefind cuts a word that it does not know until it knows the rest: half of it has to be there.
  const terms = Object.fromEntries(words.map((word) => [word, hit.includes(plain(word).slice(0, Math.max(2, word.length / 2)))]));
  if (parts[0]?.url !== url) parts.unshift(parts.length ? { url, title, excerpt: "" } : { url, title, excerpt, plain_excerpt });
  return parts.map(({ url: location, title, excerpt, plain_excerpt: start }, at) => ({
    location,
    title: title.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt()};`),
    text: excerpt.split(" ").slice(start?.startsWith(title) && title.split(" ").length).join(" "),
    terms,
    score: 100 * (MOST - place) + 0.5 / (at + 1) + new Set(excerpt.toLowerCase().match(/<mark>[\p{L}\d]+/gu)).size,
  })).sort((a, b) => b.score - a.score);
}

async function found(query) {
  const wanted = query.toLowerCase().match(/\w+:\S+/g), words = query.replace(/year:|\w+:\S+/gi, "").match(/\S+/g) ?? [];
  let { results } = await (await engine).search(words.join(" ") || (wanted ? null : ""));
  if (wanted) {
    facets ??= await (await fetch("facets.json")).json();
    results = results.filter(({ id }) => wanted.every((word) => facets[id].includes(word)));
  }
  const pages = await Promise.all(results.slice(0, MOST).map((one) => one.data()));
  return pages.map((page, place) => shown(page, place, words)).filter(([{ terms }]) => !words.length || Object.values(terms).includes(true));
}

onmessage = async ({ data: { type, data } }) => {
  if (!type) {
    engine = import("./pagefind.js").then(async (pagefind) => (await pagefind.options({ excerptLength: 60 }), pagefind));
    return postMessage({ type: 1 });
  }
  asked = data;
  // Who types on waits for no answer.
  await new Promise((go) => setTimeout(go, 200));
  const items = asked === data && (await found(data));
  if (asked === data) postMessage({ type: 3, data: { items } });
};
