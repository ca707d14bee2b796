import { fileURLToPath } from "node:url";

import { svelte, vitePreprocess } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

import { guide } from "./guide.ts";

/**
 * Puts the entry stylesheet into the page itself. Scripts can run before a linked stylesheet
 * applies when the page comes from the program's own scheme; inline, the first paint is styled.
 */
function inlineEntryStylesheet(): Plugin {
	return {
		name: "inline-entry-stylesheet",
		apply: "build",
		enforce: "post",
		generateBundle(_options, bundle) {
			const page = bundle["index.html"];
			if (page?.type !== "asset") return;
			page.source = String(page.source).replace(
				/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
				(link, file: string) => {
					const stylesheet = bundle[file];
					if (stylesheet?.type !== "asset") return link;
					const text = String(stylesheet.source);
					Reflect.deleteProperty(bundle, file);
					return `<style>${text}</style>`;
				},
			);
		},
	};
}

export default defineConfig({
	plugins: [svelte({ preprocess: vitePreprocess() }), guide(), inlineEntryStylesheet()],
	clearScreen: false,
	server: { port: 5173, strictPort: true },
	build: {
		// The oldest web view the window runs in.
		target: "safari16.4",
		// Fonts stay files: the page's policy allows no data addresses for them.
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 1200,
	},
	// Components run in the browser's build of Svelte under test, too.
	resolve: {
		alias: {
			$lib: fileURLToPath(new URL("./src/lib", import.meta.url)),
			$components: fileURLToPath(new URL("./src/components", import.meta.url)),
		},
		...(process.env["VITEST"] === undefined ? {} : { conditions: ["browser"] }),
	},
	test: {
		environment: "happy-dom",
		include: ["src/**/*.test.ts"],
		setupFiles: ["src/test-setup.ts"],
		css: false,
	},
});
