import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

/** What figures are called in the answers of the program. */
const FIGURES =
	"/^(score|target|gap|change|overall|headline|previous|projected|planned|days|known|effortDays|plannedDays|median|mean)$/";
const FIGURE_BY_NAME = `Identifier[name=${FIGURES}]`;
const FIGURE_OF_SOMETHING = `MemberExpression[property.name=${FIGURES}]`;

export default ts.config(
	{ ignores: ["dist/", "node_modules/", "src/lib/api/generated/"] },
	js.configs.recommended,
	...ts.configs.strictTypeChecked,
	...svelte.configs["flat/recommended"],
	{
		languageOptions: {
			globals: globals.browser,
			parserOptions: {
				projectService: { allowDefaultProject: ["eslint.config.js", "svelte.config.js"] },
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: [".svelte"],
			},
		},
		rules: {
			"no-restricted-imports": [
				"error",
				{
					patterns: [
						{ group: ["@tauri-apps/*"], message: "Only lib/api/tauri.ts speaks to the program." },
					],
				},
			],
			// Numbers read well in messages.
			"@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
			// `onclick={() => save()}` is how a handler is written.
			"@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
			"@typescript-eslint/consistent-type-imports": "error",
			// The program computes every figure; the page draws and words them.
			"no-restricted-syntax": [
				"error",
				...[FIGURE_BY_NAME, FIGURE_OF_SOMETHING].map((operand) => ({
					selector: `BinaryExpression[operator=/^[-+*\u002f%]$/] > ${operand}`,
					message: "No figure is computed in the window: let the program tell it.",
				})),
			],
		},
	},
	{
		files: ["**/*.svelte", "**/*.svelte.ts"],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// Bound props are written by the parent only.
			"prefer-const": "off",
			"svelte/prefer-const": ["error", { destructuring: "all" }],
			// ESLint cannot see the types of other components; svelte-check does.
			"@typescript-eslint/no-unsafe-argument": "off",
			"@typescript-eslint/no-unsafe-assignment": "off",
			"@typescript-eslint/no-unsafe-call": "off",
			"@typescript-eslint/no-unsafe-member-access": "off",
			"@typescript-eslint/no-unsafe-return": "off",
			"@typescript-eslint/no-unnecessary-type-assertion": "off",
		},
	},
	{
		// Where a figure stands on an axis is drawing.
		files: ["src/components/charts/**"],
		rules: { "no-restricted-syntax": "off" },
	},
	{
		files: ["src/lib/api/tauri.ts"],
		rules: { "no-restricted-imports": "off" },
	},
	{
		files: ["eslint.config.js", "svelte.config.js"],
		...ts.configs.disableTypeChecked,
	},
);
