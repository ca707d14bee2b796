/** A failure as the program tells it; for tests. */
import type { Failure, FailureCode } from "$lib/api/port";

export function failure(code: FailureCode): Error & Failure {
	return Object.assign(new Error(code), { code, hint: null, faults: [] });
}
