/** A maturity sheet out of an Excel book: what it holds, corrected until it is a sheet. */
import type {
	AboutSheet,
	Api,
	ColumnRole,
	FileHandle,
	InstalledView,
	Language,
	Mapping,
	RowRole,
	SheetBookView,
	Words,
} from "$lib/api/port";

/** How long a text rests before the book is converted again. */
const AFTER_LAST_LETTER = 350;

/** What a column can be, as one word: `level 3`. */
export type RoleWord = string;

export function wordOf(role: ColumnRole): RoleWord {
	return role.kind === "level" ? `level ${role.level}` : role.kind;
}

export function roleOf(word: RoleWord): ColumnRole {
	const [kind, level] = word.split(" ");
	switch (kind) {
		case "level":
			return { kind: "level", level: Number(level) };
		case "area":
		case "id":
		case "title":
		case "id_and_title":
		case "purpose":
		case "why":
		case "small_team":
			return { kind };
		default:
			return { kind: "ignored" };
	}
}

export class ExcelController {
	readonly #api: Api;
	#view = $state.raw<SheetBookView | null>(null);
	/** As the person has corrected it; what the program makes of it follows. */
	#mapping = $state.raw<Mapping | null>(null);
	#busy = $state(false);
	#error = $state.raw<unknown>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#reread = false;
	#asked = 0;

	constructor(api: Api) {
		this.#api = api;
	}

	get view(): SheetBookView | null {
		return this.#view;
	}

	get mapping(): Mapping | null {
		return this.#mapping;
	}

	/** Whether what is shown waits for the program. */
	get busy(): boolean {
		return this.#busy;
	}

	get error(): unknown {
		return this.#error;
	}

	/** Asks for a book and looks at it; nothing is installed yet. Answers whether one was chosen. */
	async choose(): Promise<boolean> {
		const view = await this.#api.chooseSheetBook();
		if (view !== null) this.#begin(view);
		return view !== null;
	}

	/** Looks at a book that was opened from outside. */
	async look(file: FileHandle): Promise<void> {
		this.#begin(await this.#api.lookAtSheetBook({ file }));
	}

	#begin(view: SheetBookView): void {
		clearTimeout(this.#timer);
		this.#asked += 1;
		this.#take(view);
	}

	setRole(column: string, role: ColumnRole): void {
		this.#change(
			(mapping) => ({
				...mapping,
				columns: mapping.columns.map((one) => (one.column === column ? { ...one, role } : one)),
			}),
			true,
		);
	}

	setLanguage(column: string, language: Language): void {
		this.#change(
			(mapping) => ({
				...mapping,
				columns: mapping.columns.map((one) => (one.column === column ? { ...one, language } : one)),
			}),
			false,
		);
	}

	/** Another worksheet; its headings and columns are proposed anew. */
	setPage(page: string): void {
		this.#change(
			(mapping) => ({
				...mapping,
				page,
				joined: [],
				levelsInRows: false,
				headingRow: 0,
				columns: [],
			}),
			true,
		);
	}

	/** Levels in rows are read as columns, or no longer. */
	setLevelsInRows(levelsInRows: boolean): void {
		this.#change((mapping) => ({ ...mapping, levelsInRows, headingRow: 0, columns: [] }), true);
	}

	/** The table goes on after empty rows, or ends at the first. */
	setPastEmptyRows(pastEmptyRows: boolean): void {
		this.#change((mapping) => ({ ...mapping, pastEmptyRows }), true);
	}

	/** The table of another worksheet goes on below, or no longer. */
	setJoined(page: string, joined: boolean): void {
		this.#change(
			(mapping) => ({
				...mapping,
				joined: [...mapping.joined.filter((one) => one !== page), ...(joined ? [page] : [])],
			}),
			true,
		);
	}

	/** What is true at level 0 of a table that begins at level 1; `anew` adds the level or takes it out. */
	setLevelZero(levelZero: Words, anew: boolean): void {
		this.#change((mapping) => ({ ...mapping, about: { ...mapping.about, levelZero } }), anew);
	}

	/** Another row of headings; the columns are proposed anew. */
	setHeadingRow(headingRow: number): void {
		if (!Number.isInteger(headingRow) || headingRow < 1) return;
		this.#change((mapping) => ({ ...mapping, headingRow, columns: [] }), true);
	}

	setRow(at: number, change: { role?: RowRole; id?: string; area?: string }): void {
		this.#change(
			(mapping) => ({
				...mapping,
				rows: mapping.rows.map((one, place) => (place === at ? { ...one, ...change } : one)),
			}),
			false,
		);
	}

	setArea(id: string, language: Language, title: string): void {
		this.#change(
			(mapping) => ({
				...mapping,
				areas: mapping.areas.map((one) =>
					one.id === id ? { ...one, title: { ...one.title, [language]: title } } : one,
				),
			}),
			false,
		);
	}

	setAbout(change: Partial<AboutSheet>): void {
		this.#change((mapping) => ({ ...mapping, about: { ...mapping.about, ...change } }), false);
	}

	setLevelName(level: number, language: Language, name: string): void {
		this.#change(
			(mapping) => ({
				...mapping,
				about: {
					...mapping.about,
					levels: mapping.about.levels.map((one) =>
						one.level === level ? { ...one, name: { ...one.name, [language]: name } } : one,
					),
				},
			}),
			false,
		);
	}

	/** Installs what was shown last. */
	async install(): Promise<InstalledView> {
		await this.#convert();
		const installed = await this.#api.installSheetBook();
		this.#view = null;
		this.#mapping = null;
		return installed;
	}

	/** Answers where it was saved, or `null` when the person changed their mind. */
	async save(): Promise<string | null> {
		await this.#convert();
		return (await this.#api.saveSheetBook())?.path ?? null;
	}

	/** Lets go of work that waits, such as when the screen is left. */
	leave(): void {
		clearTimeout(this.#timer);
	}

	#change(change: (mapping: Mapping) => Mapping, reread: boolean): void {
		if (this.#mapping === null) return;
		this.#mapping = change(this.#mapping);
		this.#reread ||= reread;
		this.#busy = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#convert(), reread ? 0 : AFTER_LAST_LETTER);
	}

	/** Has the program look at the corrections; the last ones asked for win. */
	async #convert(): Promise<void> {
		clearTimeout(this.#timer);
		const mapping = this.#mapping;
		if (mapping === null || !this.#busy) return;
		this.#asked += 1;
		const asked = this.#asked;
		const reread = this.#reread;
		this.#reread = false;
		try {
			const view = await this.#api.mapSheetTable({ mapping, reread });
			if (asked !== this.#asked) return;
			if (this.#mapping === mapping) this.#take(view);
			else this.#view = view;
		} catch (error) {
			if (asked !== this.#asked) return;
			this.#error = error;
			this.#busy = false;
		}
	}

	#take(view: SheetBookView): void {
		this.#view = view;
		this.#mapping = view.table?.mapping ?? null;
		this.#busy = false;
		this.#error = null;
	}
}
