/**
 * The language of the window. English is the type, Japanese must match it: a missing message does
 * not compile. Components read `i18n.t.<screen>.<message>`, and change with it at any moment.
 */
import type { Language, Text } from "$lib/api/port";

import { en } from "./en";
import { ja } from "./ja";
import type { Shape } from "./shape";

export type Catalogue = Shape<typeof en>;

/** The messages of each language, for what is said before one is chosen. */
export const catalogues: Record<Language, Catalogue> = { en, ja };

const LANGUAGES: readonly Language[] = ["en", "ja"];

class I18n {
	#language = $state<Language>("en");
	/** The language a message is read in for a moment. */
	#asked: Language | null = null;

	get language(): Language {
		return this.#language;
	}

	set language(language: Language) {
		this.#language = language;
		document.documentElement.lang = language;
	}

	/** The messages of the language in use. */
	get t(): Catalogue {
		return catalogues[this.#asked ?? this.#language];
	}

	/** A text of a sheet in the language in use. */
	text(text: Text): string {
		return text[this.#asked ?? this.#language];
	}

	/** Messages in every language, whichever the window speaks: a thing is found by any of them. */
	inEvery<Value>(read: () => Value): Value[] {
		try {
			return LANGUAGES.map((language) => {
				this.#asked = language;
				return read();
			});
		} finally {
			this.#asked = null;
		}
	}
}

export const i18n = new I18n();

/** The language the system speaks, of those the window has. */
export function systemLanguage(languages: readonly string[] = navigator.languages): Language {
	const known = languages.map((code) => code.slice(0, 2).toLowerCase());
	return known.find((code): code is Language => code === "ja" || code === "en") ?? "en";
}
