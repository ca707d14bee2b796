/** What is asked of a new passphrase: length and no slip of the finger. */

const SHORTEST = 8;

export interface PassphraseFaults {
	passphrase: "tooShort" | null;
	repeated: "notEqual" | null;
}

export function passphraseFaults(passphrase: string, repeated: string): PassphraseFaults {
	return {
		passphrase: Array.from(passphrase).length < SHORTEST ? "tooShort" : null,
		repeated: passphrase === repeated ? null : "notEqual",
	};
}
