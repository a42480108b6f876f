// What Cayley's page calls, and what must happen before it starts. The constant
// `settings` stands before this text: home, languages and ready queries.

const cayleyPage = (() => {
  "use strict";

  // Where Cayley's page keeps the text of its editor, and reads it when it starts.
  const kept = "LAST_QUERY";

  const name = new URLSearchParams(location.search).get("ready");
  const ready = settings.ready.find((q) => q.name === name);

  // The query of the link that led here: a ready one by its name, or any in the fragment.
  function linked() {
    if (ready) {
      return ready;
    }
    const link = new URLSearchParams(location.hash.slice(1));
    if (!link.has("query")) {
      return null;
    }
    const language = link.get("language");
    return {
      text: link.get("query"),
      language: settings.languages.includes(language) ? language : settings.languages[0],
      draw: link.has("draw"),
    };
  }

  // Cayley's page does not start from anything else than what it writes itself.
  function startable(text) {
    try {
      const q = JSON.parse(text);
      return q === null || (typeof q.text === "string" && settings.languages.includes(q.language));
    } catch {
      return false;
    }
  }

  const query = linked();
  if (query) {
    localStorage.setItem(kept, JSON.stringify({ text: query.text, language: query.language }));
    // The next reload shows what was made of it since.
    history.replaceState(null, "", location.pathname);
  } else if (!startable(localStorage.getItem(kept))) {
    localStorage.removeItem(kept);
  }

  // Another link of this kind, while the page is there, is a new start.
  window.addEventListener("hashchange", () => {
    if (linked()) {
      location.reload();
    }
  });

  let waiting = Boolean(ready);

  const isNode = (value) => Boolean(value) && typeof value["@id"] === "string";

  return {
    // The page to begin with.
    view: query && query.draw ? "visualize" : "query",

    // Called when there is an editor, with what its button Run does.
    mounted(run) {
      if (waiting) {
        waiting = false;
        run();
      }
    },

    // The rows of an answer that can be drawn.
    edges(answer) {
      const rows = Array.isArray(answer.result) ? answer.result : [];
      return rows.filter((row) => row && isNode(row.source) && isNode(row.target));
    },

    // The last two parts of a name: person/genden.
    label(name) {
      const end = name.match(/[^/#]+[/#][^/#]+$/);
      try {
        return end ? decodeURI(end[0]) : name;
      } catch {
        return end[0];
      }
    },

    // What is shown instead of an answer without such rows.
    undrawn(answer) {
      if ("error" in answer) {
        return answer;
      }
      return { hint: 'Drawn are rows that have the tags "source" and "target", both of them names.', ...answer };
    },

    // What stands below the pages' names, in React's terms.
    items(element, Item) {
      const note = (key, text) => element("li", { key, className: "page-note" }, text);
      const link = (key, href, text) => element(Item, { key, tag: "a", href, title: text }, text);
      const items = [];
      if (settings.ready.length > 0) {
        items.push(note("ready", "Ready queries"));
      }
      for (const q of settings.ready) {
        items.push(link("ready-" + q.name, "?ready=" + q.name, q.title));
      }
      if (name !== null && !ready) {
        items.push(note("unknown", "There is no ready query of the name in this link."));
      }
      items.push(note("read-only", "Read-only: queries change nothing here."));
      if (settings.home) {
        items.push(link("home", "../", settings.home));
      }
      return items;
    },
  };
})();
