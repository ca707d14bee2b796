/** How English counts. Every message with a number of things goes through here. */

/** `1 gap`, `2 gaps`, `1,000 gaps`: the number as it was given, and what belongs to it. */
export function counted(count: number | string, one: string, many = `${one}s`): string {
	return `${count} ${plural(count, one, many)}`;
}

/** What is said of one, or of any other number, where the number itself stands elsewhere. */
export function plural(count: number | string, one: string, many: string): string {
	return String(count) === "1" ? one : many;
}
