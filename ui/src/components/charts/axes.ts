/** Areas and services as axes of a radar. */
import { areaColor } from "$components/shared/level";
import type { Text } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";

/** An axis as the radar takes it. */
export interface Axis {
	id: string;
	sign: string;
	title: string;
	group?: { id: string; title: string; color: string };
}

interface Titled {
	id: string;
	title: Text;
}

export function areaAxes(areas: readonly Titled[]): Axis[] {
	return areas.map(({ id, title }) => ({ id, sign: id, title: i18n.text(title) }));
}

/** Services in sheet order, with the colour of their area around. */
export function serviceAxes(
	services: readonly (Titled & { area: string })[],
	areas: readonly Titled[],
): Axis[] {
	const groups = new Map(
		areas.map(({ id, title }, number) => [
			id,
			{ id, title: i18n.text(title), color: areaColor(number) },
		]),
	);
	return services.map(({ id, title, area }) => {
		const group = groups.get(area);
		return { id, sign: id, title: i18n.text(title), ...(group === undefined ? {} : { group }) };
	});
}
