// How a person finds things on the page: by what they are and what they are called.
const role = arguments[0];
const name = arguments[1];
const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const isShown = (element) =>
	element.checkVisibility({ visibilityProperty: true }) &&
	element.getClientRects().length > 0 &&
	element.closest("[inert]") === null;
const roleOf = (element) => {
	const given = element.getAttribute("role");
	if (given !== null) return given;
	const type = element.getAttribute("type") ?? "text";
	switch (element.localName) {
		case "a":
			return element.hasAttribute("href") ? "link" : "";
		case "button":
		case "summary":
			return "button";
		case "input":
			if (type === "radio" || type === "checkbox" || type === "button") return type;
			return type === "range" ? "slider" : type === "number" ? "spinbutton" : "textbox";
		case "textarea":
			return "textbox";
		case "select":
			return "combobox";
		case "option":
			return "option";
		case "img":
			return element.alt === "" ? "" : "img";
		case "dialog":
			return "dialog";
		default:
			return /^h[1-6]$/.test(element.localName) ? "heading" : "";
	}
};
const nameOf = (element) => {
	const by = element.getAttribute("aria-labelledby");
	if (by !== null) {
		const texts = by.split(/\s+/).map((id) => document.getElementById(id)?.textContent);
		return squeezed(texts.join(" "));
	}
	const label = element.getAttribute("aria-label");
	if (label !== null) return squeezed(label);
	if (element.labels?.length > 0) {
		return squeezed([...element.labels].map((one) => one.innerText).join(" "));
	}
	if (element.localName === "img") return squeezed(element.alt);
	const text = squeezed(element.innerText ?? element.textContent);
	return text !== "" ? text : squeezed(element.getAttribute("title"));
};
if (role === null) {
	// Everything there is to be found, for whoever looks in vain.
	const all = [...document.querySelectorAll("*")].filter((one) => roleOf(one) && isShown(one));
	return all.map((one) => `${roleOf(one)} “${nameOf(one).slice(0, 80)}”`).join("\n");
}
const fits = (found) => {
	if (name.endsWith("*")) return found.startsWith(name.slice(0, -1));
	return name.startsWith("*") ? found.endsWith(name.slice(1)) : found === name;
};
const found = [...document.querySelectorAll("*")].filter(
	(element) => roleOf(element) === role && isShown(element) && fits(nameOf(element)),
);
// What lies in an open dialog is before what lies behind it.
return found.find((element) => element.closest("[role=dialog], dialog")) ?? found[0] ?? null;
