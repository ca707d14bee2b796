/** Sheets and readings: what is installed, and the files a person wants to add. */
import type {
	Api,
	CheckView,
	InstalledFile,
	InstalledKind,
	InstalledView,
	SheetSummary,
} from "$lib/api/port";
import { Loaded } from "$lib/loaded.svelte";

/** Anything in the list, named as the program names it. */
export interface InstalledName {
	kind: InstalledKind;
	id: string;
	edition: string | null;
}

export class SheetsController {
	readonly installed = new Loaded<InstalledView>();
	/** Files looked at and not taken in yet. */
	#checks = $state.raw<readonly CheckView[]>([]);
	#taken = $state.raw<readonly string[]>([]);
	readonly #api: Api;

	constructor(api: Api) {
		this.#api = api;
	}

	async load(): Promise<void> {
		await this.installed.load(() => this.#api.installed());
	}

	get checks(): readonly CheckView[] {
		return this.#checks;
	}

	/** Whether a file that was looked at has been taken in. */
	isTaken(check: CheckView): boolean {
		return this.#taken.includes(check.path);
	}

	/** Sound files of a kind that belongs here, not taken in yet. */
	get waiting(): readonly CheckView[] {
		return this.#checks.filter((check) => canInstall(check) && !this.isTaken(check));
	}

	/** Asks which files, and looks at them. */
	async choose(): Promise<void> {
		const checks = await this.#api.chooseFilesToInstall();
		if (checks === null) return;
		this.#checks = checks;
		this.#taken = [];
	}

	async install(check: CheckView): Promise<void> {
		this.installed.take(await this.#api.installFile({ path: check.path }));
		this.#taken = [...this.#taken, check.path];
	}

	dismiss(): void {
		this.#checks = [];
		this.#taken = [];
	}

	async remove(name: InstalledName): Promise<void> {
		this.installed.take(await this.#api.removeInstalled(name));
	}

	/** Answers where it was saved, or `null` when the person changed their mind. */
	async export(name: InstalledName): Promise<string | null> {
		return this.#api.exportInstalled(name);
	}

	/** The same for a sheet as an Excel book; an empty one is a form for a sheet of one's own. */
	async exportBook({ id, edition }: SheetSummary, empty: boolean): Promise<string | null> {
		return this.#api.exportSheetBook({ id, edition, empty });
	}
}

/** Whether a file that was looked at can be taken in here. */
export function canInstall(check: CheckView): boolean {
	return check.faults.length === 0 && check.kind !== null && check.kind !== "assessment";
}

export function nameOfSheet(sheet: SheetSummary): InstalledName {
	return { kind: "sheet", id: sheet.id, edition: sheet.edition };
}

export function nameOfFile(file: InstalledFile): InstalledName {
	return { kind: file.kind, id: file.id, edition: null };
}
