// The script of article.html. The page loads embed.js before it, in the codes of its first two figures;
// modules run in the order of the page, so `prosperityAtlas` is there, unless that file did not arrive.
const place = document.querySelector("#regions");

try {
  const figure = await globalThis.prosperityAtlas.mount(place, {
    spec: "#/gallery/gdp-per-person-regions",
    lang: "en",
    theme: "light",
  });
  place.dataset.title = figure.state().title;
} catch (error) {
  // The figure in the page stays as it is.
  console.warn(error.message);
}
