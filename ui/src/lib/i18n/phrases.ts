/** Where a Japanese title may break: between words, as a person would, not between any two signs. */

const words = new Intl.Segmenter("ja", { granularity: "word" });

/** Particles, endings and closing signs belong to the word before them. */
const CLINGS = /^[\p{Script=Hiragana}ー、。・」』）)\]】：:!?！？\s]/u;
/** Opening signs belong to what follows. */
const OPENS = /[「『（([【]\s*$/u;
const ONE_KANJI = /^\p{Script=Han}$/u;
const ENDS_IN_KANJI = /\p{Script=Han}$/u;

/** The pieces of a title between which a line may break; joined they are the title. */
export function phrases(title: string): string[] {
	const found: string[] = [];
	for (const { segment } of words.segment(title)) {
		const before = found.at(-1);
		const belongs =
			before !== undefined &&
			(CLINGS.test(segment) ||
				OPENS.test(before) ||
				(ONE_KANJI.test(segment) && ENDS_IN_KANJI.test(before)));
		if (belongs) found[found.length - 1] = before + segment;
		else found.push(segment);
	}
	return found;
}
