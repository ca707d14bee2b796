/** What the palette offers. */
export interface PaletteItem {
	id: string;
	label: string;
	/** Stands before the label, such as a service's id. */
	sign?: string;
	/** Stands after it, muted. */
	detail?: string;
	keys?: string;
	/** What else it is found by, such as its name in the other language. */
	words: readonly string[];
	run: () => void;
}

export interface PaletteGroup {
	name: "screens" | "services" | "commands" | "assessments";
	items: readonly PaletteItem[];
}
