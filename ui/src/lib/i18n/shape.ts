/** What a translation must have: the same keys, the same kind of text under each. */
export type Shape<Messages> = {
	readonly [Key in keyof Messages]: Messages[Key] extends string
		? string
		: Messages[Key] extends (...parts: infer Parts) => string
			? (...parts: Parts) => string
			: Shape<Messages[Key]>;
};
