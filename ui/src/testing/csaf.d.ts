/** What the tests use of the validator of CSAF, which has no types of its own. */
declare module "@secvisogram/csaf-validator-lib/schemaTests.js" {
	export const csaf_2_0_strict: unknown;
}

declare module "@secvisogram/csaf-validator-lib/mandatoryTests.js" {
	export {};
}

declare module "@secvisogram/csaf-validator-lib/validate.js" {
	interface Result {
		isValid: boolean;
		tests: readonly { name: string; isValid: boolean }[];
	}
	export default function validate(tests: readonly unknown[], document: object): Promise<Result>;
}
