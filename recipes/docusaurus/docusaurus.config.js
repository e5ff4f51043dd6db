export default {
  title: "Dough and Stars",
  url: "http://docusaurus.example",
  baseUrl: "/",
  trailingSlash: true,
  presets: [["classic", { blog: false }]],
  scripts: [{ src: "/also-like/also-like.js", type: "module" }],
  themeConfig: {
    navbar: { title: "Dough and Stars", items: [{ to: "/docs/rye-loaf/", label: "Docs" }] },
    footer: { style: "dark", links: [{ label: "Tags", to: "/docs/tags/" }] },
    colorMode: { respectPrefersColorScheme: true },
  },
};
