import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

export default defineConfig({ site: "http://astro.example", integrations: [sitemap()] });
