/** Sheets and readings: what is installed, and the files a person wants to add. */
import type {
	Api,
	CheckView,
	FileKind,
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
		return check.file !== null && this.#taken.includes(check.file);
	}

	/** Sound files of a kind that belongs here, not taken in yet. */
	get waiting(): readonly CheckView[] {
		return this.#checks.filter((check) => canInstall(check) && !this.isTaken(check));
	}

	/** Asks which files, and looks at them. */
	async choose(): Promise<void> {
		const checks = await this.#api.chooseFilesToInstall();
		if (checks !== null) this.show(checks);
	}

	/** Shows files that were looked at. */
	show(checks: readonly CheckView[]): void {
		this.#checks = checks;
		this.#taken = [];
	}

	async install(check: CheckView): Promise<void> {
		const { file } = check;
		if (file === null) return;
		this.installed.take(await this.#api.installFile({ file }));
		this.#taken = [...this.#taken, file];
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
		return (await this.#api.exportInstalled(name))?.path ?? null;
	}

	/** The same for a sheet as an Excel book; an empty one is a form for a sheet of one's own. */
	async exportBook({ id, edition }: SheetSummary, empty: boolean): Promise<string | null> {
		return (await this.#api.exportSheetBook({ id, edition, empty }))?.path ?? null;
	}
}

/** What can be installed; an assessment is read in at Home, a book with its assessment. */
const INSTALLED: readonly FileKind[] = ["sheet", "reading", "profile", "crosswalk"];

/** Whether a file that was looked at can be taken in here. */
export function canInstall(check: CheckView): boolean {
	return check.faults.length === 0 && check.kind !== null && INSTALLED.includes(check.kind);
}

export function nameOfSheet(sheet: SheetSummary): InstalledName {
	return { kind: "sheet", id: sheet.id, edition: sheet.edition };
}

export function nameOfFile(file: InstalledFile): InstalledName {
	return { kind: file.kind, id: file.id, edition: null };
}
