import { svelte } from "@sveltejs/vite-plugin-svelte";
import react from "@vitejs/plugin-react";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// Nothing here is for also-like, but that Vue has to be told of any custom element.
const isCustomElement = (tag) => tag === "also-like";

export default defineConfig({
  plugins: [react(), svelte(), vue({ template: { compilerOptions: { isCustomElement } } })],
  build: { rollupOptions: { input: ["index.html", "react.html", "svelte.html", "vue.html"] } },
});
