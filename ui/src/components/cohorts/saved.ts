import { attempt } from "$components/shared/attempt";
import { notices } from "$components/shared/notices.svelte";
import type { Api, SavedReports } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";

/** Saves a report of a cohort, and says where it is; nothing where the dialog was put away. */
export function saveReports(api: Api, save: () => Promise<SavedReports | null>): void {
	void attempt(async () => {
		const saved = await save();
		const file = saved?.files[0];
		if (saved === null || file === undefined) return;
		const t = i18n.t.cohorts.place;
		const warnings = saved.warnings.map((text) => i18n.text(text));
		const told = [t.savedReports(saved.folder), ...warnings];
		notices.show(told.join(" "), {
			label: t.showReports,
			run: () =>
				void attempt(async () => {
					await api.showInFolder({ file: file.file });
				}),
		});
	});
}
