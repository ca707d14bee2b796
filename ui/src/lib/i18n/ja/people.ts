/** 誰であるかを、システムが知っている範囲で示す。 */
export function somebody(user: string, computer: string): string {
	const name = user === "" ? "ほかの利用者" : `${user}さん`;
	return computer === "" ? name : `${computer}の${name}`;
}
