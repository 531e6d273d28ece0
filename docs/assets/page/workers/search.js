// Stands in front of the theme's search and takes the little words out of a question. The theme takes each word for the beginning
// of others, so that `I` finds `invoice` and `do` finds `documents`, and a whole question finds every page.

const QUERY = 2; // the theme's number for a query, among the messages of a page

const LITTLE = new Set(
  ("a about am an and are as at be been by can could did do does for from get had has have how i if in into is it its may me " +
    "might must my not of on or our shall should so than that the their them then there these they this to us was we were what " +
    "when where which who why will with would you your").split(" "),
);

/**
 * A query without its little words and the marks behind words; as it is where nothing else is in it.
 * @param {string} query
 */
function asked(query) {
  const words = query.split(/\s+/).map((word) => word.replace(/[?!.,;]+$/, ""));
  return words.filter((word) => !LITTLE.has(word.toLowerCase())).join(" ").trim() || query;
}

// The theme's listener comes second and finds the same message.
addEventListener("message", ({ data }) => {
  if (data.type === QUERY) data.data = asked(data.data);
});

importScripts(`../../javascripts/workers/${location.hash.slice(1)}`);
