/** An engine that tests put in; by itself it finds nothing. */

export const engine = {
  /** What `related` answers. */
  answer: () => ({ known: true, kind: "", name: "", cards: [] }),
  /** Its calls. */
  asked: [],
  opened: 0,
  freed: 0,
  start: async () => ({}),
};

export default async function load(bytes) {
  await engine.start(bytes);
  return {
    OpenPage: class {
      constructor(page, day) {
        engine.opened++;
        Object.assign(this, { page, day });
      }
      related(file, ...given) {
        engine.asked.push([new TextDecoder().decode(file), ...given]);
        return engine.answer(new TextDecoder().decode(file), ...given, this);
      }
      free() {
        engine.freed++;
      }
    },
  };
}
