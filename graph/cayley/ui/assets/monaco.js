// Starts the editor, after its loader. What Cayley's page waits for is the event.

require.config({ paths: { vs: new URL("monaco-editor-0.18.1/min/vs", document.baseURI).href } });
require(
  ["vs/editor/editor.main"],
  () => document.dispatchEvent(new Event("monaco_init")),
  (error) => console.error("The editor did not load:", error),
);
