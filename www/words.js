import { locale } from "./text.js";

/** "You May Also Like", as a newspaper of the language would put it. */
const HEADINGS = {
  ar: "قد يعجبك أيضًا",
  bg: "Може да харесате още",
  bn: "আপনার আরও ভালো লাগতে পারে",
  ca: "També et pot interessar",
  cs: "Mohlo by vás zajímat",
  da: "Måske kan du også lide",
  de: "Das könnte Sie auch interessieren",
  el: "Ίσως σας ενδιαφέρουν",
  en: "You May Also Like",
  es: "También te puede interesar",
  fa: "شاید این‌ها را هم بپسندید",
  fi: "Saatat pitää myös näistä",
  fil: "Maaari mo ring magustuhan",
  fr: "Vous aimerez aussi",
  he: "אולי יעניין אותך גם",
  hi: "आपको ये भी पसंद आ सकते हैं",
  hu: "Ez is érdekelheti",
  id: "Anda mungkin juga suka",
  it: "Potrebbe interessarti anche",
  ja: "あわせて読みたい",
  ko: "함께 볼 만한 기사",
  nl: "Misschien ook interessant",
  no: "Du liker kanskje også",
  pl: "Może Cię też zainteresować",
  pt: "Talvez também goste",
  ro: "S-ar putea să-ți placă și",
  ru: "Вам может понравиться",
  sv: "Du kanske också gillar",
  th: "คุณอาจสนใจ",
  tr: "Bunlar da ilginizi çekebilir",
  uk: "Вам може сподобатися",
  ur: "آپ کو یہ بھی پسند آ سکتا ہے",
  vi: "Có thể bạn cũng thích",
  "zh-Hans": "你可能也喜欢",
  "zh-Hant": "你可能也會喜歡",
};

/**
 * The heading in a language; in English when the language is unknown or not among ours.
 *
 * @param {string} tag A language tag; one of Chinese is told by its script (`zh-TW` is `zh-Hant`).
 */
export function heading(tag) {
  const { language, script } = locale(tag)?.maximize() ?? {};
  const name = { nb: "no", nn: "no", ms: "id", zh: `zh-${script}` }[language] ?? language;
  return HEADINGS[name] ?? HEADINGS.en;
}
