/** Who somebody is, as far as the system says. */
export function somebody(user: string, computer: string): string {
	if (computer === "") return user === "" ? "Somebody else" : user;
	return `${user === "" ? "Somebody" : user} on ${computer}`;
}
