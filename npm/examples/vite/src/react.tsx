import "also-like";
import { useState } from "react";
import { createRoot } from "react-dom/client";

function Article() {
  const [kind, setKind] = useState("");
  return (
    <>
      <article>
        <h1>Night ferry to the islands</h1>
        <p>
          The night ferry leaves the harbour at ten and reaches the islands at seven. Passengers who know the
          ship take a cabin on the lower deck, where the sea is quiet. In fog the captain waits outside the channel,
          and in a storm the ferry stays in the harbour.
        </p>
      </article>
      {/* Attributes are properties of the same name in camelCase; events are listened to by their names. */}
      <also-like catalog="/also-like/" headingLevel={3} onalso-like-ready={(event) => setKind(event.detail.kind)} />
      <p id="kind">{kind}</p>
    </>
  );
}

createRoot(document.getElementById("app")!).render(<Article />);
