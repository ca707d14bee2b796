/** Finding a word in the texts of a sheet. */
import type { ServiceView, SheetView, Text } from "$lib/api/port";

/** Every service in whose texts, of either language, the word stands. */
export function found(sheet: SheetView, word: string): ServiceView[] {
	const services = sheet.areas.flatMap((area) => area.services);
	const wanted = plain(word.trim());
	if (wanted === "") return services;
	return services.filter(
		(service) =>
			plain(service.id).includes(wanted) ||
			textsOf(service).some(
				(text) => plain(text.en).includes(wanted) || plain(text.ja).includes(wanted),
			),
	);
}

function textsOf(service: ServiceView): Text[] {
	return [
		service.title,
		...[service.purpose, service.why, service.smallTeam].filter((text) => text !== null),
		...service.evidence,
		...service.interview,
		...service.functions.map((one) => one.title),
		...service.levels.flatMap((level) => [
			level.statement,
			...level.indicators.map((indicator) => indicator.text),
			...(level.step === null ? [] : [level.step.action, level.step.deliverable]),
		]),
	];
}

/** Full-width and half-width, capitals and small letters count the same. */
function plain(text: string): string {
	return text.normalize("NFKC").toLowerCase();
}
