/** Failures as the window meets them, whatever was thrown. */
import type { Failure, FailureCode } from "./port";

const CODES: Record<FailureCode, true> = {
	invalid_file: true,
	not_a_workspace: true,
	newer_format: true,
	file_not_found: true,
	file_gone: true,
	file_unreadable: true,
	file_unwritable: true,
	disk_full: true,
	damaged: true,
	wrong_passphrase: true,
	weak_passphrase: true,
	not_ours: true,
	unfinished_opening: true,
	several_names: true,
	locked: true,
	in_use: true,
	read_only: true,
	no_workspace: true,
	finished: true,
	not_found: true,
	invalid_input: true,
	refused: true,
	changed_meanwhile: true,
	still_used: true,
	no_program: true,
	cancelled: true,
	internal: true,
};

/** Reads what a call rejected with; anything unknown is a fault of the program. */
export function failureOf(error: unknown): Failure {
	if (typeof error === "object" && error !== null && "code" in error && "message" in error) {
		const { code, message } = error;
		if (typeof code === "string" && Object.hasOwn(CODES, code)) {
			const hint = "hint" in error && typeof error.hint === "string" ? error.hint : null;
			const faults =
				"faults" in error && Array.isArray(error.faults) ? (error.faults as Failure["faults"]) : [];
			return { code: code as FailureCode, message: String(message), hint, faults };
		}
	}
	const message = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
	return { code: "internal", message, hint: null, faults: [] };
}

/** Whether a failure is only that the person stopped the work. */
export function isCancelled(error: unknown): boolean {
	return failureOf(error).code === "cancelled";
}
